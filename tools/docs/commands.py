"""The page of commands: what each does, and its arguments and options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from goldenbridge.cli.commands import present
from goldenbridge.cli.start import app
from tools.docs.markdown import cell, code, table, whole

ABOUT = """\
Results go to standard output, talk and progress to standard error. `--debug` may stand with any
command: it logs as JSON lines and shows tracebacks. Exit codes: 0 done, 1 refused, 2 wrong usage,
70 an error of ours, 130 stopped by Ctrl-C. What `--json` prints: [json.md](json.md).
"""


def tree(name: str) -> Any:
    """Typer's own object for one command, as `goldenbridge NAME` would use it."""
    root: Any = typer.main.get_command(app([name]))
    return root.commands[name]


def page() -> str:
    """The text of the page."""
    return whole(_lines())


def _lines() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield from ABOUT.splitlines()
    yield ""
    rows = [(f"[`{one.name}`](#{one.name})", cell(one.help)) for one in present()]
    yield from table(("command", "what it does"), rows)
    for one in present():
        yield from _command(f"goldenbridge {one.name}", tree(one.name), "##", one.name)


def _command(path: str, command: Any, level: str, heading: str) -> Iterator[str]:
    yield ""
    yield f"{level} {heading}"
    yield ""
    yield from (command.help or "").strip().splitlines()
    inner = getattr(command, "commands", None)
    if inner:
        for name, part in sorted(inner.items()):
            yield from _command(f"{path} {name}", part, "###", f"{heading} {name}")
        return
    context = command.make_context(path, [], resilient_parsing=True)
    yield ""
    yield "```"
    yield command.get_usage(context).removeprefix("Usage: ")
    yield "```"
    yield ""
    records = (parameter.get_help_record(context) for parameter in command.params)
    rows = [(code(name), cell(help_)) for name, help_ in filter(None, records)]
    yield from table(("argument or option", "meaning"), rows)

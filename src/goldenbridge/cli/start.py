"""Starting a command: the Typer app, and what becomes of errors."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import typer

from goldenbridge import __version__
from goldenbridge.cli.commands import Command, find, present

REFUSED, USAGE, INSIDE = 1, 2, 70
"""Exit codes: bad input, wrong usage, an error of ours; see also `cli.STOPPED`."""

ABOUT = """How a war can end, and which agreements every side could sign.

Start with `goldenbridge run ukraine-2022`. Every command takes --help, --json and --debug."""


def run(words: Sequence[str], *, debug: bool, as_json: bool) -> int:
    """Run one command; every failure becomes one message and an exit code."""
    if debug:
        from goldenbridge.cli.logs import log_json

        log_json()
    try:
        app(words)(list(words), prog_name="goldenbridge", standalone_mode=True)
    except SystemExit as end:
        return int(end.code) if isinstance(end.code, int) else REFUSED
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; nothing is left to say
        return 0
    except Exception as error:
        return _failed(error, debug, as_json)
    return 0


def app(words: Sequence[str]) -> typer.Typer:
    """The app with the command that is asked for, or with all of them for `--help`."""
    root = typer.Typer(
        add_completion=False,
        help=ABOUT,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    root.callback()(_options)
    asked = next((word for word in words if not word.startswith("-")), "")
    if (one := find(asked)) is not None:
        _add(root, one)
        return root
    for one in present():
        root.command(one.name, help=f"{one.help}")(_nothing)
    return root


def _nothing() -> None:
    """A command that is only listed."""


def _add(root: typer.Typer, one: Command) -> None:
    module = import_module(one.home)
    if hasattr(module, "app"):
        root.add_typer(module.app, name=one.name, help=one.help)
    else:
        command: Callable[..., Any] = module.command
        root.command(one.name)(command)


def _version(asked: bool) -> None:
    if asked:
        print(f"goldenbridge {__version__}")
        raise typer.Exit


def _options(
    version: bool = typer.Option(
        False, "--version", help="Print the version.", callback=_version, is_eager=True
    ),
    debug: bool = typer.Option(
        False, "--debug", help="Log as JSON lines on stderr, and show tracebacks."
    ),
) -> None:
    """Options of every command; `--debug` is read before."""


def _failed(error: Exception, debug: bool, as_json: bool) -> int:
    if debug:
        import traceback  # only where asked for

        traceback.print_exception(error)
    problems = getattr(error, "problems", None)
    if problems is None:
        what = f"Something went wrong inside Golden Bridge: {type(error).__name__}: {error}"
        print(what, "Add --debug to see where.", sep="\n", file=sys.stderr)
        return INSIDE
    if as_json:
        from goldenbridge.cli.refusal import refusal_json

        print(refusal_json(error))
    else:
        print(error, file=sys.stderr)
    return REFUSED

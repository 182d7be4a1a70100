"""`goldenbridge new`: write a commented scenario to start from."""

from __future__ import annotations

from typing import Annotated

import typer

from goldenbridge.cli.shape import Shape

SHAPE = Shape("new", 1, {"file": "The file that was written.", "title": "The title it was given."})


def command(
    name: Annotated[str, typer.Argument(help="A name, or the path of a file to write.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a commented scenario to start from.

    It passes `check` and `run` as it is. A file that exists is never overwritten.

    Example: goldenbridge new my-conflict
    """
    from goldenbridge.scenario.template import write_new

    file, title = write_new(name)
    if as_json:
        print(SHAPE.text(file=str(file), title=title))
    else:
        print(f"Wrote {file}.")
        print(f"Next: edit it, then goldenbridge check {file} · goldenbridge run {file}")

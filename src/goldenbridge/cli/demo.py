"""`goldenbridge demo`: demonstration content of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goldenbridge.cli.serve import DATA

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Demonstration content of the site (`serve --demo` fills it in)."""


@app.command("remove")
def remove(data: Annotated[Path | None, DATA] = None) -> None:
    """Take all demonstration content away; what members wrote stays.

    Example: goldenbridge demo remove --data ~/peace
    """
    from goldenbridge_site.running import demo, start

    start.existing(data)
    if not demo.present():
        print("There is no demonstration content.")
        return
    removed, left = demo.remove()
    print(f"{removed} demonstration texts and their accounts are gone.")
    if left:
        print(f"{left} stay as empty placeholders, because members have answered them.")

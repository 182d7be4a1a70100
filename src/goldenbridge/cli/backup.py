"""`goldenbridge backup`: back the site up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goldenbridge.cli.serve import DATA


def command(
    to: Annotated[
        Path | None, typer.Option("--to", help="File to write. Default: in DATA/backups.")
    ] = None,
    data: Annotated[Path | None, DATA] = None,
) -> None:
    """Back the site up, also while it runs.

    One file with the database and the site's key, readable for you only. Whoever has it can read
    members' addresses and sign links in their name: keep it like a key. The running site makes one
    every night and keeps the last seven and four weekly ones.

    Example: goldenbridge backup --data ~/peace
    """
    from goldenbridge_site.running import backup, start

    directory = start.existing(data)
    path = backup.make(directory, to=to.expanduser().absolute() if to else None)
    print(f"{path}  ({path.stat().st_size / 1e6:.1f} MB)")

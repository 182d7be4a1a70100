"""`goldenbridge restore`: restore a backup of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goldenbridge.cli.serve import DATA


def command(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    data: Annotated[Path | None, DATA] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a site that is there.")
    ] = False,
    drop_mail: Annotated[
        bool, typer.Option("--drop-mail", help="Do not send mail that waited in the backup.")
    ] = False,
) -> None:
    """Restore a backup of the site into its data folder.

    The site must be stopped. A site that is in the folder is backed up first.

    Example: goldenbridge restore goldenbridge-20260301-031000-nightly.tar.gz --data ~/peace
    """
    from goldenbridge_site.running import restore, start

    directory = start.set_up(data)
    start.reach_database()
    with start.stopped(directory):
        done = restore.restore(
            directory, file.expanduser().absolute(), replace=replace, drop_mail=drop_mail
        )
    counts = ", ".join(f"{name}: {number}" for name, number in done.counts.items())
    print(f"Restored into {directory}, as of {done.made} ({counts}).")
    if done.former is not None:
        print(f"What was there before is in {done.former}")
    if done.waiting and drop_mail:
        print(f"{done.waiting} mails that waited are left out.")
    elif done.waiting:
        print(f"{done.waiting} mails that waited are sent when the site starts.")

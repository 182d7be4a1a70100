"""`goldenbridge upgrade`: bring the site's data up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from goldenbridge.cli.serve import DATA


def command(data: Annotated[Path | None, DATA] = None) -> None:
    """Bring the site's data up to date after installing a new version.

    Makes a backup, applies what is new and goes back to the backup if anything fails. The site
    must be stopped. `serve` does the same when it starts.

    Example: goldenbridge upgrade --data ~/peace
    """
    from goldenbridge_site.running import start, upgrade

    directory = start.existing(data)
    with start.stopped(directory):
        applied, kept = upgrade.apply(directory)
        start.collect_static()
    if kept is None:
        print("The data is up to date.")
    else:
        print(f"The data was brought up to date ({applied} steps). Backup before: {kept}")

"""`goldenbridge serve`: start the discussion site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DATA = typer.Option(
    "--data",
    help="Folder for database, mail, keys and backups. Default: GOLDENBRIDGE_SITE_DIR, "
    "else ~/.local/share/goldenbridge.",
)


def command(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    data: Annotated[Path | None, DATA] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill an empty folder with demonstration content.")
    ] = False,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page where there is a screen.")
    ] = True,
) -> None:
    """Start the discussion site.

    Makes what is missing in the data folder, applies what an update needs (after a backup),
    starts the web server and the worker and watches both until Ctrl-C. Without GOLDENBRIDGE_URL
    the site is for this machine only; with an https address there it is public.

    Example: goldenbridge serve --port 8000 --data ~/peace
    """
    from goldenbridge_site.running.serve import serve

    raise typer.Exit(serve(data, host, port, with_demo=demo, open_browser=browser))

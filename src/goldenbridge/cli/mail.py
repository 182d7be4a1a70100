"""`goldenbridge mail`: mail of the site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from goldenbridge.cli.serve import DATA

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Mail of the site: try it, and tell it what came back."""


@app.command("test")
def send_test(
    address: Annotated[str, typer.Argument(help="Where to send it.")],
    data: Annotated[Path | None, DATA] = None,
) -> None:
    """Send a test mail now and say how it went.

    Example: goldenbridge mail test you@example.org --data ~/peace
    """
    from goldenbridge_site.running import check_site, start

    start.existing(data)
    finding = check_site.test_mail(address)
    print(f"{finding.text} {finding.advice}".strip())
    if finding.bad:
        raise typer.Exit(1)


@app.command("returned")
def returned(data: Annotated[Path | None, DATA] = None) -> None:
    """Read a message that came back (standard input) and stop mail to its address.

    For the mail server: an alias of the address that mail comes from pipes to this command. It
    believes only messages that quote a mail this site has sent.

    Example: goldenbridge mail returned --data ~/peace < message.eml
    """
    from goldenbridge_site.mail import bounces
    from goldenbridge_site.running import start

    start.existing(data)
    address = bounces.returned(sys.stdin.buffer.read(1_000_000))
    print(f"No more mail is sent to {address}." if address else "Nothing was changed.")

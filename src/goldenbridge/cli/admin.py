"""`goldenbridge admin`: administrators of the site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldenbridge.cli.serve import DATA

if TYPE_CHECKING:
    from goldenbridge_site.running.admin import Access

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Administrators of the site."""


@app.command("create")
def create(
    email: Annotated[str, typer.Option(prompt="E-mail address", help="Address to sign in with.")],
    name: Annotated[str, typer.Option(help="Name shown on the site, if the member is new.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    data: Annotated[Path | None, DATA] = None,
) -> None:
    """Make an administrator with a second factor and recovery codes.

    Also the way back in: for an address that is known it sets a new password and a new second
    factor, and ends every session.

    Example: goldenbridge admin create --email you@example.org --name Alder
    """
    from goldenbridge_site.running import admin, start

    start.existing(data)
    known = admin.find(email)
    if known is not None:
        typer.echo(f"{known} is a member. Password and second factor are replaced.", err=True)
    elif not name:
        name = typer.prompt("Name shown on the site")
    password = (
        sys.stdin.readline().rstrip("\n")
        if password_stdin
        else typer.prompt("Password", hide_input=True, confirmation_prompt="Again")
    )
    _tell(admin.create(email, name, password))


def _tell(access: Access) -> None:
    what = "is an administrator" if access.made else "is an administrator again"
    print(f"{access.name} {what}. Sign in with address and password.\n")
    print("Second factor: scan this with an authenticator app, or type the secret into it.\n")
    if sys.stdout.isatty():
        import qrcode

        code = qrcode.QRCode(border=1)
        code.add_data(access.uri)
        code.print_ascii(invert=True)
    print(f"  secret   {access.secret}")
    print(f"  address  {access.uri}\n")
    print("Recovery codes, each good for one sign-in without the app. Keep them on paper:\n")
    for left, right in zip(access.codes[::2], access.codes[1::2], strict=True):
        print(f"  {left}   {right}")
    print("\nNone of this is shown again.")

"""`goldenbridge serve`: from an empty folder to a running site."""

import os
import sys
import threading
import webbrowser
from pathlib import Path
from time import sleep

from goldenbridge_site.running import demo, locks, public, start, upgrade
from goldenbridge_site.running.refusal import SiteError
from goldenbridge_site.running.supervisor import Supervisor


def serve(
    directory: Path | None, host: str, port: int, *, with_demo: bool, open_browser: bool
) -> int:
    """Prepare the site in `directory`, start it and watch it. Returns the exit code.

    Raises SiteError when something has to be mended first.
    """
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    found = start.set_up(directory, f"http://{shown}:{port}", quiet=not _is_public())
    lock = locks.take(found / locks.SERVE)
    if lock is None:
        raise SiteError(f"Another goldenbridge serve uses {found}. Stop it, or choose --data.")
    start.free_port(host, port)
    prepare(found, with_demo)
    os.set_inheritable(lock, False)
    _say(found, shown, port)
    threading.Thread(
        target=_when_up, args=(shown, port, open_browser), name="when-up", daemon=True
    ).start()
    return Supervisor(found, host, port).run()


def _is_public() -> bool:
    """A public site logs every request; at home the console is for people."""
    given = os.environ.get("GOLDENBRIDGE_URL", "")
    return given.startswith("https") or "GOLDENBRIDGE_URL_FILE" in os.environ


def prepare(directory: Path, with_demo: bool) -> None:
    """Bring database, files and content to where the site can start."""
    from goldenbridge_site.conflicts import seeding

    start.reach_database()
    was_new = upgrade.is_new()
    applied, kept = upgrade.apply(directory)
    if kept is not None:
        print(f"The data was brought up to date ({applied} steps). Backup before: {kept}")
    public.contact_from_environment()
    public.demand()
    start.collect_static()
    seeding.add_library()
    if with_demo:
        _fill(was_new, directory)


def _fill(was_new: bool, directory: Path) -> None:
    if was_new or demo.is_empty():
        demo.fill()
        print(
            "The site is filled with demonstration content, marked as such. Take it away with: "
            f"{start.command()} demo remove --data {directory}"
        )
    elif not demo.present():
        print("The site has content of its own; no demonstration content was added.")


def _say(directory: Path, host: str, port: int) -> None:
    from django.conf import settings

    from goldenbridge_site.accounts.models import Role, User
    from goldenbridge_site.mail import state

    print(f"Data:  {directory}")
    if state.to_files():
        print(
            f"Mail:  goes to files in {directory / 'mail'}; each is named here when it is written"
        )
    else:
        print(f"Mail:  goes through {settings.EMAIL_HOST}:{settings.EMAIL_PORT}")
    if not User.objects.filter(role=Role.ADMINISTRATOR, is_active=True, is_demo=False).exists():
        print(
            f"No administrator yet. Make one: {start.command()} admin create "
            f"--email YOU@EXAMPLE.ORG --name NAME --data {directory}"
        )
    if settings.PUBLIC:
        print(f"Public site {settings.SITE_URL}, behind a proxy that sends to {host}:{port}")
    sys.stdout.flush()


def _when_up(host: str, port: int, open_browser: bool) -> None:
    """Print the address once the site answers, and open it where there is a browser to see."""
    url = os.environ.get("GOLDENBRIDGE_URL") or f"http://{host}:{port}"
    for _n in range(600):
        if start.answers(host, port):
            print(f"\nGolden Bridge is at {url}  (Ctrl-C stops it)\n", flush=True)
            if open_browser and _has_screen():
                webbrowser.open(url)
            return
        sleep(0.1)


def _has_screen() -> bool:
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

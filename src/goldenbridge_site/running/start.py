"""From the operator's words to a ready environment: settings, database, files."""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from goldenbridge_site.running import locks
from goldenbridge_site.running.refusal import SiteError

SETTINGS = "goldenbridge_site.config.settings"


def set_up(directory: Path | None, url: str = "", quiet: bool = True) -> Path:
    """Put the operator's choices into the environment and start Django.

    `directory` overrides GOLDENBRIDGE_SITE_DIR; `url` is the address used in links when
    GOLDENBRIDGE_URL is not set; `quiet` logs warnings only.
    Returns the data directory. Raises SiteError.
    """
    if directory is not None:
        os.environ["GOLDENBRIDGE_SITE_DIR"] = str(directory.expanduser().absolute())
    if quiet:
        os.environ.setdefault("GOLDENBRIDGE_LOG_LEVEL", "WARNING")
    if (
        url
        and not os.environ.get("GOLDENBRIDGE_URL")
        and not os.environ.get("GOLDENBRIDGE_URL_FILE")
    ):
        os.environ["GOLDENBRIDGE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)
    _engine_cache()
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
        from django.conf import settings

        return Path(settings.SITE_DIR)
    except ImproperlyConfigured as error:
        raise SiteError(str(error)) from error


def _engine_cache() -> None:
    """Let the engine keep what it compiled in the data directory if it cannot beside its code."""
    engine = find_spec("goldenbridge")
    if engine and engine.origin and not os.access(Path(engine.origin).parent, os.W_OK):
        kept = Path(os.environ.get("GOLDENBRIDGE_SITE_DIR") or Path.home()) / "compiled"
        os.environ.setdefault("NUMBA_CACHE_DIR", str(kept))


def command() -> str:
    """How the command that runs now is called again from this folder: by name, or by its path."""
    path = Path(sys.argv[0]).absolute()
    found = shutil.which(path.name)
    if path.name != "goldenbridge" or (found and Path(found).resolve() == path.resolve()):
        return "goldenbridge"
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def existing(directory: Path | None) -> Path:
    """Like `set_up`, for commands that need a site that was started before."""
    _demand_folder(directory)
    found = set_up(directory)
    from django.conf import settings

    on_sqlite = str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
    if on_sqlite and not (found / "site.sqlite3").exists():
        raise _no_site(found)
    reach_database()
    return found


def _demand_folder(directory: Path | None) -> None:
    """Say so before anything is made in a folder that was mistyped."""
    named = directory or Path(os.environ.get("GOLDENBRIDGE_SITE_DIR") or Path.home())
    if not named.expanduser().exists():
        raise _no_site(named)


def _no_site(directory: Path) -> SiteError:
    return SiteError(
        f"There is no site in {directory}. Start one with: goldenbridge serve --data {directory}"
    )


def reach_database() -> None:
    """Connect once. Raises SiteError saying what to look at."""
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        words = " ".join(str(error).split())
        raise SiteError(
            f"The database cannot be reached: {words}. "
            "Check GOLDENBRIDGE_DATABASE_URL and that the server runs."
        ) from error


def collect_static() -> None:
    """Put the style sheet and scripts where the web server finds them, under hashed names."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / "made-for"
    made_for = _sources()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == made_for:
        return
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(made_for, encoding="utf-8")


def _sources() -> str:
    """What the collected files depend on: storage, and names, sizes and times of the sources."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    lines = [str(settings.STORAGES["staticfiles"]["BACKEND"])]
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = os.stat(storage.path(name))
            lines.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return "\n".join(sorted(lines))


def free_port(host: str, port: int) -> None:
    """Raise SiteError if the port cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SiteError(
                f"Port {port} cannot be used: {error.strerror}. Choose another one, such as "
                f"--port {port + 1 if port < 65535 else 8000}."
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether something listens there."""
    try:
        with socket.create_connection((host, port), timeout=0.5):
            return True
    except OSError:
        return False


@contextmanager
def stopped(directory: Path) -> Iterator[None]:
    """Make sure that the site does not run, and cannot be started, meanwhile."""
    handles = [locks.take(directory / name) for name in (locks.SERVE, locks.WORKER)]
    try:
        if None in handles:
            raise SiteError(f"The site in {directory} runs. Stop it first.")
        yield
    finally:
        for handle in handles:
            if handle is not None:
                os.close(handle)

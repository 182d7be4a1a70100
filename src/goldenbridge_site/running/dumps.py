"""The database as one file and back: SQLite by its own copying, PostgreSQL by pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from goldenbridge_site.running.refusal import SiteError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILES = {SQLITE: "site.sqlite3", POSTGRESQL: "database.dump"}
ASIDE = "before_restore"


def kind() -> str:
    """Which database the site uses."""
    from django.db import connection

    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def dump(to: Path) -> None:
    """Write one consistent copy, also while the site runs. Raises SiteError."""
    if kind() == SQLITE:
        _dump_sqlite(to)
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={to}"])


def load(source: Path) -> None:
    """Replace the whole database by a dump. Raises SiteError, the database then being as before."""
    from django.db import connection

    connection.close()
    if kind() == SQLITE:
        check_sqlite(source)
        with closing(sqlite3.connect(source)) as old, closing(_open_site()) as site:
            old.backup(site)
        return
    _load_postgresql(source)


def _dump_sqlite(to: Path) -> None:
    with closing(_open_site()) as site, closing(sqlite3.connect(to)) as copy:
        # All pages in one step: a reader of the write-ahead log neither blocks nor is disturbed.
        site.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    check_sqlite(to)


def _open_site() -> sqlite3.Connection:
    from django.conf import settings

    return sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), timeout=60)


def check_sqlite(path: Path) -> None:
    """Raise SiteError if the file is no sound database."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            said = opened.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise SiteError(f"The copy of the database is damaged: {said}.")


def _load_postgresql(source: Path) -> None:
    """Restore beside the old tables, which are dropped only when all has gone well."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE")
        cursor.execute(f"ALTER SCHEMA public RENAME TO {ASIDE}")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    name = str(connection.settings_dict["NAME"])
    restored = False
    try:
        options = ["--no-owner", "--no-acl", "--single-transaction", "--exit-on-error"]
        _run(["pg_restore", *options, f"--dbname={name}", str(source)])
        restored = True
    finally:
        with connection.cursor() as cursor:
            if restored:
                cursor.execute(f"DROP SCHEMA {ASIDE} CASCADE")
            else:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute(f"ALTER SCHEMA {ASIDE} RENAME TO public")
        connection.close()


def _run(command: list[str]) -> None:
    from django.db import connection

    program = command[0]
    if shutil.which(program) is None:
        raise SiteError(
            f"{program} is not installed on this machine. It comes with PostgreSQL's client "
            "programs: on Debian, apt install postgresql-client."
        )
    chosen = connection.settings_dict
    named = {
        "PGHOST": chosen["HOST"],
        "PGPORT": chosen["PORT"],
        "PGUSER": chosen["USER"],
        "PGPASSWORD": chosen["PASSWORD"],
        "PGDATABASE": chosen["NAME"],
    }
    environment = os.environ | {name: str(value) for name, value in named.items() if value}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        words = " ".join(done.stderr.split())[:400]
        raise SiteError(f"{program} failed: {words}")

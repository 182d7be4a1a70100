"""A site in a folder of its own whose processes are real, for tests that start and kill them."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg

START = "import django; django.setup()\n"


class Site:
    """Runs code and processes with the settings of one site."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        own = {name: v for name, v in os.environ.items() if not name.startswith("GOLDENBRIDGE_")}
        self.environment = own | {
            "DJANGO_SETTINGS_MODULE": "goldenbridge_site.config.settings",
            "GOLDENBRIDGE_SITE_DIR": str(folder),
            "GOLDENBRIDGE_LOG_LEVEL": "WARNING",
            **environment,
        }
        self.started: list[subprocess.Popen[str]] = []

    def run(self, code: str) -> str:
        """What `code` prints, run in a process of its own with Django started."""
        command = [sys.executable, "-c", START + code]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows straight from the database, without starting Django."""
        address = self.environment.get("GOLDENBRIDGE_DATABASE_URL")
        if address:
            with psycopg.connect(address) as server:
                return list(server.execute(sql))  # type: ignore[call-overload]
        with closing(sqlite3.connect(self.folder / "site.sqlite3", timeout=30)) as file:
            return list(file.execute(sql))

    def command(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """A `goldenbridge` command, to its end."""
        return subprocess.run(
            [sys.executable, "-c", "import sys, goldenbridge.cli as c; sys.exit(c.main())", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            input=typed,
            check=False,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A process in a group of its own that goes on running."""
        process = subprocess.Popen(
            [sys.executable, *words],
            env=self.environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def worker(self) -> subprocess.Popen[str]:
        """A worker."""
        return self.start("-m", "goldenbridge_site.running.worker")

    def serve(self, port: int, *words: str) -> subprocess.Popen[str]:
        """`goldenbridge serve`."""
        code = "import sys, goldenbridge.cli as c; sys.exit(c.main())"
        return self.start("-c", code, "serve", "--port", str(port), "--no-browser", *words)

    def end(self) -> None:
        """Kill what was started and still runs, each with its group."""
        for process in self.started:
            kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL to the whole group of a process started here."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def wait_for(what: Callable[[], bool], seconds: float = 180.0) -> bool:
    """Whether `what` became true in time."""
    ends = monotonic() + seconds
    while monotonic() < ends:
        if what():
            return True
        sleep(0.05)
    return False


@contextmanager
def new_database(server: str, template: str = "template0") -> Iterator[str]:
    """The address of a new database on a PostgreSQL server; it is dropped at the end."""
    name = f"goldenbridge_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@contextmanager
def new_site(
    folder: Path,
    migrated: Path | None = None,
    server: tuple[str, str] = ("", ""),
    **environment: str,
) -> Iterator[Site]:
    """A site: on SQLite with a copy of `migrated`, or on a copy of (server, database)."""
    folder.mkdir(exist_ok=True)
    if server[0]:
        with new_database(*server) as address:
            site = Site(folder, GOLDENBRIDGE_DATABASE_URL=address, **environment)
            try:
                yield site
            finally:
                site.end()
        return
    site = Site(folder, **environment)
    if migrated is not None:
        shutil.copy(migrated, folder / "site.sqlite3")
    try:
        yield site
    finally:
        site.end()


def migrate(site: Site) -> None:
    """Make the tables."""
    site.run(
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "from django.db import connection; connection.close()"
    )


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(port: int, path: str) -> str:
    """The body of a page, or the empty string while nothing answers."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""

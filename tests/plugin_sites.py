"""Fixtures: sites in folders of their own, on SQLite and on PostgreSQL, migrated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from site_processes import Site, migrate, new_database, new_site


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with all tables, to copy."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(Site(folder))
    return folder / "site.sqlite3"


@pytest.fixture(scope="session")
def migrated_server(
    postgresql: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """A PostgreSQL server and the name of a database on it with all tables, to copy."""
    with new_database(postgresql) as address:
        migrate(Site(tmp_path_factory.mktemp("migrated"), GOLDENBRIDGE_DATABASE_URL=address))
        yield postgresql, address.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def make_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Make sites of the test, on either database; names of folders and environment are free."""
    with ExitStack() as opened:

        def make(folder: str = "site", **environment: str) -> Site:
            if request.param == "postgresql":
                server: tuple[str, str] = request.getfixturevalue("migrated_server")
                site = new_site(tmp_path / folder, None, server, **environment)
            else:
                migrated: Path = request.getfixturevalue("migrated")
                site = new_site(tmp_path / folder, migrated, **environment)
            return opened.enter_context(site)

        yield make

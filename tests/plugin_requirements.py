"""What some tests need beyond Python, and an honest word when it is not there.

Tests ask for `postgresql`, `chromium`, `data_folder` or `reference_folder` and are skipped, with
the reason, on a machine without them. What was left out is named before the last line of the run.
With GOLDENBRIDGE_REQUIRE_ALL=1, as in continuous integration, leaving anything out is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

REQUIRE_ALL = "GOLDENBRIDGE_REQUIRE_ALL"
DATABASE = "GOLDENBRIDGE_TEST_DATABASE_URL"
CHROMIUM = "GOLDENBRIDGE_CHROMIUM"

# Folders whose tests take long: they come last, so that a slip shows early.
LAST = ("known_answers", "properties", "replay", "site", "journeys")


def require_all() -> bool:
    """Whether a test that cannot run counts as failed."""
    return os.environ.get(REQUIRE_ALL, "") not in ("", "0")


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The address of a PostgreSQL server in which tests may make databases."""
    if address := os.environ.get(DATABASE):
        return address
    pytest.skip(f"needs PostgreSQL: set {DATABASE}=postgresql://USER:PASSWORD@HOST:PORT/postgres")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that Playwright can drive."""
    names = (os.environ.get(CHROMIUM), "chromium", "chromium-browser", "google-chrome")
    for name in filter(None, names):
        if path := shutil.which(name):
            return path
    pytest.skip(f"needs Chromium: install the package chromium, or set {CHROMIUM}=/path/to/it")


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of published tables on wars and leaders (wars.csv, leaders.csv, ...)."""
    return _folder("GOLDENBRIDGE_DATA", "the tables on wars and leaders", "wars.csv")


@pytest.fixture(scope="session")
def reference_folder() -> Path:
    """The folder of other programs' published examples, each with their results."""
    return _folder("GOLDENBRIDGE_REFERENCE", "other programs' published examples", "ORIGIN.md")


def _folder(variable: str, what: str, holds: str) -> Path:
    value = os.environ.get(variable)
    if value and (Path(value) / holds).is_file():
        return Path(value)
    pytest.skip(f"needs {what}: set {variable} to the folder that holds {holds}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put quick tests first; within a folder the order stays."""

    def slowness(item: pytest.Item) -> int:
        return max((LAST.index(part) + 1 for part in item.path.parts if part in LAST), default=0)

    items.sort(key=slowness)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Count a skipped test as failed where nothing may be left out."""
    report = yield
    return _refused(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """The same for a file that is skipped as a whole."""
    report = yield
    return _refused(report)


def _refused(report: Any) -> Any:
    if report.outcome == "skipped" and not hasattr(report, "wasxfail") and require_all():
        report.longrepr = f"{_reason(report)}\n(left out, and {REQUIRE_ALL} is set)"
        report.outcome = "failed"
    return report


def _reason(report: Any) -> str:
    where = report.longrepr
    text = where[2] if isinstance(where, tuple) else str(where)
    return text.removeprefix("Skipped: ")


def _left_out(terminal: Any) -> Iterator[str]:
    reasons = Counter(_reason(report) for report in terminal.stats.get("skipped", []))
    for reason, number in sorted(reasons.items()):
        yield f"{number} test{'s' if number > 1 else ''}: {reason}"


def _ran_site(terminal: Any) -> bool:
    return any(
        report.nodeid.startswith("tests/site/") for report in terminal.stats.get("passed", [])
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what was not run, and what would let it run."""
    lines = list(_left_out(terminalreporter))
    if _ran_site(terminalreporter) and not os.environ.get(DATABASE):
        lines.append(f"the site's tests a second time, on PostgreSQL: set {DATABASE}")
    if lines:
        terminalreporter.section("not run here")
        for line in lines:
            terminalreporter.write_line(line)

"""What must hold of dates, the course and other starts, and what no run may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenbridge.scenario.check_terms import terms_of
from goldenbridge.scenario.checks import Finding, Path_, levels, name, names
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.naming import meant, paths, unknown
from goldenbridge.scenario.record import OUTCOMES


def time_checks(scenario: Document) -> Iterator[Finding]:
    """Every finding about the calendar, the course, named starts and the record."""
    calendar = scenario.calendar
    if calendar.cutoff < calendar.opening:
        what = "The cut-off lies before the opening."
        yield ("calendar", "cutoff"), what, "The cut-off is the last day whose facts were used."
    if calendar.solved is not None and calendar.solved < calendar.shown:
        what = f"{calendar.solved} periods solved cannot show {calendar.shown}."
        yield ("calendar", "solved"), what, "Leave it out, or take at least `shown`."
    yield from _course(scenario)
    for key, start in scenario.starts.items():
        yield from levels(("starts", key, "levels"), start.levels, scenario)
        for path in start.values:
            if meant(path, scenario) is None:
                problem = unknown(path, scenario, paths(scenario))
                yield ("starts", key, "values", path), problem.what, problem.right
    for key, package in scenario.packages.items():
        yield from _before(("packages", key, "date"), package.date, scenario)
    yield from _record(scenario)


def _before(path: Path_, day: date | None, scenario: Document) -> Iterator[Finding]:
    if day is not None and day > scenario.calendar.cutoff:
        what = f"{day} lies after the cut-off ({scenario.calendar.cutoff})."
        yield path, what, "What came later belongs in `record`, which no run sees."


def _course(scenario: Document) -> Iterator[Finding]:
    last = -1.0
    for index, entry in enumerate(scenario.course):
        path: Path_ = ("course", index)
        week = float(entry.week)
        if week <= last:
            yield (
                (*path, "week"),
                f"Week {week:g} follows week {last:g}.",
                "Put the weeks in order.",
            )
        last = max(last, week)
        if week > scenario.calendar.weeks_to_cutoff + 1e-9:
            most = scenario.calendar.weeks_to_cutoff
            what = f"Week {week:g} lies after the cut-off (week {most:.1f})."
            yield (*path, "week"), what, "What came later belongs in `record`, which no run sees."
        yield from levels((*path, "levels"), entry.levels, scenario)


def _record(scenario: Document) -> Iterator[Finding]:
    record = scenario.record
    if record is None:
        return
    path: Path_ = ("record",)
    known = [*OUTCOMES, *scenario.endings]
    yield from name((*path, "outcome"), record.outcome, known, "outcome")
    if record.as_of < scenario.calendar.cutoff:
        what = "The record ends before the cut-off."
        yield (*path, "as_of"), what, "It tells what happened after the cut-off."
    yield from names((*path, "leaders"), record.leaders, scenario.parties, "party")
    yield from names((*path, "honour"), record.honour, scenario.issues, "issue")
    for key, package in record.packages.items():
        if key in scenario.packages:
            yield (*path, "packages", key), f"`{key}` also stands in `packages`.", "Rename one."
        yield from terms_of((*path, "packages", key, "terms"), package.terms, scenario)
        yield from names((*path, "packages", key, "open"), package.open, scenario.issues, "issue")
    for index, entry in enumerate(record.levels):
        yield from levels((*path, "levels", index, "levels"), entry.levels, scenario, ends_too=True)

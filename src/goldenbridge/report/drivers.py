"""What a run hangs on: every uncertain assumption at both its ends, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from goldenbridge.report.finding import span
from goldenbridge.report.layout import QUIET, sides, wrapped
from goldenbridge.report.summary import Summary
from goldenbridge.report.wording import counted, percent

SHOWN = 12
"""Assumptions shown; JSON has them all."""
BAR, LEAST_BAR = 24, 10
"""Characters of a bar, at most and at least."""
BESIDE = 16
"""Characters that the two chances beside a bar and what parts them take."""
LEAST_NAME = 24


@dataclass(frozen=True, slots=True)
class Effect:
    """The main figures with one assumption at one end, all others at their middle values.

    settled  chance that it is settled within the first year; at_once in the first period; ever
             within all periods shown
    deaths   expected within the first year, None if none are counted
    over     first period with an even chance that it is over, None: not shown
    """

    settled: float
    deaths: float | None
    over: int | None
    at_once: float
    ever: float


@dataclass(frozen=True, slots=True)
class Driver:
    """An uncertain assumption at its ends; None where the scenario is refused there.

    path   the number's name, as `--set` takes it; `name` the same in words
    """

    path: str
    name: str
    low: float
    middle: float
    high: float
    at_low: Effect | None
    at_high: Effect | None

    def reach(self, base: float) -> tuple[float, float]:
        """Least and greatest chance of a settlement over both ends and the middle."""
        ends = [e.settled for e in (self.at_low, self.at_high) if e is not None]
        return min([base, *ends]), max([base, *ends])

    def effect(self, base: float) -> float:
        """By how much it moves the chance of a settlement."""
        low, high = self.reach(base)
        return high - low


def effect(summary: Summary) -> Effect:
    """The main figures of a run."""
    outlook, year = summary.outlook, summary.year
    deaths = outlook.amounts.get("deaths")
    return Effect(
        settled=outlook.within("settled", year),
        deaths=None if deaths is None else float(deaths[year]),
        over=outlook.even_chance(),
        at_once=outlook.within("settled", 1),
        ever=float(outlook.outcomes["settled"][-1]),
    )


def hangs_on(summary: Summary, drivers: Sequence[Driver], width: int) -> Iterator[Text]:
    """The strongest assumptions, each with a bar from its least to its greatest effect."""
    if not drivers:
        return
    base = summary.outlook.within("settled", summary.year)
    strong = drivers[:SHOWN]
    reaches = [driver.reach(base) for driver in strong]
    least, most = min(low for low, _ in reaches), max(high for _, high in reaches)
    about = f"settled within {span(summary)}, each assumption at both its ends"
    yield sides("What it hangs on", about, width, "bold")
    ranges = [f"{d.low:g} to {d.high:g}" for d in strong]
    beside = max(map(len, ranges)) + BESIDE
    bar = min(BAR, width - beside - LEAST_NAME)
    for driver, ends, (low, high) in zip(strong, ranges, reaches, strict=True):
        if bar < LEAST_BAR:
            yield from wrapped(f"{driver.name} ({ends})", width, "  ", "    ")
            yield Text(f"    {percent(low)} to {percent(high)}{_rises(driver)}")
            continue
        room = width - beside - bar
        *above, last = wrapped(driver.name, room, "  ", "    ")
        yield from above
        line = Text(f"{last.plain:<{room}}  ")
        line.append(f"{ends:>{beside - BESIDE}}", style=QUIET)
        line.append(f"  {percent(low):>4} ")
        line.append(_bar(low, high, least, most, bar))
        yield line.append(f" {percent(high):>4}{_rises(driver)}")
    yield from _rest(drivers, base, width)


def _rises(driver: Driver) -> str:
    """Which way it works: with a higher value, more or less often settled."""
    if driver.at_low is None or driver.at_high is None:
        return " (refused at one end)"
    return " ↑" if driver.at_high.settled >= driver.at_low.settled else " ↓"


def _bar(low: float, high: float, least: float, most: float, width: int) -> str:
    """A line from low to high on a scale from least to most."""
    scale = (width - 1) / (most - least) if most > least else 0.0
    start, end = round((low - least) * scale), round((high - least) * scale)
    return " " * start + "━" * (end - start + 1) + " " * (width - 1 - end)


def _rest(drivers: Sequence[Driver], base: float, width: int) -> Iterator[Text]:
    rest = drivers[SHOWN:]
    told = (
        "↑ a higher value settles it more often, ↓ less often. One is moved at a time, the others "
        "stay at their middle values; --json has each one's path for --set."
    )
    if rest:
        most = 100 * rest[0].effect(base)
        told += f" {counted(len(rest), 'other')} move it by at most {most:.0f} points each."
    yield from wrapped(told, width, "  ", style=QUIET)

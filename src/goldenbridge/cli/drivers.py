"""`run --drivers`: every uncertain assumption solved at both its ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

from goldenbridge.cli.anew import Anew
from goldenbridge.cli.values import state
from goldenbridge.forecast.forward import forward
from goldenbridge.forecast.outlook import outlook
from goldenbridge.game.compile import Compiled
from goldenbridge.prepare import Prepared, decides_alike
from goldenbridge.report.assumptions import called
from goldenbridge.report.drivers import Driver, Effect, effect
from goldenbridge.report.summary import summary
from goldenbridge.scenario.problems import ScenarioError
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.scenario.vary import Assumption, uncertain
from goldenbridge.solve.solution import Solution


def at_both_ends(
    read: Scenario, start: str | None, from_week: float | None, at: str | None
) -> list[Driver]:
    """Solve with each uncertain number at both ends, the others at their middle values.

    Returns the drivers, the one that moves the chance of a settlement most first.
    """
    given = [one for one in uncertain(read) if one.low < one.high]
    middle = _Middle(read, start=start, from_week=from_week, state=state(at) if at else None)
    found = []
    with _progress(given) as steps:
        for one in steps:
            ends = (middle.with_value(one.path, value) for value in (one.low, one.high))
            words = called(one.path, read.document)
            found.append(Driver(one.path, words, one.low, one.middle, one.high, *ends))
    return sorted(found, key=lambda driver: -round(driver.effect(middle.effect.settled), 9))


class _Middle(Anew):
    """The run at the middle values, whose work its variants share where nothing differs."""

    @cached_property
    def effect(self) -> Effect:
        """What comes out at the middle values."""
        return _effect(self.ready, self.solution)

    def with_value(self, path: str, value: float) -> Effect | None:
        """The effect of one other number; None where the scenario is refused with it."""
        try:
            compiled = self.with_values({path: value})
        except ScenarioError:
            return None
        if self._plays_the_same(compiled):
            return self.effect
        return _effect(*self.solved(compiled))

    def _plays_the_same(self, compiled: Compiled) -> bool:
        """Whether the number is none that the game reads, as what outside spoilers might do."""
        one, two = compiled.bare, self.compiled.bare
        return decides_alike(one, two) and one.rates == two.rates


def _effect(ready: Prepared, solution: Solution) -> Effect:
    return effect(summary(ready.compiled, outlook(forward(solution), new_wars=False)))


@contextmanager
def _progress(given: Sequence[Assumption]) -> Iterator[Iterator[Assumption]]:
    """The assumptions one by one, with a bar on stderr where there is a terminal."""
    if not sys.stderr.isatty():
        yield iter(given)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("Assumptions"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield iter(progress.track(given))

"""`run --drivers`: every uncertain assumption solved at both its ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from goldenbridge.api import Conflict, solve_compiled
from goldenbridge.cli.values import state
from goldenbridge.game.compile import Compiled, compile_world, state_problems
from goldenbridge.report.drivers import Driver, Effect, effect
from goldenbridge.report.summary import summary
from goldenbridge.scenario.problems import ScenarioError
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.scenario.starting import starting
from goldenbridge.scenario.vary import Assumption, uncertain

WITHOUT_TERMS = ("tracks", "beliefs", "talks", "deaths", "harms", "risks", "levers")
"""Blocks that packages do not read: there the packages of the middle values stand."""


def at_both_ends(
    middle: Compiled,
    read: Scenario,
    start: str | None,
    from_week: float | None,
    at: str | None,
) -> list[Driver]:
    """Solve with each uncertain number at both ends, the others at their middle values.

    middle  the run at the middle values
    Returns the drivers, the one that moves the chance of a settlement most first.
    """
    where: dict[str, Any] = {
        "start": start,
        "from_week": from_week,
        "state": state(at) if at else None,
    }
    given = [one for one in uncertain(read) if one.low < one.high]
    plain = Conflict(read).compile(**where)
    base = _effect(middle)

    def solved(path: str, value: float) -> Effect | None:
        try:
            variant = read.with_values({path: value})
            return _effect(_compiled(variant, path, plain, where))
        except ScenarioError:
            return None

    found = []
    with _progress(given) as steps:
        for one in steps:
            ends = (solved(one.path, one.low), solved(one.path, one.high))
            found.append(Driver(one.path, one.low, one.middle, one.high, *ends))
    return sorted(found, key=lambda driver: -round(driver.effect(base.settled), 9))


def _effect(compiled: Compiled) -> Effect:
    forecast = solve_compiled(compiled).forecast()
    return effect(summary(forecast.solved.compiled, forecast.outlook))


def _compiled(variant: Scenario, path: str, plain: Compiled, where: dict[str, Any]) -> Compiled:
    """The variant compiled; its packages are those of the middle values where it shares them."""
    if path.split(".")[0] not in WITHOUT_TERMS:
        return Conflict(variant).compile(**where)
    scenario, place = starting(variant, **where)
    if problems := state_problems(scenario, place):
        raise ScenarioError(problems)
    classes = [(a, d) for a, d in plain.settled.classes.tolist()]
    world = compile_world(scenario.document, place, classes)
    game = replace(world, packages=plain.bare.packages)
    return replace(plain, bare=game, scenario=scenario, where=place)


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

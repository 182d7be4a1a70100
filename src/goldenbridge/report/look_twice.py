"""Where an author should look twice, with what only a solved game tells.

A war that is mostly settled in its first period, or hardly ever, is told of the middle values; and
of most settings, where every assumption was also solved at both its ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from goldenbridge.report.drivers import Driver, Effect, effect
from goldenbridge.report.summary import Summary
from goldenbridge.scenario.warn import Warned

AT_ONCE = 0.5
"""Settled in the first period more often than this: at once."""
NEVER = 0.05
"""Settled within all periods shown less often than this: never."""


def warnings(summary: Summary, drivers: Sequence[Driver] = ()) -> Iterator[Warned]:
    """Every warning: of the scenario as it is written, then of how it turns out."""
    yield from summary.compiled.warned
    if len(summary.document.parties) < 2:
        return
    settings = [effect(summary)]
    settings += [e for d in drivers for e in (d.at_low, d.at_high) if e is not None]
    yield from _turns_out(summary, settings)


def _turns_out(summary: Summary, settings: Sequence[Effect]) -> Iterator[Warned]:
    period, shown = summary.period, summary.outlook.weeks
    kinds: tuple[tuple[Callable[[Effect], bool], str, str], ...] = (
        (
            lambda one: one.at_once > AT_ONCE,
            f"it is mostly settled in the first {period}",
            "Going on may cost too much, or both sides may see it too much alike.",
        ),
        (
            lambda one: one.ever < NEVER,
            f"it is hardly ever settled within {shown} {period}s",
            "Going on may cost too little, talks may be too rare, or too little passes at home.",
        ),
    )
    for holds, what, why in kinds:
        count = sum(map(holds, settings))
        if len(settings) == 1 and count:
            yield Warned("", f"With the middle values {what}. {why}")
        elif 2 * count > len(settings):
            yield Warned("", f"In {count} of {len(settings)} settings {what}. {why}")

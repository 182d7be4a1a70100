"""`goldenbridge replay`: one history told week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings, state

if TYPE_CHECKING:
    from goldenbridge.report.story import Story

SHAPE = Shape(
    "replay",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "title": "Its title.",
        "hash": "Hash of everything that went in.",
        "start": "Where period 0 starts: day and label (empty: the cut-off).",
        "changed": "Values that differ from the file, by path.",
        "seed": "The seed: the same seed gives the same history.",
        "period": "week or day.",
        "shown": "Periods told at most.",
        "events": "What happened, in order: period, date, and a sentence.",
        "ended": "Period in which the war ended; null if it goes on.",
        "deaths": "Deaths while the war went on; null where none are counted.",
    },
)


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    seed: Annotated[int, typer.Option(min=0, help="Which history: any whole number.")] = 1,
    values: Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)] = None,
    start: Annotated[str | None, typer.Option(help="A named start of the scenario.")] = None,
    from_week: Annotated[
        float | None, typer.Option(help="A week of the course, up to the cut-off.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--state", help="Where to start: front=0.4,face=0.5")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """One history told week by week.

    Drawn by chance from the solved war: one of many, not a prediction. Another seed gives another.

    Example: goldenbridge replay ukraine-2022 --seed 7
    """
    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    with compiling():
        import numpy as np

        from goldenbridge.api import Conflict, solve_compiled
        from goldenbridge.replay.draw import draw
        from goldenbridge.report.story import story

        where = state(at) if at else None
        solved = solve_compiled(
            Conflict(read).compile(start=start, from_week=from_week, state=where)
        )
        drawn = draw(solved.solution, np.random.default_rng(seed), 1, keep=True)
        told = story(solved.compiled, solved.solution, drawn)
    if as_json:
        print(SHAPE.text(scenario=scenario, seed=seed, **_values(told)))
        return
    from goldenbridge.cli.screen import screen
    from goldenbridge.report.story import print_story

    steps = [f"goldenbridge replay {scenario} --seed {seed + 1}", f"goldenbridge run {scenario}"]
    print_story(told, screen(), seed, steps)


def _values(told: Story) -> dict[str, Any]:
    return {
        "title": told.compiled.scenario.document.title,
        "hash": told.compiled.hash,
        "start": {
            "day": told.compiled.where.day.isoformat(),
            "label": told.compiled.where.label,
        },
        "changed": dict(told.compiled.scenario.changed),
        "period": told.period,
        "shown": told.shown,
        "events": [
            {"period": event.period, "date": event.date.isoformat(), "what": event.what}
            for event in told.events
        ],
        "ended": told.ended,
        "deaths": told.deaths,
    }

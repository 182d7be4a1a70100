"""`goldenbridge flip`: the value at which an answer turns."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli import settling
from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings

if TYPE_CHECKING:
    from goldenbridge.bridges.flip import Flip

SHAPE = Shape(
    "flip",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "hash": "Hash of the scenario at the value used.",
        "path": "The assumption.",
        "outcome": "The condition that was judged.",
        "week": "Week in which acceptance was asked.",
        "range": "low, middle, high, source, certainty, quantiles; used: whether middle is the "
        "value used.",
        "now": "Whether the outcome holds at `middle`.",
        "turns": "Where it turns, by rising value: at, low, high, after (what holds above).",
        "tried": "Every exact solve: value, holds, numbers.",
    },
)
OUTCOME_HELP = (
    "What is asked: accept(PARTY, PACKAGE), ratify(…), everybody(PACKAGE), durability(PACKAGE), "
    "reach, settled_within_52w …; alone (a half is the bar) or compared, joined by and, or, not."
)


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    path: Annotated[str, typer.Argument(help="The assumption: its path, or a lever's name.")],
    outcome: Annotated[str, typer.Option("--outcome", help=OUTCOME_HELP)],
    week: Annotated[int, typer.Option(help="Week in which acceptance is asked.")] = 0,
    low: Annotated[
        float | None, typer.Option("--from", help="Lower end, in place of the range's own.")
    ] = None,
    high: Annotated[
        float | None, typer.Option("--to", help="Upper end, in place of the range's own.")
    ] = None,
    values: Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)] = None,
    start: settling.Start = None,
    as_json: settling.Json = False,
) -> None:
    """The value at which an answer turns.

    The assumption runs through its range, everything else stands at its middle value, and every
    answer is an exact solve. A leader's removal is not looked for over policies or terms; it can be
    asked of what is assumed of insiders, by the end of the periods shown.

    Example: goldenbridge flip ukraine-2022 honour.guarantee --outcome "accept(ukraine, ESSAY)"
    """
    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    _in_range(week, read.document.calendar.shown)
    with compiling():
        from goldenbridge.bridges.flip import flip, outcome_of, range_of
        from goldenbridge.cli.anew import Anew

        between = range_of(read, path, low, high)
        asked = outcome_of(read, outcome, between.path)
        conflict = Anew(read, start=start)
        found = flip(
            lambda value: conflict.at({between.path: value}), between, asked, week, _counting()
        )
    if as_json:
        head = {"scenario": scenario, "hash": read.hash, "path": between.path, "week": week}
        print(SHAPE.text(**head, **as_values(found)))
        return
    from goldenbridge.cli.screen import screen
    from goldenbridge.report.flip import print_flip
    from goldenbridge.report.wording import dated

    told = dated(read.document.calendar.period, week)
    print_flip(read.document, found, told, screen())


def _in_range(week: int, shown: int) -> None:
    from goldenbridge.scenario.problems import Problem, ScenarioError

    if not 0 <= week < shown:
        what = f"Week {week} is not shown."
        raise ScenarioError([Problem("--week", what, f"Weeks are 0 to {shown - 1}.")])


def _counting() -> Any:
    """Tell on a terminal how many solves are done."""
    if not sys.stderr.isatty():
        return None

    def told(count: int) -> None:
        print(f"\rsolve {count} ", end="", file=sys.stderr, flush=True)

    return told


def as_values(found: Flip) -> dict[str, Any]:
    """The answer for JSON."""
    between = found.range
    return {
        "outcome": found.condition,
        "range": {
            "low": between.low,
            "middle": between.middle,
            "high": between.high,
            "source": between.source,
            "certainty": between.certainty,
            "quantiles": between.quantiles,
            "used": between.used,
        },
        "now": found.now.holds,
        "turns": [
            {"at": turn.at, "low": turn.low, "high": turn.high, "after": turn.after}
            for turn in found.turns
        ],
        "tried": [
            {"value": one.value, "holds": one.holds, "numbers": dict(one.numbers)}
            for one in found.tried
        ],
    }

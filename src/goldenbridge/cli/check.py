"""`goldenbridge check`: every problem of a scenario at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings

if TYPE_CHECKING:
    from goldenbridge.scenario.problems import Problem
    from goldenbridge.scenario.scenario import Scenario

SHAPE = Shape(
    "check",
    1,
    {
        "scenario": "What was checked, as asked for.",
        "ok": "Whether it has no problems.",
        "more": "Whether more may show once these are mended, since checking stopped at them.",
        "problems": "List of problems: line (0: none), path, what is wrong, what would be right.",
        "warnings": "List of places to look at twice: line, path, what.",
        "size": "Counts: parties, tracks, states, phases, periods, issues, combinations of terms "
        "before exclusions, uncertain numbers. null if the scenario cannot be read.",
    },
)


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    values: Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Every problem of a scenario at once.

    Each with file and line, the field, what is wrong and what would be right. Exit code 1 if there
    are any.

    Example: goldenbridge check my.yaml
    """
    from goldenbridge.scenario.library import load
    from goldenbridge.scenario.problems import ScenarioError

    read: Scenario | None = None
    problems: tuple[Problem, ...] = ()
    file, more = "", False
    try:
        read = load(scenario)
        read = read.with_values(settings(values)) if values else read
        problems, file = tuple(_in_some_state(read)), read.file
    except ScenarioError as error:
        problems, file, more = error.problems, error.file, error.more
    print(_json(scenario, read, problems, more) if as_json else _text(read, problems, file, more))
    if problems:
        raise typer.Exit(1)


def _in_some_state(scenario: Scenario) -> list[Problem]:
    """Problems that need every state; NumPy is loaded only where a bound does not settle it."""
    from goldenbridge.scenario.bounds import surely_sound

    if surely_sound(scenario.document):
        return []
    from goldenbridge.game.compile import state_problems

    return state_problems(scenario)


def _size(scenario: Scenario) -> dict[str, int]:
    from math import prod

    from goldenbridge.scenario.checks import phases, states
    from goldenbridge.scenario.vary import how_many

    document = scenario.document
    return {
        "parties": len(document.parties),
        "tracks": len(document.tracks),
        "states": states(document),
        "phases": phases(document),
        "periods": document.calendar.periods,
        "issues": len(document.issues),
        "combinations": prod(len(issue.levels) for issue in document.issues.values()),
        "uncertain": how_many(document),
    }


def _json(asked: str, scenario: Scenario | None, problems: tuple[Problem, ...], more: bool) -> str:
    from goldenbridge.scenario.warn import warnings

    warned = [] if scenario is None else list(warnings(scenario))
    return SHAPE.text(
        scenario=asked,
        ok=not problems,
        more=more,
        problems=[problem.as_json() for problem in problems],
        warnings=[{"line": w.line, "path": w.path, "what": w.what} for w in warned],
        size=None if scenario is None else _size(scenario),
    )


def _text(scenario: Scenario | None, problems: tuple[Problem, ...], file: str, more: bool) -> str:
    from goldenbridge.scenario.problems import MORE, tell

    if problems:
        count = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
        count += f" {MORE}" if more else ""
        return f"{tell(problems, file)}\n\n{count}"
    assert scenario is not None
    return "\n".join([*_warned(scenario), _summary(scenario)])


def _warned(scenario: Scenario) -> list[str]:
    from goldenbridge.scenario.problems import Problem, tell
    from goldenbridge.scenario.warn import warnings

    found = [Problem(w.path, f"Look twice: {w.what}", "", w.line) for w in warnings(scenario)]
    return [tell(found, scenario.file), ""] if found else []


def _summary(scenario: Scenario) -> str:
    size = _size(scenario)
    period = scenario.document.calendar.period
    return (
        f"No problems. {scenario.document.title}: {size['parties']} parties, "
        f"{size['states']:,} states, {size['phases']} phases, {size['periods']} {period}s solved, "
        f"{size['issues']} issues with {size['combinations']:,} combinations of terms, "
        f"{size['uncertain']} uncertain numbers."
    )

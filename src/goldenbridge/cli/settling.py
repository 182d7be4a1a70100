"""What the commands on settlements share: options, a solved conflict, refusals in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from goldenbridge.cli.values import SET_HELP, settings
from goldenbridge.scenario.problems import Problem, ScenarioError, choices

if TYPE_CHECKING:
    from goldenbridge.bridges.acceptance import Acceptance
    from goldenbridge.bridges.ground import Ground
    from goldenbridge.scenario.document import Document

Scenario = Annotated[str, typer.Argument(help="A scenario's name, or a file.")]
Values = Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)]
Week = Annotated[int, typer.Option(help="The period in which it would be signed.")]
Start = Annotated[str | None, typer.Option(help="A named start of the scenario.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print a table as CSV.")]


def solved(scenario: str, values: list[str] | None, start: str | None = None) -> Ground:
    """The conflict solved and forecast, ready for questions about packages."""
    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    with compiling():
        from goldenbridge.api import Conflict
        from goldenbridge.bridges.ground import Ground

        forecast = Conflict(read).forecast(start=start)
    return Ground(forecast.solved.compiled, forecast.outlook.forward)


def in_week(ground: Ground, week: int) -> Acceptance:
    """Acceptance in a week; a refusal where it is not shown or no war is left."""
    from goldenbridge.bridges.acceptance import Acceptance

    with refused("--week"):
        found = Acceptance(ground, week)
        _ = found.week
    return found


def terms(given: Iterable[str] | None, document: Document) -> dict[str, str]:
    """ISSUE=LEVEL pairs as a mapping. Raises ScenarioError naming each that is none."""
    found: dict[str, str] = {}
    problems = []
    for text in given or ():
        issue, equals, level = (part.strip() for part in text.partition("="))
        if not equals:
            right = "Write it as --term guarantee=g2."
            problems.append(Problem("--term", f"`{text}` is not an issue and a level.", right))
        elif issue not in document.issues:
            right = choices(issue, document.issues)
            problems.append(Problem("--term", f"No issue is called `{issue}`.", right))
        elif level not in document.issues[issue].levels:
            right = choices(level, document.issues[issue].levels)
            problems.append(Problem("--term", f"`{issue}` has no level `{level}`.", right))
        else:
            found[issue] = level
    if problems:
        raise ScenarioError(problems)
    return found


@contextmanager
def refused(option: str) -> Iterator[None]:
    """A ValueError in words becomes a refusal of this option."""
    try:
        yield
    except ScenarioError:
        raise
    except ValueError as error:
        text = str(error)
        raise ScenarioError([Problem(option, f"{text[:1].upper()}{text[1:]}.")]) from None

"""What the commands on settlements share: options, a solved conflict, refusals in words."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from goldenbridge.cli.values import SET_HELP, settings
from goldenbridge.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from goldenbridge.bridges.acceptance import Acceptance
    from goldenbridge.bridges.ground import Ground
    from goldenbridge.cli.anew import Anew
    from goldenbridge.scenario.document import Document

Scenario = Annotated[str, typer.Argument(help="A scenario's name, or a file.")]
Values = Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)]
Week = Annotated[int, typer.Option(help="The period in which it would be signed.")]
Start = Annotated[str | None, typer.Option(help="A named start of the scenario.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print a table as CSV.")]


def solved(scenario: str, values: list[str] | None, start: str | None = None) -> Ground:
    """The conflict solved and forecast, ready for questions about packages."""
    return anew(scenario, values, start).ground


def anew(scenario: str, values: list[str] | None, start: str | None = None) -> Anew:
    """The same, ready to be solved anew with other numbers."""
    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    with compiling():
        from goldenbridge.cli.anew import Anew

        found = Anew(read, start=start)
        _ = found.ground
    return found


def in_week(ground: Ground, week: int) -> Acceptance:
    """Acceptance in a week; a refusal where it is not shown or no war is left."""
    from goldenbridge.bridges.acceptance import Acceptance

    with refused("--week"):
        found = Acceptance(ground, week)
        _ = found.week
    return found


def terms(document: Document, package: str, given: Iterable[str] | None) -> dict[str, str]:
    """The terms of a package by id, number or terms, with those of `--term` changed.

    Raises ScenarioError for a wrong name, a term left open, and terms that are excluded.
    """
    from goldenbridge.scenario.choose import chosen_terms, term_changes

    changes = term_changes(document, given or ())
    return chosen_terms(document, in_full(document, package), changes)


def in_full(document: Document, package: str) -> str:
    """A package by its number in the full list, as `bridges` gives it, in terms; else unchanged."""
    if not (package.isascii() and package.isdigit()):
        return package
    from goldenbridge.game.compile_terms import terms as terms_of
    from goldenbridge.settlements.enumerate import listing

    known = terms_of(document)
    every = listing(known)
    number = int(package) if len(package) < 19 else len(every)
    if number >= len(every):
        what = f"There is no package {package}."
        right = f"They are numbered 0 to {len(every) - 1:,}."
        raise ScenarioError([Problem("PACKAGE", what, right)])
    levels = known.names(every.levels([number])[0].tolist())
    return ",".join(f"{j}={level}" for j, level in zip(document.issues, levels, strict=True))


def following(command: str, scenario: str, *words: str, **options: object) -> str:
    """A command to go on with, as people would type it; options that are empty are left out."""
    told = ["goldenbridge", command, scenario, *words]
    for name, value in options.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            if one:
                told += [f"--{name}", str(one)]
    return shlex.join(told)


@contextmanager
def refused(option: str) -> Iterator[None]:
    """A ValueError in words becomes a refusal of this option."""
    try:
        yield
    except ScenarioError:
        raise
    except ValueError as error:
        text = str(error)
        stop = "" if text.endswith((".", "?")) else "."
        raise ScenarioError([Problem(option, f"{text[:1].upper()}{text[1:]}{stop}")]) from None

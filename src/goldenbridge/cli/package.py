"""`goldenbridge package`: one package in full."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli import drawing, settling
from goldenbridge.cli.shape import Shape
from goldenbridge.scenario.choose import PACKAGE_HELP, TERM_HELP

if TYPE_CHECKING:
    from goldenbridge.bridges.breakeven import BreakEven
    from goldenbridge.bridges.package import Whole
    from goldenbridge.cli.anew import Anew
    from goldenbridge.scenario.document import Document

SHAPE = Shape(
    "package",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "hash": "Hash of everything that went in.",
        "week": "The period in which it would be signed.",
        "package": "Its id or number, as asked for; empty if none.",
        "title": "In words.",
        "known_later": "Whether it was put forward only after the cut-off.",
        "terms": "By issue: the level.",
        "number": "Its number in the full list.",
        "signable": "Whether every side could sign: in at least half of the wars still going on.",
        "everybody": "The share of these wars in which all would.",
        "lacks": "Sides that would not accept, and sides whose audience would not ratify.",
        "durability": "Chance that the peace still stands after five years.",
        "kept": "Chance that every term is kept.",
        "deaths": "Expected: before it is signed; after, in a new war until its end, and the part "
        "of these within 104 weeks from now; null where none are counted.",
        "sides": "By party: substance, appearance, credited, accepts, margin, needs, steps …",
        "onlookers": "By onlooker: substance and appearance.",
        "why": "By party, as seen by itself, the others and in truth: what going on is worth, by "
        "ending: chance and worth.",
        "honour": "By issue: chance to be kept, its range, fallback, worth to each side, secrecy.",
        "remedies": "Single changes after which nobody gains by breaking the peace.",
        "five_years": "By issue: chance of each level in five years, and that it is broken first.",
        "spoilers": "Who outside could wreck it: durability without, with all, and with every "
        "measure; ranked by the drop: against, cancelled, drop, kept_drop, remedies.",
        "break_even": "path, range, the least margin at_low and at_high and what that moves, and "
        "the value at which the answer turns (null: nowhere in range); null if not asked for.",
    },
)


def command(
    scenario: settling.Scenario,
    package: Annotated[str, typer.Argument(help=PACKAGE_HELP)] = "",
    week: settling.Week = 0,
    term: Annotated[list[str] | None, typer.Option(help=TERM_HELP)] = None,
    values: settling.Values = None,
    start: settling.Start = None,
    break_even: Annotated[
        bool,
        typer.Option(help="Find where the shakiest assumptions turn the answer; takes longer."),
    ] = True,
    chart: drawing.Chart = None,
    as_json: settling.Json = False,
    as_csv: settling.Csv = False,
) -> None:
    """One package in full.

    Who would sign it, why, and what would become of it.

    For each side what it delivers, how it looks and what is credited at home; whether it beats
    fighting on, and what fighting on is expected to bring; the vote at home; whether each term is
    kept and what replaces it; whether the peace stands; the three shakiest assumptions and where
    they turn the answer. --term changes terms.

    Example: goldenbridge package ukraine-2022 ESSAY --term guarantee=g2
    """
    drawing.check(chart)
    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    document = load(scenario).document
    terms = settling.terms(document, package, term)
    later = package not in document.packages and _name(document, package) != ""
    conflict = settling.anew(scenario, values, start)
    with compiling():
        from goldenbridge.bridges.package import whole

        acceptance = settling.in_week(conflict.ground, week)
        found = whole(acceptance, terms)
        even = _even(found, conflict, week) if break_even else None
    if chart is not None:
        from goldenbridge.report.charts_package import package_chart
        from goldenbridge.report.terms import titles

        told = titles(conflict.ground.shown(found.packages), [0])[0]
        drawing.draw(package_chart(found, told), chart)
    if as_json:
        print(SHAPE.text(**as_values(scenario, package, later, found, even)))
    elif as_csv:
        _csv(found)
    else:
        from goldenbridge.cli.screen import screen
        from goldenbridge.report.package import print_package

        name = "" if term else _name(document, package)
        if later:
            name += " (put forward after the cut-off)"
        following = [
            settling.following("words", scenario, *([package] if package else []), term=term),
            settling.following("window", scenario, set=values, start=start),
        ]
        print_package(found, screen(), name, even, following)


def _name(document: Document, package: str) -> str:
    """What a package known by name is called; empty for others."""
    from goldenbridge.scenario.choose import known_packages

    known = known_packages(document)
    return (known[package].name or package) if package in known else ""


def _even(found: Whole, conflict: Anew, week: int) -> list[BreakEven]:
    import sys

    from goldenbridge.bridges.acceptance import Acceptance
    from goldenbridge.bridges.breakeven import break_even

    print("Solving anew for the shakiest assumptions …", file=sys.stderr, flush=True)
    return break_even(found, lambda changed: Acceptance(conflict.at(changed), week))


def as_values(
    asked: str, package: str, later: bool, found: Whole, even: list[BreakEven] | None
) -> dict[str, Any]:
    """The fields of the JSON shape."""
    from goldenbridge.bridges.five_years import five_years
    from goldenbridge.bridges.spoilers import spoilers
    from goldenbridge.report.terms import titles

    ground = found.ground
    shown = ground.shown(found.packages)
    unwilling, unratified = found.acceptance.lacking(found.signing, 0)
    return {
        "scenario": asked,
        "hash": ground.compiled.hash,
        "week": found.acceptance.number,
        "package": package,
        "title": titles(shown, [0])[0],
        "known_later": later,
        "terms": found.chosen,
        "number": int(ground.listing.numbers(found.packages.levels)[0]),
        "signable": found.signable,
        "everybody": found.everybody,
        "lacks": {"accepting": unwilling, "ratifying": unratified},
        "durability": found.durability,
        "kept": found.kept,
        "deaths": None if found.deaths is None else asdict(found.deaths),
        "sides": {
            party: {k: v for k, v in asdict(side).items() if k != "party"}
            for party, side in found.sides.items()
        },
        "onlookers": {
            key: {"substance": float(one.substance[0]), "appearance": float(one.appearance[0])}
            for key, one in found.onlookers.items()
        },
        "why": {
            party: {
                view.seen_by: {
                    "total": view.total,
                    "held": view.held,
                    "costs": view.costs,
                    "endings": {k: asdict(part) for k, part in view.parts.items()},
                }
                for view in views
            }
            for party, views in found.why.items()
        },
        "honour": {
            term.issue: {k: v for k, v in asdict(term).items() if k != "issue"}
            for term in found.terms
        },
        "remedies": [asdict(one) for one in found.remedies],
        "five_years": {
            term.issue: {"levels": term.levels, "first": term.first}
            for term in five_years(ground.terms, found.packages.levels[0]).terms
        },
        "spoilers": asdict(spoilers(found.acceptance, found.chosen)),
        "break_even": None if even is None else [asdict(one) for one in even],
    }


def _csv(found: Whole) -> None:
    import csv
    import sys

    out = csv.writer(sys.stdout, lineterminator="\n")
    parties = list(found.sides)
    out.writerow(["issue", "level", "honour", "low", "high", "fallback"] + [
        f"{what}.{party}" for what in ("kept", "after", "looks") for party in parties
    ])  # fmt: skip
    for term in found.terms:
        worth = [x[party] for x in (term.kept, term.after, term.looks) for party in parties]
        head = [term.issue, term.level, term.honour, term.low, term.high, term.fallback or ""]
        out.writerow([*head, *worth])

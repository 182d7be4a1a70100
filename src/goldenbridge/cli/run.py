"""`goldenbridge run`: how a war can end, week by week."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings, state

if TYPE_CHECKING:
    from goldenbridge.report.drivers import Driver
    from goldenbridge.report.summary import Summary

SHAPE = Shape(
    "run",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "title": "Its title.",
        "hash": "Hash of everything that went in.",
        "start": "Where period 0 starts: day, label, and the level of every track.",
        "changed": "Values that differ from the file, by path.",
        "period": "week or day; all curves run over periods 0 to `shown`.",
        "shown": "Periods shown.",
        "outcomes": "By outcome: its chance at the start of each period. They add to 1.",
        "will_break": "Of `settled`, the part whose peace will break, by period.",
        "removed_ends_by": "By party: wars that ended because its leader fell, by period.",
        "removed_on_by": "By party: wars that go on under its leader's successor, by period.",
        "removed": "By party: all wars that ever lost its first leader, by period.",
        "in_office": "By party: chance that its first leader is in office, by period.",
        "amounts": "By rate (deaths, risk.NAME …): expected, added up, by period.",
        "amounts_after": "The same in new wars that follow deals signed so far, by period.",
        "reach": "By period: share of the wars going on with a deal within reach; null if none.",
        "blocked_by": "By party: wars with no deal within reach that its consent alone would open, "
        "by period; parts of different parties overlap.",
        "price_of_consent": "By party: the mean price of that consent, by period; null where none.",
        "no_single_consent": "Wars that no single consent would open, by period.",
        "figures": "Single numbers: OUTCOME_within_52w (a removal also by party, as "
        "removed_on(PARTY)_within_52w), deaths_by_52w, removed(PARTY), over_even.",
        "deals": "Packages most often signed: terms, chance, part that will break.",
        "packages": "Named packages at the start: terms, margins, shares that accept, lacks.",
        "assumed": "costs, forward (chance that a move goes the attacker's way), gap, breaches.",
        "drivers": "With --drivers: each uncertain number at both ends, by path and by name in "
        "words; the strongest first.",
        "warnings": "Places to look at twice: path (empty: the whole), what, line of the file.",
    },
)


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    values: Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)] = None,
    start: Annotated[str | None, typer.Option(help="A named start of the scenario.")] = None,
    from_week: Annotated[
        float | None, typer.Option(help="A week of the course, up to the cut-off.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--state", help="Where to start: front=0.4,face=0.5")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for tables, charts and JSON; made if missing.")
    ] = None,
    drivers: Annotated[
        bool, typer.Option("--drivers", help="Every uncertain assumption at both its ends.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """How a war can end, week by week, and what that hangs on.

    Chances of six outcomes, deaths, leaders in office, the deals most often signed, and what is
    assumed. Every assumption stands at its middle value.

    Example: goldenbridge run ukraine-2022 --set sanctions=0.8
    """
    from time import perf_counter

    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    with compiling():
        from goldenbridge.api import Conflict, solve_compiled
        from goldenbridge.report.summary import summary

        compiled = Conflict(read).compile(
            start=start, from_week=from_week, state=state(at) if at else None
        )
        began = perf_counter()
        forecast = solve_compiled(compiled).forecast()
        took = perf_counter() - began
        told = summary(forecast.solved.compiled, forecast.outlook).read()
    found: list[Driver] = []
    if drivers:
        from goldenbridge.cli.drivers import at_both_ends

        found = at_both_ends(read, start, from_week, at)
    text = SHAPE.text(**as_values(scenario, told, found)) if as_json or out is not None else ""
    if out is not None:
        from goldenbridge.cli.write import writing
        from goldenbridge.report.files import write_result

        with writing(out, "--out"):
            write_result(out, told, text)
    if as_json:
        print(text)
    else:
        _print(scenario, told, took, found)
    if out is not None:
        print(f"Written to {out}/", file=sys.stderr)


def _print(asked: str, told: Summary, took: float, found: list[Driver]) -> None:
    from goldenbridge.cli.next_steps import after_run
    from goldenbridge.cli.screen import screen
    from goldenbridge.report.terminal import print_run

    print_run(told, screen(), took, after_run(asked, told.document), found)


def as_values(asked: str, told: Summary, found: Sequence[Driver] = ()) -> dict[str, Any]:
    """The fields of the JSON shape."""
    from goldenbridge.report.look_twice import warnings

    outlook, compiled = told.outlook, told.compiled
    return {
        "scenario": asked,
        "title": told.document.title,
        "hash": compiled.hash,
        "start": {
            "day": compiled.where.day.isoformat(),
            "label": compiled.where.label,
            "levels": dict(compiled.where.levels),
        },
        "changed": dict(compiled.scenario.changed),
        "period": told.period,
        "shown": outlook.weeks,
        "outcomes": _lists(outlook.outcomes),
        "will_break": outlook.will_break.tolist(),
        "removed_ends_by": _lists(outlook.removed_ends),
        "removed_on_by": _lists(outlook.removed_on),
        "removed": _lists(outlook.removed),
        "in_office": _lists(outlook.in_office),
        "amounts": _lists(outlook.amounts),
        "amounts_after": _lists(outlook.after),
        "reach": [None if x != x else float(x) for x in outlook.reach],
        "blocked_by": _by_party(told, told.consent.blocked),
        "price_of_consent": _prices(told),
        "no_single_consent": told.consent.nobody.tolist(),
        "figures": figures(told),
        "deals": [
            {
                "terms": compiled.terms(deal.package),
                "title": title,
                "chance": deal.chance,
                "will_break": deal.will_break,
            }
            for deal, title in zip(told.deals, told.deal_titles, strict=True)
        ],
        "packages": [
            {
                "name": stand.name,
                "title": told.title_of(stand.package),
                "terms": compiled.terms(stand.package),
                "margin": stand.margin,
                "accepts": stand.accepts,
                "everybody": stand.everybody,
                "lacks": list(stand.lacks),
                "unratified": list(stand.unratified),
            }
            for stand in told.stands
        ],
        "assumed": {
            "costs": told.assumed.costs,
            "forward": told.assumed.forward,
            "gap": told.assumed.gap,
            "breaches": {breach.package: breach.gain for breach in told.assumed.breaches},
        },
        "drivers": [asdict(driver) for driver in found],
        "warnings": [
            {"path": w.path, "what": w.what, "line": w.line} for w in warnings(told, found)
        ],
    }


def figures(told: Summary) -> dict[str, float | int | None]:
    """Single numbers by the names that outcomes have everywhere."""
    outlook = told.outlook
    weeks = 52 if told.period == "week" else 52 * 7
    found: dict[str, float | int | None] = {
        f"{name}_within_52w": outlook.within(name, weeks) for name in outlook.outcomes
    }
    for name, by in (("removed_ends", outlook.removed_ends), ("removed_on", outlook.removed_on)):
        for party, curve in by.items():
            found[f"{name}({party})_within_52w"] = float(curve[min(weeks, outlook.weeks)])
    if "deaths" in outlook.amounts:
        found["deaths_by_52w"] = float(outlook.amounts["deaths"][min(weeks, outlook.weeks)])
    for party, curve in outlook.removed.items():
        found[f"removed({party})"] = float(curve[-1])
    found["over_even"] = outlook.even_chance()
    return found


def _lists(curves: Any) -> dict[str, list[float]]:
    return {name: curve.tolist() for name, curve in curves.items()}


def _by_party(told: Summary, rows: Any) -> dict[str, list[float]]:
    parties = told.outlook.forward.game.bare.parties
    return {party.name: row.tolist() for party, row in zip(parties, rows, strict=True)}


def _prices(told: Summary) -> dict[str, list[float | None]]:
    """The mean price over the wars that a party's consent alone would open."""
    blocked, priced = told.consent.blocked, told.consent.price
    means = [
        [
            x / over if over > 0 else None
            for x, over in zip(row.tolist(), wars.tolist(), strict=True)
        ]
        for row, wars in zip(priced, blocked, strict=True)
    ]
    parties = told.outlook.forward.game.bare.parties
    return {party.name: row for party, row in zip(parties, means, strict=True)}

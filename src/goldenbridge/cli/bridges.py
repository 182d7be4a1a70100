"""`goldenbridge bridges`: the packages that every side could sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli import drawing, settling
from goldenbridge.cli.shape import Shape

if TYPE_CHECKING:
    from goldenbridge.bridges.acceptance import Acceptance
    from goldenbridge.bridges.search import Found
    from goldenbridge.bridges.where import Expression
    from goldenbridge.report.bridges import Bridges

SHAPE = Shape(
    "bridges",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "hash": "Hash of everything that went in.",
        "week": "The period in which it would be signed.",
        "share": "Least share of the wars still going on in which every side signs.",
        "where": "The conditions, as asked for; empty if none.",
        "parts": "By condition joined by `and`: how many of the signable packages meet it alone.",
        "searched": "Packages of the terms, exclusions skipped.",
        "judged": "Of them valued one by one; the others cannot be signed by every side.",
        "how": "`listed`, or `merged` issue by issue.",
        "exact": "False where merging may have left out a package that matters.",
        "signable": "Packages every side would sign in that share of the wars.",
        "found": "Of them, those that meet the conditions.",
        "front": "Of these, those that no other betters on the yardsticks.",
        "left_out": "Of the front, packages that --top left out.",
        "yardsticks": "By key: name, about, unit, sign (1 more is better), weight; null if none "
        "is found.",
        "flips": "yardstick, weight and terms: where another package comes first.",
        "packages": "Best first: number, terms, title, yardsticks, score, accepts, passes, "
        "everybody, margin; appearance and substance by party and onlooker.",
        "nearest": "The same without score, nearest first, where none is found.",
        "nearest_meets": "Whether the nearest meet the conditions; if none does, they are left.",
        "points": "By name of the point: the terms of every package that ties.",
    },
)


def command(
    scenario: settling.Scenario,
    week: settling.Week = 0,
    where: Annotated[
        str, typer.Option(help="Conditions: durability > 0.9 and accept(russia) > 0.8")
    ] = "",
    by: Annotated[
        str,
        typer.Option(
            help="Two to four yardsticks, parted by commas: lives, durability, substance.PARTY, "
            "stays.PARTY, or the author's own."
        ),
    ] = "",
    weight: Annotated[
        list[str] | None, typer.Option(help="YARDSTICK=WEIGHT; those not named weigh nothing.")
    ] = None,
    term: Annotated[
        list[str] | None, typer.Option(help="ISSUE=LEVEL that every package must hold.")
    ] = None,
    share: Annotated[
        float, typer.Option(help="Least share of the wars going on in which every side signs.")
    ] = 0.5,
    top: Annotated[int, typer.Option(help="How many packages to show.")] = 6,
    values: settling.Values = None,
    start: settling.Start = None,
    chart: drawing.Chart = None,
    as_json: settling.Json = False,
    as_csv: settling.Csv = False,
) -> None:
    """Packages that every side could sign.

    They are the best on the yardsticks you choose.

    All packages are searched, none is sampled. Kept are those that every side with a veto would
    accept and every audience would ratify, in at least half of the wars still going on by then. Of
    these, the ones that no other betters on two to four yardsticks: lives, substance.PARTY,
    stays.PARTY (the leader stays), durability, and the author's own.

    Example: goldenbridge bridges cuba-1962 --week 5 --by lives,substance.us
    """
    drawing.check(chart)
    ground = settling.solved(scenario, values, start)
    from goldenbridge.cli.warm import compiling

    with compiling():
        acceptance = settling.in_week(ground, week)
        told = bridges(acceptance, where, by, weight, term, share, top)
    if chart is not None:
        _draw(told, chart)
    if as_json:
        print(SHAPE.text(**as_values(scenario, told)))
    elif as_csv:
        _csv(told)
    else:
        from goldenbridge.cli.screen import screen
        from goldenbridge.report.bridges import print_bridges

        print_bridges(told, screen(), _following(scenario, week, told, values, start))


def bridges(
    acceptance: Acceptance,
    where: str,
    by: str,
    weight: list[str] | None,
    term: list[str] | None,
    share: float,
    top: int,
) -> Bridges:
    """Search, filter, order and cut."""
    from goldenbridge.bridges import advice as weigh
    from goldenbridge.bridges import conditions
    from goldenbridge.bridges import search as look
    from goldenbridge.bridges.yardsticks import chosen, usual
    from goldenbridge.cli.values import settings
    from goldenbridge.report.bridges import Bridges
    from goldenbridge.scenario.choose import term_changes
    from goldenbridge.scenario.problems import Problem, ScenarioError

    ground = acceptance.ground
    if not 0.0 < share <= 1.0:
        raise ScenarioError([Problem("--share", f"{share:g} is no share.", "Give 0 < share ≤ 1.")])
    if top < 1:
        raise ScenarioError(
            [Problem("--top", f"{top} packages cannot be shown.", "Give 1 or more.")]
        )
    keys = [key.strip() for key in by.split(",") if key.strip()]
    with settling.refused("--by"):
        yardsticks = chosen(ground, keys or usual(ground))
        if not 2 <= len(yardsticks) <= 4:
            raise ValueError(f"{len(yardsticks)} yardsticks are given; two to four can be used")
    condition = conditions.read(ground, where) if where.strip() else None
    fixed = term_changes(ground.compiled.scenario.document, term or ())
    with settling.refused("--term"):
        all_found = look.search(acceptance, share, fixed)
    advice, nearest, left_out, meets, rising = None, None, 0, True, True
    found, parts = all_found, {}
    if condition is not None:
        if "kept" in condition.names:  # in which packages of one value may differ
            all_found = look.spelled_out(all_found)
        rising = all_found.how == "listed" or conditions.rises(condition)
        found = _that_meet(condition, all_found)
        parts = {part.text: len(_that_meet(part, all_found)) for part in condition.parts}
    if len(found):
        with settling.refused("--by"):
            front = look.front(found, yardsticks)
            if found.one_for_all:
                every = look.spelled_out(found, front.places)
                front = look.front(every, yardsticks)
        with settling.refused("--weight"):
            advice = weigh.advice(front, settings(weight or ()))
        places = [int(front.places[k]) for k in advice.order[:top]]
        left_out = max(0, len(front.places) - top)
    else:
        nearest = look.nearest(acceptance, fixed)
        if condition is not None:
            met = _that_meet(condition, nearest)
            meets = len(met) > 0
            nearest = met if meets else nearest
        places = list(range(min(top, len(nearest))))
    told_of = nearest if advice is None else advice.front.found
    shown = (found if told_of is None else told_of).packages.only(_numbers(places))
    return Bridges(
        compiled=ground.shown(shown),
        found=found,
        nearest=nearest,
        advice=advice,
        yardsticks=yardsticks,
        places=places,
        left_out=left_out,
        signable=len(all_found),
        where=where,
        parts=parts,
        meets=meets,
        rising=rising,
    )


def _that_meet(condition: Expression, found: Found) -> Found:
    from goldenbridge.bridges import conditions

    return found.only(conditions.holds(condition, found.acceptance, found.packages, found.signing))


def _draw(told: Bridges, file: Path) -> None:
    from goldenbridge.report.charts_frontier import frontier_chart

    drawing.draw(frontier_chart(told), file)


def _numbers(places: list[int]) -> Any:
    import numpy as np

    return np.array(places, dtype=np.int64)


def as_values(asked: str, told: Bridges) -> dict[str, Any]:
    """The fields of the JSON shape."""
    from goldenbridge.report.bridges import POINTS

    found, advice = told.found, told.advice
    points = found.points
    ground = found.acceptance.ground
    weights = [None] * len(told.yardsticks) if advice is None else advice.weights.tolist()
    rows = list(_rows(told))
    return {
        "scenario": asked,
        "hash": told.compiled.hash,
        "week": told.week,
        "share": found.share,
        "where": told.where,
        "parts": told.parts,
        "searched": found.listed,
        "judged": found.judged,
        "how": found.how,
        "exact": found.exact and told.rising,
        "signable": told.signable,
        "found": len(found),
        "front": 0 if advice is None else len(advice.front.places),
        "left_out": told.left_out,
        "yardsticks": {
            one.key: {
                "name": one.name,
                "about": one.about,
                "unit": one.unit,
                "sign": one.sign,
                "weight": w,
            }
            for one, w in zip(told.yardsticks, weights, strict=True)
        },
        "flips": [
            {
                "yardstick": flip.yardstick,
                "weight": flip.weight,
                "terms": ground.words(told.shown.packages.levels[advice.front.places[flip.place]]),
            }
            for flip in (() if advice is None else advice.flips)
            if advice is not None
        ],
        "packages": rows if told.nearest is None else [],
        "nearest": [] if told.nearest is None else rows,
        "nearest_meets": told.meets,
        "points": {
            key: [
                ground.words(ground.listing.levels([number])[0])
                for k in getattr(points, key)
                for number in found.alike(int(k))
            ]
            for key, _ in POINTS
        },
    }


def _rows(told: Bridges) -> Any:
    from goldenbridge.bridges.onlookers import onlookers
    from goldenbridge.bridges.yardsticks import yardsticks

    shown, advice = told.shown, told.advice
    ground = shown.acceptance.ground
    packages = shown.packages.only(_numbers(told.places))
    measured = {
        key: one.measure(shown.acceptance, packages) for key, one in yardsticks(ground).items()
    }
    seen = onlookers(ground, packages.levels)
    for k, (place, title) in enumerate(zip(told.places, told.titles(), strict=True)):
        row = {
            "number": int(shown.number[place]),
            "terms": ground.words(packages.levels[k]),
            "title": title,
            "yardsticks": {
                key: None if x[k] != x[k] else float(x[k]) for key, x in measured.items()
            },
        }
        if advice is not None:
            row["score"] = float(advice.scores[advice.order[k]])
        for name in ("accepts", "passes", "margin"):
            table = getattr(shown.signing, name)
            row[name] = {p: float(table[i, place]) for i, p in enumerate(ground.parties)}
        row["everybody"] = float(shown.signing.everybody[place])
        row["substance"] = {
            p: float(packages.values.actual[i, k]) for i, p in enumerate(ground.parties)
        } | {name: float(one.substance[k]) for name, one in seen.items()}
        row["appearance"] = {
            p: float(packages.values.apparent[i, k]) for i, p in enumerate(ground.parties)
        } | {name: float(one.appearance[k]) for name, one in seen.items()}
        yield row


def _csv(told: Bridges) -> None:
    import csv
    import sys

    rows = list(_rows(told))
    out = csv.writer(sys.stdout, lineterminator="\n")
    if not rows:
        return
    issues = list(rows[0]["terms"])
    measured = list(rows[0]["yardsticks"])
    parties = list(rows[0]["margin"])
    head = ["number", "title", "everybody", *issues, *measured]
    for what in ("accepts", "margin"):
        head += [f"{what}.{party}" for party in parties]
    out.writerow(head)
    for row in rows:
        cells = [row["number"], row["title"], row["everybody"]]
        cells += [row["terms"][issue] for issue in issues]
        cells += [row["yardsticks"][key] for key in measured]
        cells += [row[what][party] for what in ("accepts", "margin") for party in parties]
        out.writerow(cells)


def _following(
    asked: str, week: int, told: Bridges, values: list[str] | None, start: str | None
) -> list[str]:
    steps = []
    if told.places:
        number = str(int(told.shown.number[told.places[0]]))
        same: dict[str, object] = {"week": week, "set": values, "start": start}
        steps.append(settling.following("package", asked, number, **same))
    steps.append(settling.following("chips", asked, set=values))
    return steps

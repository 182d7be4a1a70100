"""`goldenbridge compare`: policies side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings, state

if TYPE_CHECKING:
    from goldenbridge.report.summary import Summary

SHAPE = Shape(
    "compare",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "title": "Its title.",
        "start": "Where period 0 starts: day and label (empty: the cut-off).",
        "changed": "Values that differ from the file in every policy, by path.",
        "policies": "In order, the scenario as it is first: name in words, values by path, hash.",
        "rows": "Figures after a year: name, label, kind (chance, risk, amount), values by policy. "
        "A removal stands there as a whole, and by party as removed_on(PARTY).",
    },
)
WITH_HELP = "A policy: LEVER=NUMBER, several parted by commas. May be repeated."


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    policies: Annotated[list[str], typer.Option("--with", help=WITH_HELP)],
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
    """Policies side by side, differences first.

    Each policy is solved exactly and set against the scenario as it is; risks beside benefits.

    Example: goldenbridge compare ukraine-2022 --with arms=0.9 --with sanctions=0.2
    """
    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    chosen = [settings(policy.split(",")) for policy in policies]
    variants = [read, *(read.with_values(policy) for policy in chosen)]
    with compiling():
        from goldenbridge.api import Conflict, solve_compiled
        from goldenbridge.report.assumptions import called
        from goldenbridge.report.summary import summary

        where = state(at) if at else None
        told = []
        for variant in variants:
            compiled = Conflict(variant).compile(start=start, from_week=from_week, state=where)
            forecast = solve_compiled(compiled).forecast()
            told.append(summary(forecast.solved.compiled, forecast.outlook))
    names = ["as it is"]
    for policy in chosen:
        told_of = (f"{called(path, read.document)} {value:g}" for path, value in policy.items())
        names.append(", ".join(told_of))
    if as_json:
        print(_json(scenario, names, [{}, *chosen], told))
        return
    from goldenbridge.cli.screen import screen
    from goldenbridge.report.compare import print_comparison

    steps = [f"goldenbridge run {scenario} --set {policies[0].split(',')[0]}"]
    print_comparison(names, told, screen(), steps)


def _json(asked: str, names: list[str], chosen: list[dict[str, float]], told: list[Summary]) -> str:
    from goldenbridge.report.compare import rows

    return SHAPE.text(
        scenario=asked,
        title=told[0].document.title,
        start={
            "day": told[0].compiled.where.day.isoformat(),
            "label": told[0].compiled.where.label,
        },
        changed=dict(told[0].compiled.scenario.changed),
        policies=[
            {"name": name, "values": policy, "hash": one.compiled.hash}
            for name, policy, one in zip(names, chosen, told, strict=True)
        ],
        rows=[
            {"name": row.name, "label": row.label, "kind": row.kind, "values": list(row.values)}
            for row in rows(told)
        ],
    )

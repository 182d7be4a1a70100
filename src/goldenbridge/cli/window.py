"""`goldenbridge window`: by week, is a deal within reach, and who blocks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli import drawing, settling
from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings

if TYPE_CHECKING:
    from goldenbridge.bridges.window import Change, Nearest, Window
    from goldenbridge.game.game import Floats

SHAPE = Shape(
    "window",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "title": "Its title.",
        "hash": "Hash of everything that went in.",
        "changed": "Values that differ from the file, by path.",
        "period": "week or day; all lists run over periods 0 to `shown` − 1.",
        "shown": "Periods shown.",
        "at_war": "By period: chance that the war still goes on. All other shares are of these.",
        "reach": "By period: share with a deal within reach, whoever proposes; null if no war.",
        "blocked": "By party and period: share that its consent alone would open; parts overlap.",
        "price": "By party and period: mean price of that consent, in shares; null if not blocked.",
        "nobody": "By period: share that no single consent would open.",
        "nearest": "For some periods: the nearest package (terms, everybody, margin, lacks, "
        "unratified) and, for each side lacking, the term in_the_way (side, issue, before, after, "
        "wins, margin, lacks).",
        "packages": "Packages known by name: everybody and lacks by period.",
    },
)


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    values: Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)] = None,
    chart: drawing.Chart = None,
    start: settling.Start = None,
    as_json: settling.Json = False,
    as_csv: settling.Csv = False,
) -> None:
    """By week: is a deal within reach, and who blocks it.

    Also which package is nearest and which of its terms is in the way, and in which weeks the
    packages known by name could be signed.

    Example: goldenbridge window ukraine-2022 --set sanctions=0.8
    """
    from goldenbridge.cli.warm import compiling
    from goldenbridge.scenario.library import load

    drawing.check(chart)
    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    with compiling():
        from goldenbridge.api import Conflict
        from goldenbridge.bridges.ground import Ground
        from goldenbridge.bridges.window import window
        from goldenbridge.report.summary import summary
        from goldenbridge.report.window import print_window, weeks

        forecast = Conflict(read).forecast(start=start)
        compiled = forecast.solved.compiled
        told = summary(compiled, forecast.outlook)
        ground = Ground(compiled, forecast.outlook.forward)
        found = window(ground, told.consent, weeks(told))
    if chart is not None:
        from goldenbridge.report.charts_window import window_chart

        drawing.draw(window_chart(told, found), chart)
    if as_json:
        print(
            SHAPE.text(
                scenario=scenario,
                title=told.document.title,
                hash=compiled.hash,
                changed=dict(compiled.scenario.changed),
                period=told.period,
                shown=told.outlook.weeks,
                **as_values(found),
            )
        )
        return
    if as_csv:
        _csv(found)
        return
    from goldenbridge.cli.screen import screen

    print_window(told, found, screen())


def as_values(found: Window) -> dict[str, Any]:
    """The window for JSON."""
    return {
        "at_war": found.at_war.tolist(),
        "reach": _list(found.reach),
        "blocked": {party: _list(x) for party, x in found.blocked.items()},
        "price": {party: _list(x) for party, x in found.price.items()},
        "nobody": _list(found.nobody),
        "nearest": [{"period": t, **_nearest(near)} for t, near in found.nearest.items()],
        "packages": {
            strip.key: {
                "everybody": _list(strip.everybody),
                "lacks": [list(names) for names in strip.lacks],
            }
            for strip in found.strips
        },
    }


def _csv(found: Window) -> None:
    import csv
    import sys

    columns = {"at_war": found.at_war.tolist(), "reach": _list(found.reach)}
    columns |= {f"blocked.{party}": _list(x) for party, x in found.blocked.items()}
    columns |= {f"price.{party}": _list(x) for party, x in found.price.items()}
    columns |= {"nobody": _list(found.nobody)}
    columns |= {f"everybody.{strip.key}": _list(strip.everybody) for strip in found.strips}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["period", *columns])
    out.writerows(zip(range(len(found.at_war)), *columns.values(), strict=True))


def _list(values: Floats) -> list[float | None]:
    return [None if x != x else float(x) for x in values]


def _nearest(near: Nearest) -> dict[str, Any]:
    return {
        "terms": dict(near.terms),
        "everybody": near.everybody,
        "margin": dict(near.margin),
        "lacks": list(near.lacks),
        "unratified": list(near.unratified),
        "in_the_way": [_change(change) for change in near.in_the_way],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "side": change.side,
        "issue": change.issue,
        "before": change.before,
        "after": change.after,
        "wins": change.wins,
        "margin": dict(change.margin),
        "lacks": list(change.lacks),
    }

"""One package as Altair charts: substance against appearance, and signing against going on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt

from goldenbridge.bridges.package import Whole
from goldenbridge.report.charts import WIDTH, dressed, finished, rows_chart, under
from goldenbridge.report.grounds import GROUNDS, MARKS, GroundName
from goldenbridge.report.outcomes import way_on
from goldenbridge.report.wording import dated, percent, signed, the

ROW = 44
"""Pixels of a row."""
QUARTERS = [0, 0.25, 0.5, 0.75, 1]
SMALL = 0.0005
"""What is worth less than this, in shares, is drawn as `the rest`."""


DUMBBELLS = (
    "Filled: what it delivers; hollow: how it looks; diamond: credited at home then. "
    "Red tick: needed at least at home"
)
WATERFALL = "As the side itself sees it; filled adds, outlined takes away"


def package_chart(whole: Whole, title: str, *, ground: GroundName = "light") -> alt.TopLevelMixin:
    """All about one package in one picture: its dumbbells, then a waterfall for every side."""
    on = GROUNDS[ground]
    charts = [under(_dumbbell_chart(whole, ground), _dumbbell_heading(whole, title), DUMBBELLS, on)]
    for party in whole.sides:
        heading = _waterfall_heading(whole, party, "it")
        charts.append(under(_waterfall_chart(whole, party, ground), heading, WATERFALL, on))
    # Rows of one chart are no rows of another.
    stacked = alt.vconcat(*charts, spacing=40).resolve_scale(y="independent", x="independent")
    done: alt.TopLevelMixin = dressed(stacked, ground)
    return done


def dumbbells(
    whole: Whole, title: str, *, ground: GroundName = "light", headed: bool = True
) -> alt.TopLevelMixin:
    """One row a side: what a package delivers, how it looks, what is credited and what it needs."""
    chart = _dumbbell_chart(whole, ground)
    return finished(chart, _dumbbell_heading(whole, title), DUMBBELLS, ground, headed)


def _dumbbell_chart(whole: Whole, ground: GroundName) -> Any:
    on, with_ = GROUNDS[ground], MARKS[ground]
    rows = list(_dumbbells(whole))
    names = [row["side"] for row in rows]
    y = alt.Y("side:N", sort=names, axis=alt.Axis(title=None, labelLimit=200))
    scale = alt.Scale(domain=[0, 1])
    title = "share of all that the side could hope for"
    axis = alt.Axis(format="%", values=QUARTERS, title=title, gridColor=on.rule)
    base = rows_chart(rows).encode(y=y)
    spin = base.mark_rule(color=on.ink_2, strokeWidth=2).encode(
        x=alt.X("substance:Q", scale=scale, axis=axis), x2="appearance:Q"
    )
    delivers = _point(base, "substance", "circle", with_.accent, filled=True)
    looks = _point(base, "appearance", "circle", with_.accent, fill=on.surface)
    sides = rows_chart([row for row in rows if "credited" in row]).encode(y=y)
    credited = _point(sides, "credited", "diamond", on.ink, filled=True)
    needing = rows_chart([row for row in rows if row.get("needs") is not None]).encode(y=y)
    needs = needing.mark_tick(color=with_.danger, thickness=3, size=24, opacity=1).encode(
        x="needs:Q"
    )
    chart = alt.layer(spin, needs, delivers, looks, credited)
    return chart.properties(width=WIDTH, height=ROW * len(rows))


def _point(base: Any, field: str, shape: str, colour: str, **look_: Any) -> Any:
    if "fill" in look_:
        mark = base.mark_point(
            shape=shape, size=130, stroke=colour, strokeWidth=2, filled=False, opacity=1, **look_
        )
    else:
        mark = base.mark_point(shape=shape, size=110, color=colour, opacity=1, **look_)
    return mark.encode(x=f"{field}:Q")


def _dumbbells(whole: Whole) -> Iterator[dict[str, Any]]:
    document = whole.ground.compiled.scenario.document
    for party, side in whole.sides.items():
        yield {
            "side": document.parties[party].name or party,
            "substance": side.substance,
            "appearance": side.appearance,
            "credited": side.credited,
            "needs": side.needs,
        }
    for key, one in whole.onlookers.items():
        yield {
            "side": document.onlookers[key].name or key,
            "substance": float(one.substance[0]),
            "appearance": float(one.appearance[0]),
        }


def _dumbbell_heading(whole: Whole, title: str) -> str:
    period = whole.ground.compiled.scenario.document.calendar.period
    verdict = "every side could sign" if whole.signable else "not every side would sign"
    return f"“{title}”: {verdict} {dated(period, whole.acceptance.number)}"


def waterfall(
    whole: Whole, party: str, title: str, *, ground: GroundName = "light", headed: bool = True
) -> alt.TopLevelMixin:
    """What a side expects from going on, part by part, set against the package."""
    chart = _waterfall_chart(whole, party, ground)
    heading = _waterfall_heading(whole, party, f"“{title}”")
    return finished(chart, heading, WATERFALL, ground, headed)


def _waterfall_chart(whole: Whole, party: str, ground: GroundName) -> Any:
    on, with_ = GROUNDS[ground], MARKS[ground]
    rows = list(_steps(whole, party))
    names = [row["step"] for row in rows]
    y = alt.Y("step:N", sort=names, axis=alt.Axis(title=None, labelLimit=420))
    x = alt.X(
        "low:Q",
        axis=alt.Axis(title="points of 100 of what is at stake", gridColor=on.rule, tickCount=5),
    )
    looks = {
        "towards": (with_.accent, with_.accent),
        "against": ("transparent", on.ink_2),
        "end": (on.colour("settled"), on.colour("settled")),
    }
    fills = alt.Scale(domain=list(looks), range=[fill for fill, _ in looks.values()])
    lines = alt.Scale(domain=list(looks), range=[line for _, line in looks.values()])
    bars = (
        rows_chart(rows)
        .mark_bar(height=20, strokeWidth=1.5)
        .encode(
            x=x,
            x2="high:Q",
            y=y,
            fill=alt.Fill("kind:N", scale=fills, legend=None),
            stroke=alt.Stroke("kind:N", scale=lines, legend=None),
        )
    )
    text = (
        rows_chart(rows)
        .mark_text(align="left", dx=6, fontSize=13, color=on.ink)
        .encode(x="high:Q", y=y, text="text:N")
    )
    return alt.layer(bars, text).properties(width=WIDTH, height=28 * len(rows))


def _waterfall_heading(whole: Whole, party: str, what: str) -> str:
    name = the(whole.ground.compiled.scenario.document.parties[party].name or party)
    side = whole.sides[party]
    gap = 100 * (side.worth - side.going_on)
    better = "worth more than" if gap >= 0 else "worth less than"
    return f"To {name}, {what} is {better} going on, by {abs(gap):.1f} points"


def _steps(whole: Whole, party: str) -> Iterator[dict[str, Any]]:
    """Bars from left to right: each part, their sum, then what the package is worth."""
    document = whole.ground.compiled.scenario.document
    view = whole.why[party][0]
    parts = [
        (f"{percent(part.chance)} {way_on(key, document)}", part.worth)
        for key, part in sorted(view.parts.items(), key=lambda item: -abs(item[1].worth))
    ]
    parts = [*parts, ("held meanwhile", view.held), ("costs of waiting", -view.costs)]
    told = [(name, x) for name, x in parts if abs(x) >= SMALL]
    rest = sum(x for _, x in parts if abs(x) < SMALL)
    if abs(rest) >= SMALL:
        told.append(("the rest", rest))
    at = 0.0
    for name, x in told:
        yield _bar(name, at, at + x, "towards" if x >= 0 else "against", signed(100 * x))
        at += x
    yield _bar("going on", 0.0, view.total, "end", f"{100 * view.total:.1f}")
    worth = whole.sides[party].worth
    yield _bar("signing", 0.0, worth, "end", f"{100 * worth:.1f}")


def _bar(step: str, start: float, end: float, kind: str, text: str) -> dict[str, Any]:
    low, high = sorted((100 * start, 100 * end))
    return {"step": step, "low": low, "high": high, "kind": kind, "text": text}

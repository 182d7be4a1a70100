"""The packages that no other betters, on two yardsticks, as an Altair chart.

Where none can be signed the nearest are drawn instead, hollow, under a heading that says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np

from goldenbridge.bridges.acceptance import HALF
from goldenbridge.bridges.search import Front, as_found
from goldenbridge.bridges.yardsticks import Yardstick
from goldenbridge.report.bridges import Bridges, letter
from goldenbridge.report.charts import LABEL, WIDTH, finished, pushed_apart, rows_chart
from goldenbridge.report.grounds import GROUNDS, MARKS, Ground, GroundName
from goldenbridge.report.wording import counted, percent
from goldenbridge.scenario.choose import known_packages

HEIGHT = 400
ROOM = 0.08
"""Part of what an axis spans that is left free at each end."""
FURTHEST = 3.0
"""A package known by name is left out if it lies further from those found, in spans of them."""
COLUMN = 14
"""Pixels from the plot to the names at its right."""
NEAREST = 40
"""Packages drawn at most where none can be signed."""


@dataclass(frozen=True, slots=True)
class Named:
    """A package known by name, where the two yardsticks put it."""

    name: str
    x: float
    y: float
    signable: bool


def frontier_chart(
    told: Bridges, *, ground: GroundName = "light", headed: bool = True
) -> alt.TopLevelMixin:
    """What `bridges` found, with the letters of its table; the nearest where it found nothing."""
    if told.advice is not None:
        front = told.advice.front
    else:
        near = told.shown.only(np.arange(min(len(told.shown), NEAREST)))
        front = as_found(near, told.yardsticks)
    place_of = {int(place): k for k, place in enumerate(front.places)}
    letters = {place_of[place]: letter(k) for k, place in enumerate(told.places[:26])}
    return frontier(front, named_on(front), letters=letters, ground=ground, headed=headed)


def frontier(
    front: Front,
    named: Sequence[Named] = (),
    axes: tuple[int, int] = (0, 1),
    *,
    letters: Mapping[int, str] | None = None,
    ground: GroundName = "light",
    headed: bool = True,
) -> alt.TopLevelMixin:
    """Packages that no other betters, on two of the yardsticks; those known by name are marked.

    letters  by place in the front: a letter written beside it
    """
    on = GROUNDS[ground]
    across, up = (front.yardsticks[axis] for axis in axes)
    rows = [{"x": float(values[axes[0]]), "y": float(values[axes[1]])} for values in front.values]
    inside = [one for one in named if _near(one, rows)]
    ends = [
        _ends([row[axis] for row in rows] + [getattr(one, axis) for one in inside])
        for axis in ("x", "y")
    ]
    x = alt.X("x:Q", scale=_scale(across, ends[0]), axis=_axis(across, on))
    y = alt.Y("y:Q", scale=_scale(up, ends[1]), axis=_axis(up, on))
    told: list[dict[str, Any]] = [
        {**rows[place], "text": text, "mark": "letter"} for place, text in (letters or {}).items()
    ]
    told += [
        {"x": one.x, "y": one.y, "text": one.name, "mark": "named", "signable": one.signable}
        for one in inside
    ]
    layers = [*_column(told, ends[1], x, y, up, ground), *_points(rows, told, front, x, y, ground)]
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    left_out = [one.name for one in named if one not in inside]
    return finished(chart, _heading(front), _below(front, inside, left_out), ground, headed)


def _near(one: Named, rows: Sequence[Mapping[str, float]]) -> bool:
    """Whether it lies so near to the packages found that both can be drawn in one picture."""
    for axis in ("x", "y"):
        values = [row[axis] for row in rows]
        span = max(values, default=0.0) - min(values, default=0.0)
        at = getattr(one, axis)
        if span > 0.0 and not (
            min(values) - FURTHEST * span <= at <= max(values) + FURTHEST * span
        ):
            return False
    return True


def _points(
    rows: list[dict[str, float]],
    told: list[dict[str, Any]],
    front: Front,
    x: alt.X,
    y: alt.Y,
    ground: GroundName,
) -> list[Any]:
    """Circles of the packages found, diamonds of those known by name."""
    on, with_ = GROUNDS[ground], MARKS[ground]
    fill = with_.accent if front.found.share > 0.0 else on.surface
    circles = (
        rows_chart(rows)
        .mark_point(
            shape="circle", size=80, filled=True, fill=fill, stroke=with_.accent,
            strokeWidth=1.75, opacity=1,
        )
        .encode(x=x, y=y)
    )  # fmt: skip
    hollow = alt.condition("datum.signable", alt.value(on.ink), alt.value(on.surface))
    diamonds = (
        rows_chart([row for row in told if row["mark"] == "named"])
        .mark_point(
            shape="diamond", size=90, filled=True, stroke=on.ink, strokeWidth=1.75, opacity=1
        )
        .encode(x=x, y=y, fill=hollow)
    )
    return [diamonds, circles]


def _column(
    told: list[dict[str, Any]], ends: Ends, x: alt.X, y: alt.Y, up: Yardstick, ground: GroundName
) -> list[Any]:
    """Letters and names in a column at the right, tied to their points by thin lines."""
    if not told:
        return []
    on, with_ = GROUNDS[ground], MARKS[ground]
    low, high = ends

    def part(y: float) -> float:
        at = (y - low) / (high - low)
        return at if up.sign > 0 else 1.0 - at

    order = sorted(told, key=lambda row: (part(row["y"]), row["text"]))
    places = pushed_apart([part(row["y"]) for row in order], min(LABEL / HEIGHT, 1 / len(order)))
    for row, place in zip(order, places, strict=True):
        row["at"] = low + (place if up.sign > 0 else 1.0 - place) * (high - low)
    base = rows_chart(order)
    ties = base.mark_rule(color=with_.strong, strokeWidth=1, opacity=0.7).encode(
        x=x, y=y, x2=alt.value(WIDTH + COLUMN - 4), y2="at:Q"
    )
    names = base.mark_text(align="left", baseline="middle", fontSize=13).encode(
        x=alt.value(WIDTH + COLUMN),
        y=alt.Y("at:Q", scale=_scale(up, ends)),
        text="text:N",
        color=alt.condition("datum.mark == 'letter'", alt.value(with_.accent), alt.value(on.ink)),
    )
    return [ties, names]


def _heading(front: Front) -> str:
    count, share = len(front.places), front.found.share
    if share <= 0.0:
        return "No package is found that every side would sign; these are the nearest"
    wars = "" if share == HALF else f" in {percent(share)} of the wars"
    what = counted(count, "package") if count > 1 else "One package"
    return f"{what} that every side could sign{wars} and no other betters"


def _below(front: Front, named: Sequence[Named], left_out: Sequence[str]) -> str:
    told = "Right and up are better"
    if len(front.yardsticks) > 2:
        told += f"; drawn are the first two of {len(front.yardsticks)} yardsticks"
    if named:
        told += ". Diamonds: packages known by name, filled where every side could sign"
    if left_out:
        told += f". Too far off to be drawn: {'; '.join(left_out)}"
    return told


def named_on(front: Front) -> list[Named]:
    """The packages known by name, on the front's first two yardsticks.

    Those put forward only after the cut-off are told as such; no search saw them.
    """
    acceptance = front.found.acceptance
    ground = acceptance.ground
    document = ground.compiled.scenario.document
    known = known_packages(document)
    if not known:
        return []
    packages = ground.valued([ground.positions(one.terms) for one in known.values()])
    signing = acceptance.of(packages)
    x, y = (yardstick.measure(acceptance, packages) for yardstick in front.yardsticks[:2])
    return [
        Named(
            (one.name or key) + ("" if key in document.packages else " (later)"),
            float(x[k]),
            float(y[k]),
            bool(signing.everybody[k] >= (front.found.share or HALF)),
        )
        for k, (key, one) in enumerate(known.items())
        if np.isfinite(x[k]) and np.isfinite(y[k])
    ]


Ends = tuple[float, float]


def _ends(values: list[float]) -> Ends:
    """Ends of an axis: all values with some room around them."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = ROOM * (high - low) or ROOM * abs(low) or ROOM
    return low - room, high + room


def _scale(one: Yardstick, ends: Ends) -> alt.Scale:
    """Better to the right and up."""
    return alt.Scale(domain=list(ends), zero=False, nice=False, reverse=one.sign < 0)


def _axis(one: Yardstick, on: Ground) -> alt.Axis:
    form = ",~r" if one.unit == "deaths" else ".0%"
    title = f"{one.name} (deaths expected)" if one.unit == "deaths" else one.name
    return alt.Axis(title=title, gridColor=on.rule, format=form, tickCount=6)

"""The packages that no other betters, on two yardsticks, as an Altair chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np

from goldenbridge.bridges.acceptance import HALF
from goldenbridge.bridges.search import Front
from goldenbridge.bridges.yardsticks import Yardstick
from goldenbridge.report.charts import LABEL, WIDTH, finished, pushed_apart, rows_chart
from goldenbridge.report.grounds import GROUNDS, MARKS, Ground, GroundName
from goldenbridge.scenario.choose import known_packages

HEIGHT = 400
ROOM = 0.06
"""Part of what an axis spans that is left free at each end."""


@dataclass(frozen=True, slots=True)
class Named:
    """A package known by name, where the two yardsticks put it."""

    name: str
    x: float
    y: float
    signable: bool


def frontier(
    front: Front,
    named: Sequence[Named] = (),
    axes: tuple[int, int] = (0, 1),
    *,
    ground: GroundName = "light",
    headed: bool = True,
) -> alt.TopLevelMixin:
    """Packages that no other betters, on two of the yardsticks; those known by name are marked."""
    on, with_ = GROUNDS[ground], MARKS[ground]
    across, up = (front.yardsticks[axis] for axis in axes)
    rows = [{"x": float(values[axes[0]]), "y": float(values[axes[1]])} for values in front.values]
    ends = [
        _ends([row[axis] for row in rows] + [getattr(one, axis) for one in named])
        for axis in ("x", "y")
    ]
    x = alt.X("x:Q", scale=_scale(across, ends[0]), axis=_axis(across, on))
    y = alt.Y("y:Q", scale=_scale(up, ends[1]), axis=_axis(up, on))
    best = (
        rows_chart(rows)
        .mark_point(shape="circle", size=70, filled=True, color=with_.accent, opacity=0.85)
        .encode(x=x, y=y)
    )
    layers = [best]
    known = [{"x": one.x, "y": one.y, "name": one.name, "signable": one.signable} for one in named]
    if known:
        base = rows_chart(known).encode(x=x, y=y)
        hollow = alt.condition("datum.signable", alt.value(on.ink), alt.value(on.surface))
        diamonds = base.mark_point(
            shape="diamond", size=90, filled=True, stroke=on.ink, strokeWidth=1.75, opacity=1
        )
        layers.append(diamonds.encode(fill=hollow))
        for side, dx in (("left", 9), ("right", -9)):
            labels = rows_chart(_labels(named, ends, across, side)).encode(x=x, y=y)
            layers.append(
                labels.mark_text(align=side, dx=dx, fontSize=13, color=on.ink).encode(text="name:N")
            )
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    count = len(front.places)
    heading = f"{count:,} packages that every side could sign and no other betters"
    if count == 1:
        heading = "One package that every side could sign and no other betters"
    below = (
        "Right and up are better. Diamonds: packages known by name, filled where every side could "
        "sign"
    )
    return finished(chart, heading, below, ground, headed)


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
            bool(signing.everybody[k] >= HALF),
        )
        for k, (key, one) in enumerate(known.items())
        if np.isfinite(x[k]) and np.isfinite(y[k])
    ]


Ends = tuple[float, float]


def _ends(values: list[float]) -> Ends:
    """Ends of an axis: all values with some room around them."""
    low, high = min(values), max(values)
    room = ROOM * (high - low) or ROOM * abs(low) or ROOM
    return low - room, high + room


def _scale(one: Yardstick, ends: Ends) -> alt.Scale:
    """Better to the right and up."""
    return alt.Scale(domain=list(ends), zero=False, nice=False, reverse=one.sign < 0)


def _labels(
    named: Sequence[Named], ends: Sequence[Ends], across: Yardstick, side: str
) -> list[dict[str, object]]:
    """Names to the right of packages in the left half and to the left of those in the right half.

    They stand a line apart where their packages lie closer.
    """
    (left, right), (low, high) = ends

    def inwards(one: Named) -> str:
        part = (one.x - left) / (right - left)
        return "left" if (part if across.sign > 0 else 1.0 - part) < 0.5 else "right"

    mine = sorted((one for one in named if inwards(one) == side), key=lambda one: one.y)
    places = pushed_apart([(one.y - low) / (high - low) for one in mine], LABEL / HEIGHT)
    return [
        {"x": one.x, "y": low + place * (high - low), "name": one.name}
        for one, place in zip(mine, places, strict=True)
    ]


def _axis(one: Yardstick, on: Ground) -> alt.Axis:
    form = "," if one.unit == "deaths" else ".0%"
    title = f"{one.name} (deaths expected)" if one.unit == "deaths" else one.name
    return alt.Axis(title=title, gridColor=on.rule, format=form)

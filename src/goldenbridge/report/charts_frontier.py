"""The packages that no other betters, on two yardsticks, as an Altair chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np

from goldenbridge.bridges.acceptance import HALF
from goldenbridge.bridges.search import Front
from goldenbridge.bridges.yardsticks import Yardstick
from goldenbridge.report.charts import WIDTH, finished, rows_chart
from goldenbridge.report.grounds import GROUNDS, MARKS, Ground, GroundName
from goldenbridge.scenario.choose import known_packages


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
    x = alt.X("x:Q", scale=_scale(across), axis=_axis(across, on))
    y = alt.Y("y:Q", scale=_scale(up), axis=_axis(up, on))
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
        layers.append(
            base.mark_text(align="left", dx=9, fontSize=13, color=on.ink).encode(text="name:N")
        )
    chart = alt.layer(*layers).properties(width=WIDTH, height=400)
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


def _scale(one: Yardstick) -> alt.Scale:
    """Better to the right and up."""
    return alt.Scale(zero=False, nice=True, reverse=one.sign < 0, padding=24)


def _axis(one: Yardstick, on: Ground) -> alt.Axis:
    form = "," if one.unit == "deaths" else ".0%"
    return alt.Axis(title=one.name, gridColor=on.rule, format=form)

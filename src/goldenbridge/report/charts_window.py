"""The window as an Altair chart: reach by week, and every known package below it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import altair as alt
import numpy as np

from goldenbridge.bridges.acceptance import HALF
from goldenbridge.bridges.window import Strip, Window
from goldenbridge.report.charts import WIDTH, finished, marks, rows_chart
from goldenbridge.report.grounds import GROUNDS, MARKS, Ground, GroundName, Marks
from goldenbridge.report.summary import Summary
from goldenbridge.report.window import finding
from goldenbridge.report.wording import listed, percent

CHARACTER = 6.5
"""Pixels that a written character takes; where there is no room nothing is written."""


def window_chart(
    summary: Summary, window: Window, *, ground: GroundName = "light", headed: bool = True
) -> alt.TopLevelMixin:
    """Share of the wars with a deal within reach, and below it every known package by week."""
    on = GROUNDS[ground]
    charts = [_reach(summary, window, on, MARKS[ground])]
    if window.strips:
        charts.append(_strips(summary, window, on, MARKS[ground]))
    chart = alt.vconcat(*charts, spacing=32)
    heading = " ".join(list(finding(summary, window))[:2])
    below = (
        f"Share of the wars still going on with a deal within reach, by {summary.period}. "
        "Packages known by name: the fuller the colour, the more of these wars in which all sign"
    )
    return finished(chart, heading, below, ground, headed)


def _weeks(summary: Summary, *, title: bool) -> alt.X:
    day = summary.compiled.where.day
    weeks = summary.outlook.weeks
    axis = alt.Axis(
        title=f"{summary.period} from {day.day} {day:%B %Y}" if title else None,
        values=marks(weeks),
        grid=False,
        titlePadding=8,
    )
    return alt.X("week:Q", scale=alt.Scale(domain=[0, weeks], nice=False), axis=axis)


def _reach(summary: Summary, window: Window, on: Ground, with_: Marks) -> Any:
    rows = [{"week": t, "p": float(p)} for t, p in enumerate(window.reach) if np.isfinite(p)]
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], title=None, gridColor=on.rule)
    y = alt.Y("p:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)
    base = rows_chart(rows).encode(x=_weeks(summary, title=not window.strips), y=y)
    area = base.mark_area(color=with_.band)
    line = base.mark_line(color=with_.accent, strokeWidth=2)
    return alt.layer(area, line, *_read_off(base, rows, on)).properties(width=WIDTH, height=160)


def _read_off(base: Any, rows: list[dict[str, Any]], on: Ground) -> Iterator[Any]:
    """The share at both ends, written beside the line."""
    if not rows:
        return
    first, last = ({**row, "text": percent(row["p"])} for row in (rows[0], rows[-1]))
    above = -10 if first["p"] < 0.85 else 14
    for row, dx, dy in ((first, 4, above), (last, 10, 0)):
        text = alt.Data(values=[row])  # type: ignore[no-untyped-call]
        mark = base.properties(data=text).mark_text(
            align="left", baseline="middle", dx=dx, dy=dy, fontSize=13, fontWeight=600, color=on.ink
        )
        yield mark.encode(text="text:N")


def _strips(summary: Summary, window: Window, on: Ground, with_: Marks) -> Any:
    packages = summary.document.packages
    names = {strip.key: packages[strip.key].name or strip.key for strip in window.strips}
    cells = [
        {"week": t, "end": t + 1, "package": names[strip.key], "p": float(p)}
        for strip in window.strips
        for t, p in enumerate(strip.everybody)
        if np.isfinite(p)
    ]
    y = alt.Y("package:N", sort=list(names.values()), axis=alt.Axis(title=None, labelLimit=220))
    x = _weeks(summary, title=True)
    heat = (
        rows_chart(cells)
        .mark_bar(height=18, color=with_.accent)
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            opacity=alt.Opacity("p:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1]), legend=None),
        )
    )
    runs = [run for strip in window.strips for run in _runs(summary, strip, names[strip.key])]
    base = rows_chart(runs).encode(y=y)
    lines = base.mark_rule(color=with_.strong, strokeWidth=1.5).encode(x=x, x2="end:Q")
    week = WIDTH / summary.outlook.weeks
    written = rows_chart(
        [{**run, "who": _short(run, (run["end"] - run["week"]) * week)} for run in runs]
    ).encode(y=y)
    text = written.mark_text(align="left", dx=4, dy=-15, fontSize=11, color=on.ink_2).encode(
        x=x, text="who:N"
    )
    return alt.layer(heat, lines, text).properties(width=WIDTH, height=36 * len(names))


def _runs(summary: Summary, strip: Strip, name: str) -> Iterator[dict[str, Any]]:
    """Stretches of weeks in which the same sides would not sign."""
    keys = [
        strip.lacks[t] if np.isfinite(p) and p < HALF else None
        for t, p in enumerate(strip.everybody)
    ]
    t = 0
    for who, weeks in groupby(keys):
        length = len(list(weeks))
        if who is not None:
            told = listed([summary.name_of(party) for party in who])
            yield {
                "week": t,
                "end": t + length,
                "package": name,
                "who": f"{told} would refuse" if who else "not all at once",
                "names": told,
            }
        t += length


def _short(run: dict[str, Any], room: float) -> str:
    """Who would refuse, in as many words as there is room for in these pixels."""
    for text in (run["who"], run["names"]):
        if CHARACTER * len(text) <= room:
            return str(text)
    return ""

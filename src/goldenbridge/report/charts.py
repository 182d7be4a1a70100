"""How it may end, as an Altair chart: one specification for page, PNG, SVG and notebooks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import altair as alt
import numpy as np

from goldenbridge.forecast.outlook import Outlook
from goldenbridge.game.compile import Compiled
from goldenbridge.game.game import Floats
from goldenbridge.report.finding import headline
from goldenbridge.report.grounds import GROUNDS, Ground, GroundName
from goldenbridge.report.parts import Part, parts
from goldenbridge.report.summary import summary
from goldenbridge.report.wording import listed, percent, starting_capital

WIDTH, HEIGHT = 640, 340
LABEL = 18
"""Pixels between two labels at the right edge."""
STRIPE, STRIPE_WIDTH = 6.0, 2.0
"""Pixels from stripe to stripe where a leader fell that is not the attacker's, and of a stripe."""
LONGEST = 52
"""Characters of a name beside the chart."""
HEADING = 80
"""Characters of a heading's line."""
FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", '
    "sans-serif"
)
WAR = ("removed_on", "at_war")


def outcome_chart(
    compiled: Compiled,
    outlook: Outlook,
    *,
    ground: GroundName = "light",
    before: Outlook | None = None,
    headed: bool = True,
) -> alt.LayerChart:
    """Chances of each outcome, stacked by period; below the strong line the war is over.

    A fall is drawn by whose leader it is: the attacker's plain, others' striped.

    ground  the colours: of light or dark surfaces, or names that a page's style sheet sets
    before  another outlook of as many periods: the line of its endings is drawn dashed
    headed  with the finding as heading and, below it, what is drawn
    """
    on = GROUNDS[ground]
    shown = parts(outlook, compiled.scenario.document)
    x = _weeks(compiled, outlook, on)
    layers = [_areas(shown, x, on), *_stripes(shown, x, on), _over(outlook, x, on.ink, [])]
    if before is not None:
        layers.append(_over(before, x, on.surface, [5, 4]))
    layers += _labels(shown, on)
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    if headed:
        chart = chart.properties(title=_title(compiled, outlook, on))
    done: alt.LayerChart = dressed(chart, ground)
    return done


def dressed(chart: Any, ground: GroundName) -> Any:
    """A finished chart in type, colours and margins of the ground it stands on."""
    on = GROUNDS[ground]
    background = "transparent" if ground == "page" else on.surface
    padding = 0 if ground == "page" else 16
    return (
        chart.configure(font=FONT, background=background, padding=padding)
        .configure_view(stroke=None)
        .configure_axis(
            domain=False,
            ticks=False,
            labelColor=on.ink_2,
            labelFontSize=13,
            titleColor=on.ink_2,
            titleFontSize=13,
            titleFontWeight="normal",
        )
    )


def under(chart: Any, heading: str, below: str, on: Ground) -> Any:
    """A chart under its heading."""
    return chart.properties(title=titled(heading, below, on))


def finished(
    chart: Any, heading: str, below: str, ground: GroundName, headed: bool
) -> alt.TopLevelMixin:
    """A chart dressed for its ground, under its heading if it is to have one."""
    whole = under(chart, heading, below, GROUNDS[ground]) if headed else chart
    done: alt.TopLevelMixin = dressed(whole, ground)
    return done


def drawn(compiled: Compiled, outlook: Outlook) -> str:
    """What the chart draws, in two sentences: its sub-line."""
    told = summary(compiled, outlook)
    below = (
        f"Chance of each state by {told.period}, every assumption at its middle value; at the "
        f"right, {told.period} {outlook.weeks}. Below the strong line the {told.document.called} "
        "is over."
    )
    others = list(dict.fromkeys(told.name_of(part.party) for part in told.parts if part.rank))
    if others:
        below += f" Striped: the leader removed is that of {listed(others, 'or')}."
    return below


def _title(compiled: Compiled, outlook: Outlook, on: Ground) -> alt.TitleParams:
    return titled(headline(summary(compiled, outlook)), drawn(compiled, outlook), on)


def titled(heading: str, below: str, on: Ground) -> alt.TitleParams:
    """A chart's heading, which is its finding, and below it what is drawn, sentence by sentence."""
    return alt.TitleParams(
        text=textwrap.wrap(heading, HEADING),
        subtitle=below.replace(". ", ".\n").split("\n"),
        anchor="start",
        frame="group",
        offset=16,
        fontSize=17,
        fontWeight=600,
        color=on.ink,
        subtitleFontSize=13,
        subtitleColor=on.ink_2,
        subtitlePadding=6,
    )


def _weeks(compiled: Compiled, outlook: Outlook, on: Ground) -> alt.X:
    day = compiled.where.day
    period = summary(compiled, outlook).period
    title = f"{period} from {day.day} {day:%B %Y}"
    scale = alt.Scale(domain=[0, outlook.weeks], nice=False)
    axis = alt.Axis(title=title, values=marks(outlook.weeks), grid=False, titlePadding=8)
    return alt.X("week:Q", scale=scale, axis=axis)


def marks(weeks: int) -> list[int]:
    """Quarters and halves of a year, or tens where little is shown."""
    step = 26 if weeks > 60 else 13 if weeks > 26 else max(1, weeks // 5)
    return [t for t in range(0, weeks + 1, step) if weeks - t >= step / 2 or t == weeks] + (
        [] if weeks % step == 0 else [weeks]
    )


def _shares(on: Ground) -> alt.Axis:
    """The axis of chances, always 0 to 100 %."""
    return alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], title=None, gridColor=on.rule)


def _areas(shown: list[Part], x: alt.X, on: Ground) -> Any:
    rows = [
        {"week": t, "p": float(p), "outcome": part.key, "order": k}
        for k, part in enumerate(shown)
        for t, p in enumerate(part.curve)
    ]
    colours = [on.colour(part.outcome) for part in shown]
    scale = alt.Scale(domain=[part.key for part in shown], range=colours)
    y = alt.Y("p:Q", stack="zero", scale=alt.Scale(domain=[0, 1]), axis=_shares(on))
    return (
        rows_chart(rows)
        .mark_area(interpolate="monotone", stroke=on.surface, strokeWidth=1.25)
        .encode(
            x=x,
            y=y,
            color=alt.Color("outcome:N", scale=scale, legend=None),
            order=alt.Order("order:Q"),
        )
    )


def _stripes(shown: list[Part], x: alt.X, on: Ground) -> list[Any]:
    """Lines in the ground's colour across the areas of falls beside the attacker's."""
    rows = []
    below = np.zeros_like(shown[0].curve)
    for part in shown:
        above = below + part.curve
        if part.rank and part.curve.any():
            rows += list(_across(below, above, STRIPE / part.rank))
        below = above
    if not rows:
        return []
    mark = rows_chart(rows).mark_rule(color=on.surface, strokeWidth=STRIPE_WIDTH, clip=True)
    return [mark.encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))]


def _across(low: Floats, high: Floats, gap: float) -> Iterator[dict[str, float]]:
    """Upright lines between two curves, `gap` pixels apart."""
    last = len(low) - 1
    weeks = np.arange(last + 1)
    for at in np.arange(gap / 2, WIDTH, gap) * last / WIDTH:
        ends = (float(np.interp(at, weeks, curve)) for curve in (low, high))
        yield dict(zip(("week", "low", "high"), (float(at), *ends), strict=True))


def rows_chart(rows: list[dict[str, Any]]) -> Any:
    """A chart over rows; the library's own types stop here."""
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]


def _over(outlook: Outlook, x: alt.X, colour: str, dash: list[int]) -> Any:
    """The line on top of the endings."""
    over = sum(curve for name, curve in outlook.outcomes.items() if name not in WAR)
    rows = [{"week": t, "p": float(p)} for t, p in enumerate(over)]  # type: ignore[arg-type]
    look: dict[str, Any] = {"strokeDash": dash} if dash else {}
    return (
        rows_chart(rows)
        .mark_line(interpolate="monotone", color=colour, strokeWidth=1.75, clip=True, **look)
        .encode(x=x, y=alt.Y("p:Q"))
    )


def _labels(shown: list[Part], on: Ground) -> list[Any]:
    """A square in the outcome's colour, its name and its chance at the end, beside the areas."""
    last = [part.at(-1) for part in shown]
    middles = [total - p / 2 for total, p in zip(accumulate(last), last, strict=True)]
    places = pushed_apart(middles, LABEL / HEIGHT)
    rows = [
        {"y": y, "outcome": part.key, "text": _label(part)}
        for part, y in zip(shown, places, strict=True)
    ]
    squares = _beside(rows).mark_point(
        shape="square",
        size=90,
        filled=True,
        opacity=1,
        xOffset=16,
        stroke=on.ink_2,
        strokeWidth=0.5,
    )
    text = _beside(rows).mark_text(
        align="left", baseline="middle", dx=28, fontSize=13, color=on.ink
    )
    striped = [row for row, part in zip(rows, shown, strict=True) if part.rank]
    strokes = [
        _beside(striped).mark_point(
            shape="stroke", angle=90, size=90, opacity=1, xOffset=16 + offset,
            stroke=on.surface, strokeWidth=STRIPE_WIDTH,
        )
        for offset in (-2, 2)
    ]  # fmt: skip
    return [
        squares.encode(color=alt.Color("outcome:N", legend=None)),
        *(strokes if striped else []),
        text.encode(text="text:N"),
    ]


def _beside(rows: list[dict[str, Any]]) -> Any:
    """Marks at the right edge, each at its height."""
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, 1]))
    return rows_chart(rows).encode(x=alt.value(WIDTH), y=y)


def _label(part: Part) -> str:
    """A name and its chance."""
    name = textwrap.shorten(starting_capital(part.label), LONGEST, placeholder="…")
    return f"{name}  {percent(part.at(-1))}"


def pushed_apart(places: list[float], least: float) -> list[float]:
    """Rising places in 0 … 1 moved as little as needed to stand `least` apart, within 0 … 1."""
    moved = [min(max(place, least / 2), 1.0 - least / 2) for place in places]
    for k in range(1, len(moved)):
        moved[k] = max(moved[k], moved[k - 1] + least)
    over = 1.0 - least / 2
    for k in reversed(range(len(moved))):
        moved[k] = min(moved[k], over)
        over = moved[k] - least
    return moved

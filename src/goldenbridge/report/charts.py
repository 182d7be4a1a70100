"""How it may end, as an Altair chart: one specification for page, PNG, SVG and notebooks."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt

from goldenbridge.forecast.outlook import Outlook
from goldenbridge.game.compile import Compiled
from goldenbridge.report import outcomes as named
from goldenbridge.report.finding import headline
from goldenbridge.report.grounds import GROUNDS, Ground, GroundName
from goldenbridge.report.summary import summary
from goldenbridge.report.wording import percent, starting_capital

WIDTH, HEIGHT = 640, 340
LABEL = 18
"""Pixels between two labels at the right edge."""
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

    ground  the colours: of light or dark surfaces, or names that a page's style sheet sets
    before  another outlook of as many periods: the line of its endings is drawn dashed
    headed  with the finding as heading and, below it, what is drawn
    """
    on = GROUNDS[ground]
    shown = named.in_order(list(outlook.outcomes))
    x = _weeks(compiled, outlook, on)
    layers = [_areas(outlook, shown, x, on), _over(outlook, x, on.ink, [])]
    if before is not None:
        layers.append(_over(before, x, on.surface, [5, 4]))
    layers += _labels(compiled, outlook, shown, on)
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
    period = summary(compiled, outlook).period
    return (
        f"Chance of each state by {period}, every assumption at its middle value; at the right, "
        f"{period} {outlook.weeks}. Below the strong line the war is over."
    )


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


def _areas(outlook: Outlook, shown: list[str], x: alt.X, on: Ground) -> Any:
    rows = [
        {"week": t, "p": float(outlook.outcomes[name][t]), "outcome": name, "order": k}
        for k, name in enumerate(shown)
        for t in range(outlook.weeks + 1)
    ]
    scale = alt.Scale(domain=shown, range=[on.colour(name) for name in shown])
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


def _labels(compiled: Compiled, outlook: Outlook, shown: list[str], on: Ground) -> tuple[Any, Any]:
    """A square in the outcome's colour, its name and its chance at the end, beside the areas."""
    last = [float(outlook.outcomes[name][-1]) for name in shown]
    middles, total = [], 0.0
    for p in last:
        middles.append(total + p / 2)
        total += p
    rows = [
        {"y": y, "outcome": name, "text": _label(compiled, name, p)}
        for name, p, y in zip(shown, last, pushed_apart(middles, LABEL / HEIGHT), strict=True)
    ]
    base = rows_chart(rows).encode(
        x=alt.value(WIDTH), y=alt.Y("y:Q", scale=alt.Scale(domain=[0, 1]))
    )
    squares = base.mark_point(
        shape="square",
        size=90,
        filled=True,
        opacity=1,
        xOffset=16,
        stroke=on.ink_2,
        strokeWidth=0.5,
    ).encode(color=alt.Color("outcome:N", legend=None))
    text = base.mark_text(align="left", baseline="middle", dx=28, fontSize=13, color=on.ink).encode(
        text="text:N"
    )
    return squares, text


def _label(compiled: Compiled, outcome: str, p: float) -> str:
    name = starting_capital(named.label(outcome, compiled.scenario.document))
    return f"{textwrap.shorten(name, 34, placeholder='…')}  {percent(p)}"


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

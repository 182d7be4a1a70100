"""A figure for a page: chart, heading, sentence and table, from one object."""

from __future__ import annotations

from dataclasses import dataclass

import vl_convert

from goldenbridge.forecast.outlook import Outlook
from goldenbridge.game.compile import Compiled
from goldenbridge.report.charts import drawn, outcome_chart
from goldenbridge.report.finding import headline
from goldenbridge.report.grounds import GroundName
from goldenbridge.report.summary import summary
from goldenbridge.report.wording import percent, starting_capital


@dataclass(frozen=True, slots=True)
class Figure:
    """How it may end, as a page shows it.

    heading  the finding; `drawn` the line below it: what the chart draws
    label    one sentence with the chart's numbers, for those who do not see it
    svg      the chart without its heading; colours are names of the page's style sheet
    head     heads of the table; `rows` the period and a chance (0 … 1) of each, a fall by whose
             leader it is
    """

    heading: str
    drawn: str
    label: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[float, ...]], ...]


def outcome_figure(
    compiled: Compiled, outlook: Outlook, *, before: Outlook | None = None
) -> Figure:
    """The chart of all outcomes with everything that stands beside it."""
    told = summary(compiled, outlook)
    labels = [part.label for part in told.parts]
    chart = outcome_chart(compiled, outlook, ground="page", before=before, headed=False)
    return Figure(
        heading=headline(told),
        drawn=drawn(compiled, outlook),
        label=_label(labels, [part.at(-1) for part in told.parts], told.period, outlook.weeks),
        svg=vl_convert.vegalite_to_svg(chart.to_json()),
        head=(told.period, *labels),
        rows=tuple(
            (t, tuple(part.at(t) for part in told.parts)) for t in told.marks
        ),
    )  # fmt: skip


def _label(labels: list[str], last: list[float], period: str, weeks: int) -> str:
    parts = [f"{name} {percent(p)}" for name, p in zip(labels, last, strict=True)]
    return f"{starting_capital(period)} {weeks}: {'; '.join(parts)}."


def svg(compiled: Compiled, outlook: Outlook, ground: GroundName = "light") -> str:
    """The chart as a file of its own, with its heading."""
    return str(
        vl_convert.vegalite_to_svg(outcome_chart(compiled, outlook, ground=ground).to_json())
    )


def png(compiled: Compiled, outlook: Outlook, ground: GroundName = "light") -> bytes:
    """The chart as a picture at twice its size."""
    chart = outcome_chart(compiled, outlook, ground=ground).to_json()
    return bytes(vl_convert.vegalite_to_png(chart, scale=2))

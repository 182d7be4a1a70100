"""The finding: how it may end, who dies meanwhile, which deal is nearest and who blocks it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goldenbridge.report import outcomes as named
from goldenbridge.report.summary import Summary
from goldenbridge.report.wording import amount, chance, counted, listed, percent, starting_capital


def span(summary: Summary) -> str:
    """The first year, or all that is shown: "a year", "39 days"."""
    full = summary.year == summary.full_year
    return "a year" if full else counted(summary.year, summary.period)


def finding(summary: Summary) -> Iterator[str]:
    """Sentences, the one that matters most first."""
    yield headline(summary)
    if rest := _rest(summary):
        yield rest
    yield from _who_dies(summary)
    yield nearest_deal(summary)


def headline(summary: Summary) -> str:
    """How it may end, in one sentence: the heading of a chart."""
    settled = summary.outlook.within("settled", summary.year)
    return (
        f"{starting_capital(chance(settled))} ({percent(settled)}) that it is settled within "
        f"{span(summary)}; {_over(summary)}"
    )


def _over(summary: Summary) -> str:
    even, period = summary.outlook.even_chance(), summary.period
    if even is None:
        return f"even chances that it is over come only after {period} {summary.outlook.weeks}."
    return f"an even chance that it is over by {period} {even}."


def _rest(summary: Summary) -> str:
    """What else may be by then, most likely first; what is rarer than 1 in 200 is left out."""
    told = [(part.at(summary.year), part.label) for part in summary.parts if part.key != "settled"]
    likely = sorted((one for one in told if one[0] >= 0.005), key=lambda one: -one[0])
    listed = "; ".join(f"{words} {percent(p)}" for p, words in likely)
    return f"Otherwise, after {span(summary)}: {listed}." if listed else ""


def _who_dies(summary: Summary) -> Iterator[str]:
    outlook = summary.outlook
    if "deaths" not in outlook.amounts:
        return
    first = float(outlook.amounts["deaths"][summary.year])
    last = float(outlook.amounts["deaths"][-1])
    later = float(outlook.after["deaths"][-1])
    told = f"About {amount(first)} deaths are to be expected within {span(summary)}"
    if summary.year < outlook.weeks:
        told += f", {amount(last)} within {counted(outlook.weeks, summary.period)}"
    if later >= 1:
        told += f", and {amount(later)} more where a signed peace breaks and it starts again"
    yield f"{told}.{_not_counted(summary)}"


def _not_counted(summary: Summary) -> str:
    """Deaths are those of this war: an ending that is another war brings its own."""
    names = [
        f'"{named.label(name, summary.document)}"'
        for name, curve in summary.outlook.outcomes.items()
        if named.look(name) is named.OTHER and float(curve[-1]) > 0.0
    ]
    return f" What would follow from the ending {listed(names)} is not counted." if names else ""


def nearest_deal(summary: Summary) -> str:
    """Which deal is nearest at the start, and who stands in its way."""
    nearest = summary.assumed.nearest
    if nearest is None:
        return "No deal is within reach: today no package at all would pass at home."
    title = summary.title_of(nearest.package)
    if nearest.gap <= 0:
        return f"A deal that every side could sign is within reach at once; nearest: {title}."
    short = [
        f"{summary.name_of(party)} by {100 * x:.1f}"
        for party, x in nearest.short.items()
        if x > 5e-4
    ]
    return (
        f"No deal is within reach at once. The nearest ({title}) falls short for {listed(short)} "
        f"points of 100. {_blocked(summary)} {_reached(summary)}"
    ).strip()


def _blocked(summary: Summary) -> str:
    """Whose consent alone some package lacks, and by how much the best of these falls short."""
    blocked, price = summary.consent.blocked[:, 0], summary.consent.price[:, 0]
    parties = summary.outlook.forward.game.bare.parties
    told = [
        f"{summary.name_of(party.name)}'s (short by {100 * cost / part:.1f} points)"
        for party, part, cost in zip(parties, blocked, price, strict=True)
        if part > 0.5
    ]
    if not told:
        return "Every package lacks more than one consent."
    return f"Some packages lack one consent alone: {listed(told, 'or')}."


def _reached(summary: Summary) -> str:
    """When a deal comes within reach for half of the wars still going on."""
    reach = summary.outlook.reach
    reached = np.flatnonzero(reach >= 0.5)
    if not len(reached):
        most = int(np.nanargmax(reach))
        return (
            f"Of the {summary.wars} still going on, at most {percent(float(reach[most]))} have one "
            f"within reach, in {summary.period} {most}."
        )
    return (
        f"From {summary.period} {int(reached[0])} on a deal is within reach for half of the "
        f"{summary.wars} still going on."
    )

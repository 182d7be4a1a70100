"""The window on the terminal: what is within reach, who blocks, which term is in the way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from rich.console import Console
from rich.text import Text

from goldenbridge.bridges.acceptance import HALF
from goldenbridge.bridges.window import Change, Nearest, Strip, Window
from goldenbridge.report.layout import LEAST, QUIET, sides, wrapped
from goldenbridge.report.summary import Summary
from goldenbridge.report.terminal import WIDE, print_blocks
from goldenbridge.report.terms import level_words, terms_title
from goldenbridge.report.wording import chance, dated, listed, percent, signed, starting_capital

CELLS = 52
SIGNED, NONE_LEFT, SEVERAL = "█", " ", "+"


def print_window(summary: Summary, window: Window, console: Console) -> None:
    """Everything the window says, block after block."""
    width = max(LEAST, min(WIDE, console.width))
    print_blocks(
        (
            _heading(summary, window, width),
            _table(summary, window, width),
            _terms(summary, window, width),
            _strips(summary, window, width),
            _last(width),
        ),
        console,
    )


def _heading(summary: Summary, window: Window, width: int) -> Iterator[Text]:
    yield sides(
        f"{summary.document.title}: when is a deal within reach?",
        f"scenario {summary.compiled.hash[:8]}",
        width,
        "bold",
    )
    for sentence in finding(summary, window):
        yield from wrapped(sentence, width)


def finding(summary: Summary, window: Window) -> Iterator[str]:
    """What the window shows, in two or three sentences."""
    reach, period = window.reach, summary.period
    if not np.isfinite(reach).any():
        yield "No war is left to ask about."
        return
    first = starting_capital(dated(period, 0))
    yield f"{first} a deal is within reach in {_of_wars(float(reach[0]))}."
    best = int(np.nanargmax(reach))
    if reach[best] > reach[0] + 0.005:
        yield (
            f"The window is widest {dated(period, best)}: {_of_wars(float(reach[best]))} that then "
            "still go on."
        )
    last = int(np.flatnonzero(np.isfinite(reach))[-1])
    if last not in (0, best) and abs(reach[last] - reach[0]) > 0.005:
        yield f"{starting_capital(dated(period, last))}: {_of_wars(float(reach[last]))}."


def _of_wars(share: float) -> str:
    if share <= 0.0:
        return "none of the wars"
    if share >= 1.0:
        return "all of the wars"
    return f"{percent(share)} of the wars ({chance(share)})"


def weeks(summary: Summary) -> list[int]:
    """The periods at which the table is read."""
    return sorted({min(t, summary.outlook.weeks - 1) for t in summary.marks})


def _table(summary: Summary, window: Window, width: int) -> Iterator[Text]:
    names = {party: summary.name_of(party) for party in window.blocked}
    told = {p: n for p, n in names.items() if np.nansum(window.blocked[p]) > 0}
    column = max([16, *(len(name) + 8 for name in told.values())])
    about = "share of the wars still going on" + (" (price)" if told else "")
    yield sides(f"By {summary.period}", about, width, "bold")
    heads = [f"{f'{name} alone':>{column}}" for name in told.values()]
    head = f"{summary.period:>6}{'at war':>9}{'in reach':>10}{''.join(heads)}{'no one alone':>14}"
    yield Text(head, style=QUIET)
    for t in weeks(summary):
        if not np.isfinite(window.reach[t]):
            continue
        line = f"{t:>6}{percent(window.at_war[t]):>9}{percent(window.reach[t]):>10}"
        for party in told:
            line += f"{_blocked(window, party, t):>{column}}"
        yield Text(line + f"{percent(window.nobody[t]):>14}")
    if not told:
        return
    note = (
        "A side alone: its consent alone would open a deal, at the price of so many points of 100 "
        "of what is at stake; parts overlap."
    )
    yield from wrapped(note, width, "  ", style=QUIET)


def _blocked(window: Window, party: str, t: int) -> str:
    share, price = float(window.blocked[party][t]), float(window.price[party][t])
    return percent(share) if share <= 0.0 else f"{percent(share)} ({100 * price:.1f})"


def _terms(summary: Summary, window: Window, width: int) -> Iterator[Text]:
    if not window.nearest:
        return
    yield sides("The nearest package, and the term in its way", "by week", width, "bold")
    before: tuple[str, str] | None = None
    for t, near in window.nearest.items():
        told = (_package(summary, near), _verdict(summary, near))
        label = f"{t:>6}  "
        if told == before:
            yield Text(f"{label}as before", style=QUIET)
            continue
        if before is not None and told[0] == before[0]:
            yield from wrapped(f"The same: {told[1]}", width, label, " " * len(label))
        else:
            yield from wrapped(told[0], width, label, " " * len(label))
            yield from wrapped(told[1], width, " " * len(label), style=QUIET)
        before = told


def _package(summary: Summary, near: Nearest) -> str:
    return f"{terms_title(summary.compiled, near.terms)}."


def _verdict(summary: Summary, near: Nearest) -> str:
    """Who would not sign, and which term's change would do what."""
    if near.everybody >= HALF:
        return f"Every side could sign it ({percent(near.everybody)} of these wars)."
    missing = [f"{summary.name_of(p)} ({signed(100 * near.margin[p])})" for p in near.lacks]
    missing += [
        f"{summary.name_of(p)}'s vote at home" for p in near.unratified if p not in near.lacks
    ]
    if not missing:
        return "No side refuses it in most of these wars, but all together seldom accept."
    ways = [_way(summary, change) for change in near.in_the_way]
    return " ".join([f"It lacks {listed(missing)}.", *ways])


def _way(summary: Summary, change: Change) -> str:
    issue, after = level_words(summary.compiled, change.issue, change.after, short=True)
    side = summary.name_of(change.side)
    told = f"In {side}'s way: {issue}. “{after}”"
    if not change.wins:
        margin = change.margin.get(change.side)
        until = "" if margin is None else f" ({signed(100 * margin)})"
        return f"{told} would help it most but not win it{until}."
    left = [
        f"{summary.name_of(p)} ({signed(100 * change.margin[p])})"
        if p in change.margin
        else summary.name_of(p)
        for p in change.lacks
    ]
    return f"{told} would win it{f', with {listed(left)} left' if left else ''}."


def _strips(summary: Summary, window: Window, width: int) -> Iterator[Text]:
    if not window.strips:
        return
    letters = party_letters(summary)
    yield sides("Packages known by name", "who would say no, by week", width, "bold")
    names = [summary.document.packages[s.key].name or s.key for s in window.strips]
    room = max(len(name) for name in names)
    cells = max(8, min(CELLS, width - room - 4, len(window.reach)))
    for strip, name in zip(window.strips, names, strict=True):
        yield Text(f"  {name:<{room}}  {cells_of(strip, cells, letters)}")
    last = f"{summary.period} {len(window.reach) - 1}"
    yield Text(f"  {'':<{room}}  0{last:>{cells - 1}}", style=QUIET)
    told = [f"{letter} {summary.name_of(party)} refuses" for party, letter in letters.items()]
    legend = f"{SIGNED} every side could sign · {' · '.join(told)} · {SEVERAL} several refuse"
    yield from wrapped(legend, width, "  ", style=QUIET)


def party_letters(summary: Summary) -> dict[str, str]:
    """A letter for each party: the first of its name that is still free, else a digit."""
    letters: dict[str, str] = {}
    for number, party in enumerate(summary.document.parties, start=1):
        name = summary.name_of(party).upper()
        free = [c for c in name if c.isalpha() and c not in letters.values()]
        letters[party] = free[0] if free else str(number)
    return letters


def cells_of(strip: Strip, cells: int, letters: dict[str, str]) -> str:
    """The strip as characters, each standing for the week in its middle."""
    count = len(strip.everybody)
    marks = []
    for cell in range(cells):
        t = min(count - 1, int((cell + 0.5) * count / cells))
        share, lacks = strip.everybody[t], strip.lacks[t]
        if not np.isfinite(share):
            marks.append(NONE_LEFT)
        elif share >= HALF:
            marks.append(SIGNED)
        else:
            marks.append(letters[lacks[0]] if len(lacks) == 1 else SEVERAL)
    return "".join(marks)


def _last(width: int) -> Iterator[Text]:
    told = (
        "Refusing means that fighting on is worth more to the side, or that the package would not "
        "pass at home, in more than half of the wars still going on. Analysis, not advice."
    )
    yield from wrapped(told, width, style=QUIET)

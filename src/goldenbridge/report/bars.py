"""How it may end, by week: a bar and six numbers a row."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from goldenbridge.report import outcomes as named
from goldenbridge.report.finding import whose_leader
from goldenbridge.report.ground import on_light
from goldenbridge.report.layout import QUIET, sides, wrapped
from goldenbridge.report.summary import Summary
from goldenbridge.report.wording import percent

BAR = (16, 34)
"""Fewest and most characters of a bar."""
EDGE = 6
"""Room for the number of the week."""
LETTERS = 80
"""Below this width letters may head the columns, so the legend names them."""
WAR = ("removed_on", "at_war")


def table(summary: Summary, console: Console, width: int) -> Iterator[Text]:
    """The chance of each outcome at the weeks shown; the bar goes where there is no room for it."""
    shown = named.in_order(list(summary.outlook.outcomes))
    heads, columns, gap = _columns(summary, shown, width)
    bar = min(BAR[1], width - EDGE - 2 - sum(columns) - gap * len(columns))
    bar = bar if bar >= BAR[0] else 0
    yield sides("How it may end", f"chance of each state, by {summary.period}", width, "bold")
    before = EDGE + (2 + bar if bar else 0)
    for row in _heads(heads, columns, gap):
        yield Text(" " * before + row, style=QUIET)
    for week in summary.marks:
        chances = [float(summary.outlook.outcomes[name][week]) for name in shown]
        line = Text(f"{week:>{EDGE}}")
        if bar:
            line.append("  ").append_text(_bar(shown, chances, bar, console))
        for p, c in zip(chances, columns, strict=True):
            line.append(" " * gap + f"{percent(p):>{c}}")
        yield line
    yield from _legend(summary, shown, console, width)
    if note := whose_leader(summary):
        yield from wrapped(note, width, " " * (EDGE + 2), style=QUIET)


def _columns(summary: Summary, shown: list[str], width: int) -> tuple[list[str], list[int], int]:
    """Heads, widths and the gap: names where they fit, else the letters of the legend."""
    heads = [named.column(name, summary.document) for name in shown]
    columns = [max(7, *(len(word) for word in head.split(" "))) for head in heads]
    if EDGE + 2 + BAR[0] + sum(columns) + 2 * len(columns) <= width:
        return heads, columns, 2
    return [named.look(name).letter for name in shown], [5] * len(shown), 1


def _heads(heads: list[str], columns: list[int], gap: int) -> Iterator[str]:
    """Column heads, over as many lines as the longest needs, set against their numbers."""
    split = [textwrap.wrap(head, c) for head, c in zip(heads, columns, strict=True)]
    depth = max(len(words) for words in split)
    for row in range(depth):
        words = [[""] * (depth - len(w)) + w for w in split]
        yield "".join(" " * gap + f"{w[row]:>{c}}" for w, c in zip(words, columns, strict=True))


def _bar(shown: list[str], chances: list[float], width: int, console: Console) -> Text:
    """One row of the picture: each outcome's share of the width."""
    line = Text()
    drawn, total = 0, 0.0
    for name, p in zip(shown, chances, strict=True):
        total += p
        until = round(total * width)
        _mark(line, name, until - drawn, console)
        drawn = until
    return line


def _mark(line: Text, name: str, count: int, console: Console) -> None:
    """An outcome's mark: a block in its colour, or its letter."""
    look = named.look(name)
    coloured = console.color_system is not None
    if coloured and name not in WAR:
        line.append("█" * count, style=look.light if on_light() else look.dark)
    else:
        line.append(look.letter * count, style=QUIET if coloured else "")


def _legend(summary: Summary, shown: list[str], console: Console, width: int) -> Iterator[Text]:
    line = Text()
    for name in shown:
        entry = _entry(summary, name, console, letter=width < LETTERS)
        if line and EDGE + 2 + line.cell_len + 3 + entry.cell_len > width:
            yield Text(" " * (EDGE + 2)).append_text(line)
            line = Text()
        line.append("   " if line else "").append_text(entry)
    yield Text(" " * (EDGE + 2)).append_text(line)


def _entry(summary: Summary, name: str, console: Console, *, letter: bool) -> Text:
    entry = Text()
    _mark(entry, name, 2, console)
    if letter and console.color_system is not None and name not in WAR:
        entry.append(f" {named.look(name).letter}")
    return entry.append(f" {named.label(name, summary.document)}")

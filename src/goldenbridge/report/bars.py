"""How it may end, by week: a bar and a number for each outcome, a fall by whose leader it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from rich.console import Console
from rich.text import Text

from goldenbridge.report import outcomes as named
from goldenbridge.report.ground import on_light
from goldenbridge.report.heads import Column, heads
from goldenbridge.report.layout import QUIET, sides
from goldenbridge.report.parts import Part
from goldenbridge.report.summary import Summary
from goldenbridge.report.wording import percent

EDGE = 6
"""Room for the number of the week."""
NUMBER = 5
"""Fewest characters of a column in words; a letter's column takes one less."""
BARS = (34, 16, 12)
"""Characters of a bar: the most, the fewest with wide and the fewest with narrow gaps."""
WAR = ("removed_on", "at_war")
BLOCKS = "█▒▓░▚"
"""In colour: solid for the attacker's leader, shaded for others'."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What fits: columns, the gap before each, characters of the bar (0: none)."""

    columns: tuple[Column, ...]
    gap: int
    bar: int
    by_letter: bool


def table(summary: Summary, console: Console, width: int) -> Iterator[Text]:
    """The chance of each outcome at the weeks shown; the bar goes where there is no room for it."""
    shown = summary.parts
    plan = _plan(shown, width)
    yield sides("How it may end", f"chance of each state, by {summary.period}", width, "bold")
    before = EDGE + (2 + plan.bar if plan.bar else 0)
    for row in heads(plan.columns, plan.gap):
        yield Text(" " * before + row, style=QUIET)
    for week in summary.marks:
        line = Text(f"{week:>{EDGE}}")
        if plan.bar:
            line.append("  ").append_text(_bar(shown, week, plan.bar, console))
        for part, column in zip(shown, plan.columns, strict=True):
            line.append(" " * plan.gap + f"{percent(part.at(week)):>{column.width}}")
        yield line
    yield from _legend(shown, plan, console, width)


def _plan(shown: list[Part], width: int) -> _Plan:
    """Heads in words beside a bar, else without one; only where neither fits, letters."""
    words = _in_words(shown)
    room = width - EDGE
    for gap, least in ((2, BARS[1]), (1, BARS[2])):
        left = room - 2 - sum(column.width + gap for column in words)
        if left >= least:
            return _Plan(words, gap, min(BARS[0], left), by_letter=False)
    for gap in (2, 1):
        if sum(column.width + gap for column in words) <= room:
            return _Plan(words, gap, 0, by_letter=False)
    letters = tuple(Column(part.letter, "", NUMBER - 1) for part in shown)
    left = room - 2 - sum(column.width + 1 for column in letters)
    return _Plan(letters, 1, min(BARS[0], left) if left >= BARS[2] else 0, by_letter=True)


def _in_words(shown: list[Part]) -> tuple[Column, ...]:
    """Columns just wide enough for the longest word of their heads, and of the head above."""
    found: list[Column] = []
    for group, members in groupby(shown, key=lambda part: part.group):
        own = [
            Column(part.head, group, max(NUMBER, *map(len, part.head.split()))) for part in members
        ]
        lacks = max(map(len, group.split()), default=0) - sum(c.width + 1 for c in own) + 1
        own[-1] = Column(own[-1].head, group, own[-1].width + max(0, lacks))
        found += own
    return tuple(found)


def _bar(shown: list[Part], week: int, width: int, console: Console) -> Text:
    """One row of the picture: each part's share of the width."""
    line = Text()
    ends = [round(total * width) for total in accumulate(part.at(week) for part in shown)]
    for part, start, end in zip(shown, [0, *ends], ends, strict=False):
        _mark(line, part, end - start, console)
    return line


def _mark(line: Text, part: Part, count: int, console: Console) -> None:
    """A part's mark: a block in its outcome's colour, or its letter."""
    look = named.look(part.outcome)
    coloured = console.color_system is not None
    if coloured and part.outcome not in WAR:
        line.append(BLOCKS[part.rank] * count, style=look.light if on_light() else look.dark)
    else:
        line.append(part.letter * count, style=QUIET if coloured else "")


def _legend(shown: list[Part], plan: _Plan, console: Console, width: int) -> Iterator[Text]:
    if not plan.bar and not plan.by_letter:
        return
    line = Text()
    for part in shown:
        entry = _entry(part, console, letter=plan.by_letter)
        if line and EDGE + 2 + line.cell_len + 3 + entry.cell_len > width:
            yield Text(" " * (EDGE + 2)).append_text(line)
            line = Text()
        line.append("   " if line else "").append_text(entry)
    yield Text(" " * (EDGE + 2)).append_text(line)


def _entry(part: Part, console: Console, *, letter: bool) -> Text:
    entry = Text()
    _mark(entry, part, 2, console)
    if letter and console.color_system is not None and part.outcome not in WAR:
        entry.append(f" {part.letter}")
    return entry.append(f" {part.label}")

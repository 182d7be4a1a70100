"""Bridges on the terminal: the finding, the table, what the order hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.text import Text

from goldenbridge.bridges.advice import Advice
from goldenbridge.bridges.onlookers import onlookers
from goldenbridge.bridges.search import Found
from goldenbridge.bridges.spoilers import spoilers
from goldenbridge.bridges.yardsticks import Yardstick
from goldenbridge.game.compile import Compiled
from goldenbridge.report.ahead import wreckers
from goldenbridge.report.layout import QUIET, sides, wrapped
from goldenbridge.report.terms import terms, titles
from goldenbridge.report.wording import (
    amount,
    counted,
    dated,
    listed,
    percent,
    signed,
    starting_capital,
)

WIDE = 100
WILL = "every side would"


@dataclass(frozen=True, eq=False)
class Bridges:
    """What a search found, to be told.

    compiled  the conflict over the packages told of, in the order of `places`
    found     all that can be signed and meet the conditions, or none
    nearest   where none is found: the nearest, nearest first
    advice    the order of those no other betters; None where none is found
    yardsticks  those in use
    places    which packages are told of, in `found` or `nearest`
    left_out  how many of the front `--top` left out
    signable  how many could be signed, whatever the conditions
    where     the conditions in the user's words; parts: those joined by `and`, each with how many
              of the signable packages meet it alone
    meets     whether the nearest meet the conditions; where none does, they are left
    rising    False where packages were merged and a condition may be met by what was left out
    """

    compiled: Compiled
    found: Found
    nearest: Found | None
    advice: Advice | None
    yardsticks: list[Yardstick]
    places: list[int]
    left_out: int
    signable: int
    where: str
    parts: dict[str, int]
    meets: bool
    rising: bool

    @property
    def shown(self) -> Found:
        """Where `places` point."""
        if self.advice is not None:
            return self.advice.front.found
        return self.found if self.nearest is None else self.nearest

    @property
    def week(self) -> int:
        """The week of signing."""
        return self.found.acceptance.number

    @property
    def period(self) -> str:
        """week or day."""
        return self.compiled.scenario.document.calendar.period

    @property
    def when(self) -> str:
        """in week 4, on day 4."""
        return dated(self.period, self.week)

    def name(self, party: str) -> str:
        """A party in words."""
        return self.compiled.scenario.document.parties[party].name or party

    def titles(self) -> list[str]:
        """The packages told of, in words."""
        return titles(self.compiled, list(range(len(self.places))))


def print_bridges(told: Bridges, console: Console, following: list[str]) -> None:
    """The whole answer, one blank line between blocks."""
    width = min(WIDE, console.width)
    for block in (
        _heading(told, width),
        _finding(told, width),
        _table(told, width) if told.nearest is None else _near(told, width),
        _terms(told, width),
        _beside(told, width),
        _wreckers(told, width),
        _weights(told, width),
        _points(told, width),
        _next(told, following, width),
    ):
        lines = list(block)
        for line in lines:
            console.print(line, soft_wrap=True, highlight=False, markup=False)
        if lines:
            console.print()


def _heading(told: Bridges, width: int) -> Iterator[Text]:
    day = told.compiled.date_of(told.week)
    when = f"signed {told.when}, {day.day} {day:%B %Y}"
    yield sides(told.compiled.scenario.document.title, when, width, "bold")
    yield Text("─" * width, style=QUIET)


def _finding(told: Bridges, width: int) -> Iterator[Text]:
    found = told.found
    share = "half" if found.share == 0.5 else percent(found.share)
    wars = f"in at least {share} of the wars not yet over {told.when}"
    left = " left after merging" if found.how == "merged" else ""
    kind, kinds = f"package{left}", f"packages{left}"
    if told.signable == 0:
        first = f"No package would be signed by every side {wars}."
    elif len(found) == 0:
        first = f"{counted(told.signable, kind, kinds)} would be signed by every side {wars}."
        first += " None of them meets the conditions."
        if len(told.parts) > 1:
            each = [f"{text}, met by {count:,}" for text, count in told.parts.items()]
            first += f" Alone: {'; '.join(each)}."
    else:
        first = f"{counted(len(found), kind, kinds)} would be signed by every side {wars}"
        first += " and meet the conditions." if told.where else "."
    yield from wrapped(first, width, style="bold")
    second = f"{counted(found.listed, 'package')} were searched, {found.judged:,} of them "
    if found.how == "listed":
        second += "valued one by one; the others cannot be signed by every side."
    else:
        second += (
            "left after merging issue by issue; each of the others is matched or bettered for "
            "every side by one of these."
        )
    if not told.rising:
        second += (
            " A condition wants less of something that sides want more of, or asks for what was "
            "not compared, so merging may have left out packages that meet it."
        )
    if found.how == "merged" and found.exact and told.rising:
        which = listed([lower(one.name) for one in told.yardsticks])
        second += f" Merging is exact for who would sign and for {which}."
    if found.one_for_all:
        second += (
            " In these counts one stands for all that are equal in value; below, and among those "
            "that no other betters, each wording counts."
        )
    if not found.exact:
        second += (
            " A side that pays for a breach would like the peace broken by another, so merging may "
            "have left out a package that matters."
        )
    if told.where and told.nearest is not None:
        second += (
            " The nearest that meet the conditions are shown."
            if told.meets
            else " Of the nearest none meets the conditions either; they are shown without them."
        )
    if told.advice is not None:
        front = len(told.advice.front.places)
        which = listed([lower(one.name) for one in told.advice.front.yardsticks])
        second += f" {front:,} of those found are not bettered by another on {which}."
        if told.left_out:
            second += f" {told.left_out:,} of these are left out here; --top shows more."
    yield from wrapped(second, width)


def lower(text: str) -> str:
    """The text inside a sentence."""
    return text[:1].lower() + text[1:]


def letter(k: int) -> str:
    """A, B … Z, then 27, 28 …"""
    return chr(ord("A") + k) if k < 26 else str(k + 1)


def value(one: Yardstick, x: float) -> str:
    """A yardstick's value in words."""
    if one.unit == "deaths":
        return amount(x) if x >= 10 else f"{x:.1f}"
    return percent(x) if one.unit == "chance" else f"{100 * x:.0f}"


def _table(told: Bridges, width: int) -> Iterator[Text]:
    if told.advice is None:
        return
    front = told.advice.front
    heads = [one.name for one in front.yardsticks]
    heads += ["Every side signs"]
    columns = [max(7, *(len(word) for word in head.split())) for head in heads]
    room = max(24, width - 6 - sum(columns) - 2 * len(columns))
    row_of = {int(place): k for k, place in enumerate(front.places)}
    yield from _heads(heads, columns, 4 + room)
    best = {
        y: float((front.values[:, y] * one.sign).max()) for y, one in enumerate(front.yardsticks)
    }
    for k, (place, title) in enumerate(zip(told.places, told.titles(), strict=True)):
        row = front.values[row_of[place]]
        cells = []
        for y, one in enumerate(front.yardsticks):
            mark = "*" if row[y] * one.sign >= best[y] - 1e-12 else " "
            cells.append(f"{value(one, float(row[y]))}{mark}")
        cells.append(percent(float(told.shown.signing.everybody[place])) + " ")
        first, *more = list(wrapped(title, room)) or [Text()]
        line = Text(f"  {letter(k)} ").append(f"{first.plain:<{room}}")
        line.append("".join(f"  {c:>{w}}" for c, w in zip(cells, columns, strict=True)))
        yield line
        for rest in more:
            yield Text("    " + rest.plain)
    yield Text(
        "  * best of all that no other betters. Substance in points of 100 of what the side hoped "
        "for.",
        style=QUIET,
    )


def _heads(heads: list[str], columns: list[int], indent: int) -> Iterator[Text]:
    import textwrap

    split = [textwrap.wrap(head, w) for head, w in zip(heads, columns, strict=True)]
    depth = max(len(words) for words in split)
    for at in range(depth):
        words = [[""] * (depth - len(w)) + w for w in split]
        cells = "".join(f"  {w[at]:>{c}}" for w, c in zip(words, columns, strict=True))
        yield Text(" " * indent + cells, style=QUIET)


def _near(told: Bridges, width: int) -> Iterator[Text]:
    near = told.shown
    if not told.places:
        return
    vetoes = np.flatnonzero(near.acceptance.ground.game.veto[0])
    parties = [near.acceptance.ground.parties[i] for i in vetoes]
    heads = [told.name(party) for party in parties]
    columns = [max(9, len(name)) for name in heads]
    room = max(24, width - 6 - sum(columns) - 2 * len(columns) - 16)
    yield sides(
        "Nearest", "worth above fighting on, points of 100 (share that accepts)", width, "bold"
    )
    yield from _heads([*heads, "Every side signs"], [*columns, 10], 4 + room)
    for k, (place, title) in enumerate(zip(told.places, told.titles(), strict=True)):
        first, *more = list(wrapped(title, room)) or [Text()]
        line = Text(f"  {letter(k)} ").append(f"{first.plain:<{room}}")
        for i, w in zip(vetoes, columns, strict=True):
            margin = signed(100 * float(near.signing.margin[i, place]))
            line.append(f"  {margin:>{w}}")
        line.append(f"  {percent(float(near.signing.everybody[place])):>10}")
        yield line
        shares = "".join(
            f"  {'(' + percent(float(near.signing.accepts[i, place])) + ')':>{w}}"
            for i, w in zip(vetoes, columns, strict=True)
        )
        second = more[0].plain if more else ""
        yield Text("    ").append(f"{second:<{room}}").append(shares, style=QUIET)
        for rest in more[1:]:
            yield Text("    " + rest.plain)


def _terms(told: Bridges, width: int) -> Iterator[Text]:
    if not told.places:
        return
    first = "; ".join(f"{t.issue_name}: {t.short}" for t in terms(told.compiled, 0))
    yield from wrapped(f"{letter(0)} in full: {first}.", width, "  ", "    ", style=QUIET)


def _beside(told: Bridges, width: int) -> Iterator[Text]:
    """What the packages are to those outside the game, and how they look to them."""
    if not told.places:
        return
    ground = told.shown.acceptance.ground
    levels = told.shown.packages.levels[told.places]
    for one in onlookers(ground, levels).values():
        parts = [
            f"{letter(k)} {100 * float(u):.0f}, looks like {100 * float(y):.0f}"
            for k, (u, y) in enumerate(zip(one.substance, one.appearance, strict=True))
        ]
        text = f"{one.name}, outside the game: {'; '.join(parts)}."
        yield from wrapped(text, width, "  ", "    ")


def _wreckers(told: Bridges, width: int) -> Iterator[Text]:
    """Who outside could wreck the first package."""
    acceptance = told.shown.acceptance
    if not (told.places and acceptance.ground.compiled.scenario.document.spoilers):
        return
    first = acceptance.ground.words(told.shown.packages.levels[told.places[0]])
    if text := wreckers(spoilers(acceptance, first)):
        yield from wrapped(f"{letter(0)} {text}.", width, "  ", "    ")


def _weights(told: Bridges, width: int) -> Iterator[Text]:
    if told.advice is None or not told.places:
        return
    advice = told.advice
    names = {one.key: one.name for one in advice.front.yardsticks}
    given = [
        f"{lower(one.name)} {w:.2f}"
        for one, w in zip(advice.front.yardsticks, advice.weights, strict=True)
    ]
    yield Text("Weights", style="bold")
    text = f"{starting_capital(listed(given))}. With these {letter(0)} comes first."
    yield from wrapped(text, width, "  ")
    order = [int(k) for k in advice.order]
    for flip in advice.flips:
        at = order.index(flip.place)
        weight = float(advice.weights[list(names).index(flip.yardstick)])
        way = "above" if flip.weight >= weight else "below"
        who = letter(at) if at < len(told.places) else f"a package in place {at + 1}"
        text = f"{names[flip.yardstick]}: {way} a weight of {flip.weight:.2f}, {who} comes first."
        yield from wrapped(text, width, "  ", "    ")
    if not advice.flips and len(advice.order) > 1:
        yield from wrapped("No weight of a single yardstick changes that.", width, "  ")
    yield from wrapped("--weight changes them, --by the yardsticks.", width, "  ", style=QUIET)


POINTS = (
    ("nash", "Nash (largest product of gains)"),
    ("kalai_smorodinsky", "Kalai–Smorodinsky (most even share of what each could gain)"),
    ("egalitarian", "Egalitarian (least gain as large as can be)"),
    ("utilitarian", "Utilitarian (largest sum of gains)"),
)


def _points(told: Bridges, width: int) -> Iterator[Text]:
    if told.nearest is not None:
        return
    found, points = told.found, told.found.points
    yield sides(
        "Points of negotiation theory", "gains over fighting on, points of 100", width, "bold"
    )
    if not len(points.acceptable):
        yield from wrapped(
            "No package found is worth more to every side than going on, on average.", width, "  "
        )
        return
    parties = found.acceptance.ground.parties
    letters = {int(told.shown.number[place]): letter(k) for k, place in enumerate(told.places)}
    for key, name in POINTS:
        places = getattr(points, key)
        first = int(places[0])
        gains = listed(
            [
                f"{told.name(party)} {signed(100 * float(found.signing.margin[i, first]))}"
                for i, party in enumerate(parties)
            ]
        )
        number = int(found.number[first])
        who = letters.get(number, f"number {number}")
        ties = sum(len(found.alike(int(k))) for k in places) - 1
        tied = f" and {ties:,} equal to it" if ties else ""
        yield from wrapped(f"{name}: {who}{tied}; {gains}.", width, "  ", "    ")


def _next(told: Bridges, following: list[str], width: int) -> Iterator[Text]:
    every = "Every other assumption" if told.compiled.scenario.changed else "Every assumption"
    text = f"{every} stands at its middle value. Analysis, not advice."
    if following:
        text += f" Next: {' · '.join(following)}"
    yield from wrapped(text, width, style=QUIET)

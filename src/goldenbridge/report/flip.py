"""The value at which an answer turns, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from goldenbridge.bridges.flip import Flip, grid
from goldenbridge.report.assumptions import called
from goldenbridge.report.layout import LEAST, QUIET, wrapped
from goldenbridge.report.terminal import WIDE, print_blocks
from goldenbridge.report.wording import amount, counted, listed, percent, signed
from goldenbridge.scenario.document import Document

NARROW = 0.005
"""A margin that stays within this of 0 is told."""
BY_WEEK = ("accept", "ratify", "margin", "everybody", "durability", "reach")
"""What is asked in one week; chances and tolls name their own."""


def print_flip(document: Document, found: Flip, week: str, console: Console) -> None:
    """Answer, table of what was tried, and what the search cannot see."""
    width = max(LEAST, min(WIDE, console.width))
    print_blocks(
        (_finding(document, found, week, width), _tried(found, width), _last(found, width)), console
    )


def sentences(found: Flip) -> Iterator[str]:
    """The answer in words."""
    between = found.range
    now = "holds" if found.now.holds else "does not hold"
    yield f"At {between.path} = {_value(between.middle)} it {now}."
    span = f"from {_value(between.low)} to {_value(between.high)}"
    if not found.turns:
        yield f"It turns nowhere {span}."
        return
    for turn in found.turns:
        above = "it holds" if turn.after else "it does not hold"
        digits = _digits(between.high - between.low)
        yield f"It turns at {between.path} = {turn.at:.{digits}f}: above, {above}."
    if len(found.turns) > 1:
        yield f"So it turns {counted(len(found.turns), 'time')} {span}."
    margins = [x for one in found.tried for n, x in one.numbers.items() if n.startswith("margin")]
    if margins and max(map(abs, margins)) < NARROW:
        yield (
            f"The margin is never further than {100 * max(map(abs, margins)):.2f} points of 100 "
            "from 0: the answer hangs on very little."
        )


def _digits(span: float) -> int:
    """Decimals that a thousandth of the range is worth."""
    digits = 0
    while span < 300 and digits < 9:
        span, digits = span * 10, digits + 1
    return digits


def _finding(document: Document, found: Flip, week: str, width: int) -> Iterator[Text]:
    yield from wrapped(document.title, width, style="bold")
    between = found.range
    span = f"from {_value(between.low)} to {_value(between.high)}"
    varied = f"Varied: {called(between.path, document)} ({between.path}), {span}."
    yield from wrapped(varied, width, "", "  ")
    asked = any(name.startswith(BY_WEEK) for name in found.tried[0].numbers)
    told = f"Asked: {found.condition}{f', {week}' if asked else ''}."
    yield from wrapped(told, width, "", "  ")
    for sentence in sentences(found):
        yield from wrapped(sentence, width, "", "  ")


def _tried(found: Flip, width: int) -> Iterator[Text]:
    names = list(found.tried[0].numbers)
    columns = [max(9, len(name)) for name in names]
    if 12 + sum(columns) + 2 * len(columns) + 10 > width:
        names, columns = [], []
    head = "".join(f"  {name:>{c}}" for name, c in zip(names, columns, strict=True))
    yield Text("What was tried", style="bold")
    yield Text(f"  {'value':>10}{head}  holds", style=QUIET)
    told = {*grid(found.range), *(x for turn in found.turns for x in (turn.low, turn.high))}
    for one in found.tried:
        if one.value not in told:
            continue
        cells = "".join(
            f"  {number(name, one.numbers[name]):>{c}}"
            for name, c in zip(names, columns, strict=True)
        )
        used = "  (used)" if found.range.used and one.value == found.range.middle else ""
        yield Text(f"  {_value(one.value):>10}{cells}  {'yes' if one.holds else 'no'}{used}")


def number(name: str, value: float) -> str:
    """A number of an outcome as people read it."""
    if name.startswith("margin"):
        return signed(100 * value, 2)
    return amount(value) if name.startswith("deaths") else percent(value)


def _value(value: float) -> str:
    return f"{value:.5g}"


def _last(found: Flip, width: int) -> Iterator[Text]:
    between = found.range
    about = [part for part in dict.fromkeys((between.source, between.certainty)) if part]
    ends = "10 and 90 per cent points" if between.quantiles else "ends of its range"
    margins = any(name.startswith("margin") for name in found.tried[0].numbers)
    source = f" ({listed(about)})" if about else ""
    told = (
        f"Looked through from {_value(between.low)} to {_value(between.high)}, the {ends}{source}; "
        f"{counted(len(found.tried), 'exact solve')}. {'Margins are points of 100. ' * margins}"
        "Turning twice between two neighbouring values would not be seen. Analysis, not advice."
    )
    yield from wrapped(told, width, style=QUIET)

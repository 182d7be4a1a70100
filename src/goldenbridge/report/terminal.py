"""A run on the terminal: the finding first, then the table, the deals, what is assumed.

100 columns; fewer fold the bars away. Without colour the bars print as letters and the numbers
stand beside them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from goldenbridge.report import outcomes as named
from goldenbridge.report import sentences
from goldenbridge.report.summary import Stand, Summary
from goldenbridge.report.terms import in_others_hands, terms
from goldenbridge.report.wording import percent, signed

WIDE = 100
BAR = 34
QUIET = "dim"


def print_run(summary: Summary, console: Console, solved_in: float | None = None) -> None:
    """Everything a run says, block after block, one blank line between."""
    width = min(WIDE, console.width)
    for block in (
        _heading(summary, width, solved_in),
        _finding(summary, width),
        _table(summary, console, width),
        _figures(summary, width),
        _deals(summary, width),
        _named(summary, width),
        _assumed(summary, width),
        _next(summary, width),
    ):
        lines = list(block)
        for line in lines:
            console.print(line, soft_wrap=True, highlight=False, markup=False)
        if lines:
            console.print()


def _heading(summary: Summary, width: int, solved_in: float | None) -> Iterator[Text]:
    title = summary.document.title
    where = summary.compiled.where.label
    title = f"{title}, {where}" if where else title
    told = f"engine {sentences.version()} · scenario {summary.compiled.hash[:8]}"
    if solved_in is not None:
        told += f" · solved in {1000 * solved_in:.0f} ms"
    yield _sides(title, told, width, "bold")
    yield Text("─" * width, style=QUIET)


def _sides(left: str, right: str, width: int, style: str = "") -> Text:
    """Two texts at the two edges of a line; the right one goes where there is no room."""
    room = width - len(left) - len(right)
    line = Text(left, style=style)
    if room >= 2:
        line.append(" " * room + right, style=QUIET)
    return line


def _wrapped(text: str, width: int, indent: str = "", hanging: str | None = None) -> Iterator[Text]:
    later = indent if hanging is None else hanging
    for line in textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=later):
        yield Text(line)


def _finding(summary: Summary, width: int) -> Iterator[Text]:
    for k, sentence in enumerate(sentences.finding(summary)):
        for line in _wrapped(sentence, width):
            line.stylize("bold" if k == 0 else "")
            yield line


def _table(summary: Summary, console: Console, width: int) -> Iterator[Text]:
    shown = named.in_order(list(summary.outlook.outcomes))
    heads = [named.column(name, summary.document) for name in shown]
    columns = [max(7, *(len(word) for word in head.split(" "))) for head in heads]
    bar = max(0, min(BAR, width - 8 - sum(columns) - 2 * len(columns)))
    bar = bar if bar >= 16 else 0
    yield _sides("How it may end", f"chance of each state, by {summary.period}", width, "bold")
    for row in _heads(heads, columns):
        yield Text(" " * (8 + bar) + row, style=QUIET)
    for week in summary.marks:
        line = Text(f"{week:>6}  ")
        chances = [float(summary.outlook.outcomes[name][week]) for name in shown]
        if bar:
            line.append_text(_bar(shown, chances, bar, console))
        cells = (f"{percent(p):>{c}}" for p, c in zip(chances, columns, strict=True))
        line.append("  " + "  ".join(cells))
        yield line
    if bar:
        yield from _legend(summary, shown, console, width)


def _heads(heads: list[str], columns: list[int]) -> Iterator[str]:
    """Column heads, over as many lines as the longest needs, set against their numbers."""
    split = [textwrap.wrap(head, c) for head, c in zip(heads, columns, strict=True)]
    depth = max(len(words) for words in split)
    for row in range(depth):
        words = [[""] * (depth - len(w)) + w for w in split]
        yield "  " + "  ".join(f"{w[row]:>{c}}" for w, c in zip(words, columns, strict=True))


def _bar(shown: list[str], chances: list[float], width: int, console: Console) -> Text:
    """One row of the picture: each outcome's share of the width."""
    line = Text()
    drawn, total = 0, 0.0
    coloured = console.color_system is not None
    for name, p in zip(shown, chances, strict=True):
        total += p
        until = round(total * width)
        look = named.look(name)
        if coloured and name not in ("removed_on", "at_war"):
            line.append("█" * (until - drawn), style=_shade(name, console))
        else:
            line.append(look.letter * (until - drawn), style=QUIET if coloured else "")
        drawn = until
    return line


def _shade(name: str, console: Console) -> str:
    look = named.look(name)
    return look.light if getattr(console, "on_light", False) else look.dark


def _legend(summary: Summary, shown: list[str], console: Console, width: int) -> Iterator[Text]:
    line = Text(" " * 8)
    coloured = console.color_system is not None
    for name in shown:
        word = named.label(name, summary.document)
        if line.cell_len + len(word) + 6 > width:
            yield line
            line = Text(" " * 8)
        look = named.look(name)
        if coloured and name not in ("removed_on", "at_war"):
            line.append("██", style=_shade(name, console))
        else:
            line.append(look.letter * 2, style=QUIET if coloured else "")
        line.append(f" {word}   ")
    yield line


def _figures(summary: Summary, width: int) -> Iterator[Text]:
    yield Text("Key figures", style="bold")
    for label, number, words in sentences.figures(summary):
        line = Text(f"  {label:<52}")
        line.append(f"{number:>12}", style="bold")
        line.append(f"   {words}", style=QUIET)
        line.truncate(width)
        yield line
    for sentence in sentences.risks(summary):
        yield from _wrapped(sentence, width, "  ", "    ")


def _deals(summary: Summary, width: int) -> Iterator[Text]:
    if not summary.deals:
        yield Text("Deals", style="bold")
        yield from _wrapped("No package is signed within the weeks shown.", width, "  ")
        return
    yield _sides(
        "Deals most often signed", f"chance within {summary.outlook.weeks} {summary.period}s",
        width, "bold",
    )
    for deal in summary.deals:
        known = summary.title_of(deal.package)
        yield _sides(f"  {percent(deal.chance):>4}  {known}", "", width)
        told = "; ".join(f"{t.issue_name}: {_lower(t.name)}" for t in terms(
            summary.compiled, deal.package) if not t.in_hands_of)
        for line in _wrapped(told + ".", width, "        "):
            line.stylize(QUIET)
            yield line
        for who, granted in in_others_hands(summary.compiled, deal.package).items():
            told = "; ".join(f"{t.issue_name}: {_lower(t.name)}" for t in granted)
            for line in _wrapped(f"In the hands of {who}: {told}.", width, "        "):
                line.stylize(QUIET)
                yield line
    for sentence in sentences.about_deals(summary):
        yield from _wrapped(sentence, width, "  ")


def _lower(name: str) -> str:
    """A level's name inside a sentence; names and quotations keep their capitals."""
    second = name[1:2]
    return name[:1].lower() + name[1:] if second.islower() and not name.startswith('"') else name


def _named(summary: Summary, width: int) -> Iterator[Text]:
    if not summary.stands:
        return
    parties = list(summary.stands[0].margin)
    names = [summary.name_of(party) for party in parties]
    columns = [max(8, len(name)) for name in names]
    room = max(24, width - 4 - sum(columns) - 2 * len(columns) - 34)
    yield _sides("Packages known by name", "margin over fighting on, in points of 100", width, "bold")
    heads = "  ".join(f"{name:>{c}}" for name, c in zip(names, columns, strict=True))
    yield Text(f"  {'':<{room}}  {heads}  who would not sign", style=QUIET)
    for stand in summary.stands:
        title = textwrap.shorten(summary.title_of(stand.package), room, placeholder="…")
        margins = "  ".join(
            f"{signed(100 * stand.margin[p]):>{c}}" for p, c in zip(parties, columns, strict=True)
        )
        line = Text(f"  {title:<{room}}  {margins}  ")
        line.append(_missing(summary, stand))
        line.truncate(width)
        yield line


def _missing(summary: Summary, stand: Stand) -> str:
    """Whom a package lacks, in words."""
    parts = [summary.name_of(party) for party in stand.lacks]
    parts += [
        f"{summary.name_of(party)}'s vote at home"
        for party in stand.unratified
        if party not in stand.lacks
    ]
    return ", ".join(parts) or "nobody: all would"


def _assumed(summary: Summary, width: int) -> Iterator[Text]:
    yield Text("What is assumed", style="bold")
    for sentence in sentences.assumptions(summary):
        yield from _wrapped(sentence, width, "  ", "  ")
    for warning in sentences.warnings(summary):
        for line in _wrapped(f"Look twice: {warning}", width, "  ", "    "):
            line.stylize("yellow")
            yield line


def _next(summary: Summary, width: int) -> Iterator[Text]:
    for line in _wrapped(sentences.limits(summary), width):
        line.stylize(QUIET)
        yield line
    name = summary.compiled.scenario.name
    told = sentences.next_steps(name)
    yield Text(f"Analysis, not advice. Next: {told}", style=QUIET)


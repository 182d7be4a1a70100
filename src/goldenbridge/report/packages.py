"""The packages known by name: both margins, and whom each lacks."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from goldenbridge.report.layout import QUIET, sides, wrapped
from goldenbridge.report.summary import Stand, Summary
from goldenbridge.report.wording import listed, signed


def packages(summary: Summary, width: int) -> Iterator[Text]:
    """One row a package; two where a row would not fit."""
    if not summary.stands:
        return
    parties = list(summary.stands[0].margin)
    heads = [summary.name_of(party) for party in parties]
    columns = [max(7, len(name)) for name in heads]
    titles = [summary.title_of(stand.package) for stand in summary.stands]
    missing = [whom(summary, stand) for stand in summary.stands]
    numbers = 2 + sum(columns) + 2 * len(columns)
    room = max(len(title) for title in titles)
    whole = numbers + room + 2 + max(len(text) for text in [*missing, LACKS]) <= width
    yield sides("Packages known by name", "worth above fighting on, points of 100", width, "bold")
    head = "".join(f"  {name:>{c}}" for name, c in zip(heads, columns, strict=True))
    yield Text("  " + " " * (room if whole else 0) + head + f"  {LACKS}", style=QUIET)
    for stand, title, lacks in zip(summary.stands, titles, missing, strict=True):
        margins = "".join(
            f"  {signed(100 * stand.margin[party]):>{c}}"
            for party, c in zip(parties, columns, strict=True)
        )
        if whole:
            yield Text(f"  {title:<{room}}{margins}  {lacks}")
            continue
        yield from wrapped(title, width, "  ", "    ")
        yield from wrapped(lacks, width, f"  {margins}  ", " " * (numbers + 2), style=QUIET)


LACKS = "lacks"


def whom(summary: Summary, stand: Stand) -> str:
    """Whom a package lacks today, in words."""
    parts = [summary.name_of(party) for party in stand.lacks]
    parts += [
        f"{summary.name_of(party)}'s vote at home"
        for party in stand.unratified
        if party not in stand.lacks
    ]
    return listed(parts) or "nobody: every side would sign"

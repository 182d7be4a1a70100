"""The head of everything that is printed: title, where the numbers came from, start, changes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from goldenbridge import __version__
from goldenbridge.game.compile import Compiled
from goldenbridge.report.layout import QUIET, sides, wrapped


def heading(compiled: Compiled, title: str, width: int, more: str = "") -> Iterator[Text]:
    """Title beside engine and hash (below it where there is no room), start, changed values."""
    told = f"engine {__version__} · scenario {compiled.hash[:8]}"
    together = f"{told} · {more}" if more else told
    if len(title) + 2 + len(together) <= width:
        yield sides(title, together, width, "bold")
    else:
        yield from wrapped(title, width, style="bold")
        yield from wrapped(together, width, style=QUIET)
    if start := where(compiled):
        yield from wrapped(start, width, hanging="  ")
    if changed := compiled.scenario.changed:
        values = ", ".join(f"{path} = {value:g}" for path, value in changed.items())
        yield from wrapped(f"Changed from the file: {values}", width, hanging="  ")
    yield Text("─" * width, style=QUIET)


def where(compiled: Compiled) -> str:
    """Where a run starts that does not start at the cut-off, and what its author says of that."""
    place = compiled.where
    if not place.label:
        return ""
    known = compiled.scenario.document.starts.get(place.label.partition(", ")[0])
    about = f" {known.about}" if known and known.about else ""
    return f"Start: {place.label}, {place.day.day} {place.day:%B %Y}.{about}"

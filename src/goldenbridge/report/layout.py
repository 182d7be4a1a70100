"""Lines of text in a given width: two edges, wrapping, columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.text import Text

QUIET = "dim"
LEAST = 24
"""Columns below which nothing is folded further."""


def sides(left: str, right: str, width: int, style: str = "") -> Text:
    """Two texts at the two edges of a line; the right one goes where there is no room."""
    room = width - len(left) - len(right)
    line = Text(left, style=style)
    if right and room >= 2:
        line.append(" " * room, style="not bold")
        line.append(right, style=f"not bold {QUIET}")
    return line


def wrapped(
    text: str, width: int, indent: str = "", hanging: str | None = None, style: str = ""
) -> Iterator[Text]:
    """A paragraph folded to the width; `hanging` indents all lines but the first."""
    later = indent if hanging is None else hanging
    for line in textwrap.wrap(
        text, max(LEAST, width), initial_indent=indent, subsequent_indent=later,
        break_long_words=False, break_on_hyphens=False,
    ):  # fmt: skip
        yield Text(line, style=style)


def beside(label: str, text: str, width: int, column: int, style: str = "") -> Iterator[Text]:
    """A label and, from a column on, a paragraph; below the label where there is little room."""
    if column > width // 2:
        yield from wrapped(label, width, "  ", "    ")
        yield from wrapped(text, width, "      ", style=style)
        return
    first, *more = list(wrapped(text, width - column)) or [Text()]
    yield Text(f"  {label}".ljust(column)).append(first.plain, style=style)
    for line in more:
        yield Text(" " * column).append(line.plain, style=style)

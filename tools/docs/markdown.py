"""The few shapes of Markdown that the generated pages use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by `make docs` from the code; edit the code instead. -->"


def cell(text: str) -> str:
    """Text that cannot end a table's cell and is not taken for HTML."""
    return " ".join(text.replace("|", "\\|").split()).replace("<", "&lt;")


def code(text: str) -> str:
    """Text as code, inside a table too."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table whose cells are Markdown already."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]


def whole(lines: Iterable[str]) -> str:
    """A page's text, with the note that it is generated on top."""
    return "\n".join([GENERATED, "", *lines]).rstrip() + "\n"

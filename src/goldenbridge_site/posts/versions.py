"""Versions of a text and what changed between two of them."""

import difflib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Version:
    """One state of a text."""

    number: int
    when: datetime
    title: str
    body: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is the same, added or removed."""

    kind: str
    text: str


def of(thing: Any) -> list[Version]:
    """The versions of a post or reply, newest first, from its history.

    Rows that repeat a version (a status changed, not the text) are left out.
    """
    found: dict[int, Version] = {}
    for row in thing.history.order_by("history_date", "history_id"):
        number = row.version
        if number not in found:
            title = getattr(row, "title", "")
            found[number] = Version(number, row.history_date, title, row.body)
    return sorted(found.values(), key=lambda version: -version.number)


def compare(before: str, after: str) -> list[Piece]:
    """Word by word: what stayed, what was removed, what was added."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    pieces = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(new[j1:j2])))
    return pieces

"""Versions of a text and what changed between two of them."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
STEPS = 10_000_000
"""About a second of comparing on a slow machine."""


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
    """What stayed, what was removed, what was added: by paragraphs, and inside them by words.

    Comparing takes, at worst, as many steps as the longer list times the shorter one squared, and
    anybody may open a history. After `STEPS` of them what still differs is shown as a whole.
    """
    made: list[Piece] = []
    room = STEPS
    for old, new in _aligned(_LINES.findall(before), _LINES.findall(after), room // 10):
        if old == new:
            made.append(Piece("same", "".join(old)))
            continue
        old_words, new_words = _WORDS.findall("".join(old)), _WORDS.findall("".join(new))
        for removed, added in _aligned(old_words, new_words, room):
            if removed == added:
                made.append(Piece("same", "".join(removed)))
                continue
            made += [Piece("removed", "".join(removed))] if removed else []
            made += [Piece("added", "".join(added))] if added else []
        room = max(0, room - _cost(old_words, new_words))
    return made


def _aligned(old: list[str], new: list[str], room: int) -> Iterator[tuple[list[str], list[str]]]:
    """Stretches of both lists side by side: equal ones, and what stands between them."""
    head, tail = _same_ends(old, new)
    if head:
        yield old[:head], new[:head]
    old_rest, new_rest = old[head : len(old) - tail], new[head : len(new) - tail]
    if _cost(old_rest, new_rest) > room:
        yield old_rest, new_rest
    else:
        matcher = difflib.SequenceMatcher(a=old_rest, b=new_rest, autojunk=False)
        for _kind, i1, i2, j1, j2 in matcher.get_opcodes():
            yield old_rest[i1:i2], new_rest[j1:j2]
    if tail:
        yield old[len(old) - tail :], new[len(new) - tail :]


def _same_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many items both lists share at the beginning, and of the rest at the end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return head, tail


def _cost(old: list[str], new: list[str]) -> int:
    """Steps that comparing both lists can take at worst, their equal ends left out."""
    ends = sum(_same_ends(old, new))
    n, m = len(old) - ends, len(new) - ends
    return n * m * min(n, m)

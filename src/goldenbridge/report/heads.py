"""Heads of a table's columns, some of which share a head above their own."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the head that it shares with its neighbours (or none), its width."""

    head: str
    group: str
    width: int


def heads(columns: Sequence[Column], gap: int) -> Iterator[str]:
    """The heads over as many lines as they need, own heads at the right, shared ones centred."""
    under = max((_depth(c) for c in columns if c.group), default=0)
    blocks = [
        block
        for group, members in groupby(columns, key=lambda column: column.group)
        for block in (_shared(list(members), group, gap, under) if group else _own(members, gap))
    ]
    depth = max(len(block) for block in blocks)
    for row in range(depth):
        yield "".join(
            block[row - depth] if row >= depth - len(block) else " " * len(block[0])
            for block in blocks
        )


def _depth(column: Column) -> int:
    return len(textwrap.wrap(column.head, column.width))


def _own(members: Iterator[Column], gap: int) -> Iterator[list[str]]:
    for column in members:
        words = textwrap.wrap(column.head, column.width)
        yield [" " * gap + f"{word:>{column.width}}" for word in words]


def _shared(members: list[Column], group: str, gap: int, under: int) -> Iterator[list[str]]:
    """The columns of a shared head as one block."""
    own = list(_own(iter(members), gap))
    rows = []
    for row in range(-under, 0):
        rows.append("".join(c[row] if len(c) >= -row else " " * len(c[0]) for c in own))
    inner = sum(column.width + gap for column in members) - gap
    above = [" " * gap + f"{words:^{inner}}" for words in textwrap.wrap(group, inner)]
    yield [*above, *rows]

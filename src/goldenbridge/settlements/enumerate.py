"""Packages in order: number to levels and back, excluded combinations skipped.

The last issue varies fastest. Exclusions are followed by a small automaton: while the issues are
read from the left, a state says which entries may still match; `turn` leads from a state and a
level to the next state (or out), `below` counts the packages with a lower level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goldenbridge.settlements.issues import Ints, Terms

Levels = npt.NDArray[np.uint8]
Entry = tuple[tuple[int, int], ...]

OUT = -1
MOST = 2**62


@dataclass(frozen=True, eq=False)
class Listing:
    """The full list of packages, without holding it. J issues; issue j has L_j levels.

    sizes  (J,) number of levels
    turn   per issue (states, L_j): the next state, OUT if an exclusion matches
    below  per issue (states, L_j + 1): packages with a lower level from here; last: all of them
    """

    sizes: tuple[int, ...]
    turn: tuple[Ints, ...]
    below: tuple[Ints, ...]

    def __len__(self) -> int:
        return int(self.below[0][0, -1])

    def levels(self, numbers: npt.ArrayLike) -> Levels:
        """(N, J) levels of the packages with these numbers, each in 0 ... len - 1."""
        left = np.array(numbers, dtype=np.int64)
        state = np.zeros(left.shape, dtype=np.int64)
        chosen = np.empty((left.size, len(self.sizes)), dtype=np.uint8)
        for j, size in enumerate(self.sizes):
            level = np.zeros_like(left)
            for step in range(1, size):
                level += self.below[j][state, step] <= left
            left -= self.below[j][state, level]
            state = self.turn[j][state, level]
            chosen[:, j] = level
        return chosen

    def numbers(self, levels: npt.ArrayLike) -> Ints:
        """(N,) numbers of packages given by levels (N, J); OUT for an excluded one."""
        chosen = np.asarray(levels, dtype=np.int64)
        state = np.zeros(len(chosen), dtype=np.int64)
        number = np.zeros(len(chosen), dtype=np.int64)
        for j in range(len(self.sizes)):
            number += np.where(state == OUT, 0, self.below[j][state, chosen[:, j]])
            state = np.where(state == OUT, OUT, self.turn[j][state, chosen[:, j]])
        return np.where(state == OUT, OUT, number)

    def chunks(self, size: int = 1 << 16) -> Iterator[tuple[Ints, Levels]]:
        """All packages in order, `size` at a time: their numbers and levels."""
        for start in range(0, len(self), size):
            numbers = np.arange(start, min(start + size, len(self)))
            yield numbers, self.levels(numbers)


def listing(terms: Terms) -> Listing:
    """The full list of these terms' packages."""
    return list_combinations(terms.sizes, terms.excluded)


def list_combinations(sizes: tuple[int, ...], excluded: tuple[Entry, ...] = ()) -> Listing:
    """A listing of issues with these numbers of levels, read from the left."""
    turns, alive = [], [frozenset(range(len(excluded)))]
    wanted = [dict(entry) for entry in excluded]
    ends = [max(entry) for entry in wanted]
    for j, size in enumerate(sizes):
        known: dict[frozenset[int], int] = {}
        turn = np.empty((len(alive), size), dtype=np.int64)
        for at, entries in enumerate(alive):
            for level in range(size):
                still = frozenset(e for e in entries if wanted[e].get(j, level) == level)
                matched = any(ends[e] == j for e in still)
                turn[at, level] = OUT if matched else known.setdefault(still, len(known))
        if not known:
            raise ValueError("the exclusions leave no package at all")
        turns.append(turn)
        alive = list(known)
    return Listing(sizes, tuple(turns), _count(sizes, turns))


def _count(sizes: tuple[int, ...], turns: list[Ints]) -> tuple[Ints, ...]:
    product = 1
    for size in sizes:
        product *= size
    if product > MOST:
        raise ValueError(f"{product:.1e} combinations of terms are more than can be numbered")
    below: list[Ints] = []
    ahead = np.ones(len(turns[-1]) * sizes[-1], dtype=np.int64)
    for turn in reversed(turns):
        counts = np.where(turn == OUT, 0, ahead[turn])
        start = np.zeros((len(turn), 1), dtype=np.int64)
        below.append(np.concatenate([start, counts.cumsum(axis=1)], axis=1))
        ahead = below[-1][:, -1]
    return tuple(reversed(below))

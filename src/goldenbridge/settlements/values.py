"""What packages are worth and how they look. Model, sections 3 and 4.

    honour_j(k) = clip(base_j + what chosen levels add, 0, 1), and 1 at the fallback
    u_i(k) = sum_j w_ij (honour_j actual_ij + (1 - honour_j) actual_ij(fallback))
    y_i(k) = sum_j w_ij shown_ij
    kept(k) = prod_j honour_j        delivered_i(k) = sum_j w_ij honour_j

Axes: P parties, N packages, J issues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from goldenbridge.settlements.enumerate import Levels
from goldenbridge.settlements.issues import NONE, Bools, Floats, Ints, Terms

DIGITS = 12
"""Products of strengths that agree to so many decimals are one security class."""


@dataclass(frozen=True, eq=False)
class Values:
    """Numbers of N packages.

    actual     (P, N) u, honour in
    apparent   (P, N) y, secrecy in
    kept       (N,)   chance that every term is kept
    delivered  (P, N) weighted honour
    security   (N,)   security class, 0 where no level names one
    front      (N,)   front level at which the peace starts, NONE where no level sets it
    penalty    (P, N) what a party pays that breaks the peace
    lapse      (N,)   base and what levels add, not clipped, lost faces not in
    """

    actual: Floats
    apparent: Floats
    kept: Floats
    delivered: Floats
    security: Ints
    front: Ints
    penalty: Floats
    lapse: Floats

    def only(self, kept: Bools | Ints) -> Values:
        """Some of the packages."""
        return Values(**{name: array[..., kept] for name, array in vars(self).items()})

    @classmethod
    def joined(cls, parts: Sequence[Values]) -> Values:
        """All packages of these, one part after the other."""
        names = vars(parts[0])
        return cls(
            **{name: np.concatenate([vars(p)[name] for p in parts], axis=-1) for name in names}
        )


def values(terms: Terms, levels: Levels) -> Values:
    """Values of the packages with these levels (N, J)."""
    chosen = np.ascontiguousarray(levels.T, dtype=np.int64)
    count = chosen.shape[1]
    sums = np.zeros((4, terms.parties, count))
    kept, lapse = np.ones(count), np.full(count, terms.lapse)
    for issue, level, fulfilled in zip(terms.issues, chosen, honours(terms, chosen), strict=True):
        worth = issue.worth
        behind = worth[:, [issue.fallback]]
        sums[0] += fulfilled * worth[:, level] + (1.0 - fulfilled) * behind
        sums[1] += issue.looks[:, level]
        sums[2] += issue.weights[:, None] * fulfilled
        kept *= fulfilled
        if issue.penalty.any():
            sums[3] += issue.penalty[:, level]
        if issue.adds_lapse.any():
            lapse += issue.adds_lapse[level]
    security, front = security_classes(terms, chosen), _named(terms, chosen, "front")
    return Values(sums[0], sums[1], kept, sums[2], security, front, sums[3], lapse)


def honours(terms: Terms, chosen: Ints) -> Iterator[Floats]:
    """Per issue (N,): the chance that its term is kept, in packages with levels (J, N)."""
    for j, issue in enumerate(terms.issues):
        total = np.full(chosen.shape[1], issue.honour)
        for other in terms.adders[j]:
            total += terms.issues[other].adds_honour[chosen[other], j]
        yield np.where(chosen[j] == issue.fallback, 1.0, np.clip(total, 0.0, 1.0))


def security_classes(terms: Terms, chosen: Ints) -> Ints:
    """(N,) security class of packages with levels (J, N); a row of `class_strengths` if any."""
    if not terms.by_strength:
        named = _named(terms, chosen, "security")
        return np.where(named == NONE, 0, named)
    number = np.zeros(chosen.shape[1], dtype=np.int64)
    for at, turn in _classes(terms)[1]:
        number = turn[number, chosen[at]]
    return number


def class_strengths(terms: Terms) -> Floats:
    """(C, 2) multipliers of every security class: row 0 is (1, 1), the others ascend.

    Every product that levels can make has a row, whether or not an exclusion rules it out.
    """
    return _classes(terms)[0]


@lru_cache(maxsize=16)
def _classes(terms: Terms) -> tuple[Floats, tuple[tuple[int, Ints], ...]]:
    """The strengths of every class, and how each issue that changes strengths turns one class
    into another: its place, and (classes before it, L).
    """
    table, turns = np.ones((1, 2)), []
    for at, issue in enumerate(terms.issues):
        if issue.strength is not None and (issue.strength != 1.0).any():
            table, turn = _multiply(table, issue.strength)
            turns.append((at, turn))
    return table, tuple(turns)


def _multiply(table: Floats, strength: Floats) -> tuple[Floats, Ints]:
    """All products of rows of `table` (C, 2) and `strength` (L, 2), and where each is, (C, L)."""
    products = (table[:, None, :] * strength[None, :, :]).round(DIGITS).reshape(-1, 2)
    with_none = np.concatenate([np.ones((1, 2)), products])
    distinct, where = np.unique(with_none, axis=0, return_inverse=True)
    where = where.reshape(-1)
    first = where[0]
    order = np.concatenate([[first], np.delete(np.arange(len(distinct)), first)])
    place = np.empty(len(distinct), dtype=np.int64)
    place[order] = np.arange(len(distinct))
    return distinct[order], place[where[1:]].reshape(len(table), len(strength))


def _named(terms: Terms, chosen: Ints, field: str) -> Ints:
    """(N,) what the levels (J, N) name in this field; two that do are a ValueError."""
    named = np.full(chosen.shape[1], NONE)
    for at, issue in enumerate(terms.issues):
        given: Ints = getattr(issue, field)
        if (given == NONE).all():
            continue
        here = given[chosen[at]]
        twice = np.flatnonzero((named != NONE) & (here != NONE))
        if twice.size:
            level = issue.levels[chosen[at, twice[0]]]
            raise ValueError(f"two levels of a package set its {field}; one is {level!r}")
        named = np.where(here == NONE, named, here)
    return named

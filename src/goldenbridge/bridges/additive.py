"""Domains in which what a package is worth is a sum over issues: frontier and points, exact.

Issue by issue: a partial package that another matches in every sum and betters in one can go, for
whatever completes the first completes the second as well. Of equal ones the lowest numbered stands
for all; `spelled_out` names the others. Sums are whole numbers in units of 1e-9, so equal means
equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldenbridge.bridges.points import UNITS, Floats, Ints, Points, points
from goldenbridge.kernels.pareto import pareto


@dataclass(frozen=True, eq=False)
class Frontier:
    """number (n,) of packages, the last issue fastest, ascending; units (n, P) their sums."""

    number: Ints
    units: Ints

    def points(self, disagreement: Floats) -> Points:
        """Bargaining points among these; places in `number`.

        All four points of the whole domain lie on its frontier, so these are they; of packages
        equal in value one stands for all.
        """
        return points(self.units / UNITS, disagreement)


def merged(tables: Sequence[Floats]) -> Frontier:
    """The frontier of all packages; tables (P, L) by issue: what each level is worth to each."""
    sizes = [table.shape[1] for table in tables]
    places = _places(sizes)
    order = sorted(range(len(tables)), key=lambda j: sizes[j])
    number = np.zeros(1, dtype=np.int64)
    units = np.zeros((1, tables[0].shape[0]), dtype=np.int64)
    for j in order:
        levels = _whole(tables[j])
        units = (units[:, None, :] + levels.T[None]).reshape(-1, units.shape[1])
        number = (number[:, None] + np.arange(sizes[j]) * places[j]).reshape(-1)
        by_number = np.argsort(number, kind="stable")
        units, number = units[by_number], number[by_number]
        kept = pareto(units)
        units, number = units[kept], number[kept]
    return Frontier(number, units)


def spelled_out(tables: Sequence[Floats], frontier: Frontier) -> Frontier:
    """The frontier with every package that equals one of it: the whole frontier, ties and all.

    Partial packages are followed as long as the sums of some package of the frontier are in reach.
    """
    places = _places([table.shape[1] for table in tables])
    whole = [_whole(table) for table in tables]
    most = np.cumsum([table.max(axis=1) for table in whole[::-1]], axis=0)[::-1]
    least = np.cumsum([table.min(axis=1) for table in whole[::-1]], axis=0)[::-1]
    nothing = np.zeros_like(most[:1])
    most, least = np.concatenate([most[1:], nothing]), np.concatenate([least[1:], nothing])
    target = np.arange(len(frontier.units))
    left, number = frontier.units.copy(), np.zeros(len(target), dtype=np.int64)
    for j, table in enumerate(whole):
        left = (left[:, None, :] - table.T[None]).reshape(-1, left.shape[1])
        number = (number[:, None] + np.arange(table.shape[1]) * places[j]).reshape(-1)
        target = np.repeat(target, table.shape[1])
        near = ((left <= most[j]) & (left >= least[j])).all(axis=1)
        left, number, target = left[near], number[near], target[near]
    order = np.argsort(number, kind="stable")
    return Frontier(number[order], frontier.units[target[order]])


def listed(tables: Sequence[Floats]) -> Frontier:
    """The same from the list of all packages: for checking, and where they are few."""
    columns = []
    for party in range(tables[0].shape[0]):
        sums = np.zeros(1, dtype=np.int64)
        for table in tables:
            sums = (sums[:, None] + _whole(table[party])).reshape(-1)
        columns.append(sums)
    left = _thinned(columns)
    units = np.stack([column[left] for column in columns], axis=1)
    kept = pareto(units)
    return Frontier(left[kept], units[kept])


def _thinned(columns: Sequence[Ints]) -> Ints:
    """Places of the points that none of a few strong points betters; a quick first sieve."""
    left = np.arange(len(columns[0]))
    here = list(columns)
    for favoured in range(-1, len(columns)):
        key = here[0].copy() if favoured != 0 else 3 * here[0]
        for party, column in enumerate(here[1:], start=1):
            key += column if favoured != party else 3 * column
        best = int(key.argmax())
        above = np.zeros(len(left), dtype=np.bool_)
        same = np.ones(len(left), dtype=np.bool_)
        for column in here:
            above |= column > column[best]
            same &= column == column[best]
        above |= same
        left = left[above]
        here = [column[above] for column in here]
    return left


def _whole(table: Floats) -> Ints:
    return np.rint(np.asarray(table) * UNITS).astype(np.int64)


def _places(sizes: Sequence[int]) -> list[int]:
    """What one level of each issue adds to the number of a package."""
    places = [1]
    for size in reversed(sizes[1:]):
        places.append(places[-1] * size)
    return places[::-1]

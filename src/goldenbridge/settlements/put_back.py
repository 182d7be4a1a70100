"""Packages to put back where a party would like the peace broken by another. Model, section 5.

A survivor of the merging is *exceptional* if in some phase and cell a party that pays a penalty or
cannot break has R_i > H_i: then a package that is worse but sooner broken may be worth more to that
party. Every package of such a group that no unexceptional survivor weakly dominates is put back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.kernels.pareto import any_above
from goldenbridge.settlements.enumerate import listing
from goldenbridge.settlements.issues import Bools, Ints
from goldenbridge.settlements.merge import Packages, combination_numbers, with_numbers
from goldenbridge.settlements.partial import (
    Step,
    expand,
    follow,
    in_searching_order,
    leads_to,
    most_ahead,
    only,
    rounded,
    steps,
)

CHUNK = 1 << 16
"""So many partial packages are extended at a time."""


def put_back(merged: Packages, exceptional: Bools) -> Packages:
    """The merged packages and those that exceptional ones (N,) make necessary.

    Of packages equal in u and y the lowest numbered is put back. Nothing changes where everything
    was listed, where peace cannot break, or where no survivor is exceptional.
    """
    if not (merged.merged and merged.grouped and exceptional.any()):
        return merged
    terms = merged.terms
    walk = steps(terms, in_searching_order(terms), grouped=True)
    end, sums = follow(walk, merged.levels)
    opened = only(walk, end[exceptional])
    guards = _guards(end[~exceptional], rounded(sums[~exceptional]), len(opened))
    number = _unguarded(walk, opened, guards)
    return with_numbers(merged, combination_numbers(listing(terms), number))


@dataclass(frozen=True, eq=False)
class _Guards:
    """Unexceptional survivors: whatever one of them weakly dominates needs no putting back.

    points  (N, 2P) sums in units of 1e-12, those of a group together, by falling total
    start   (G + 1,) where each group starts
    """

    points: Ints
    start: Ints


def _guards(group: Ints, points: Ints, groups: int) -> _Guards:
    order = np.lexsort((-points.sum(axis=1), group))
    start = np.searchsorted(group[order], np.arange(groups + 1))
    return _Guards(points[order], start)


def _unguarded(walk: list[Step], opened: Bools, guards: _Guards) -> Ints:
    """Combinations of the opened groups that no guard weakly dominates, one of each kind."""
    reach, most = leads_to(walk, opened), most_ahead(walk, opened)
    certain = _certain_group(walk, opened)
    state, number = np.zeros((2, 1), dtype=np.int64)
    sums = np.zeros((1, walk[0].adds.shape[2]))
    for at, step in enumerate(walk, start=1):
        pieces = []
        for start in range(0, len(state), CHUNK):
            part = slice(start, start + CHUNK)
            turned, added, counted = expand(step, state[part], sums[part], number[part])
            alive = np.flatnonzero(reach[at][turned])
            best = rounded(added[alive] + most[at][turned[alive]])
            group = certain[at][turned[alive]]
            guarded = any_above(best, group, guards.points, guards.start)
            alive = alive[~guarded]
            pieces.append((turned[alive], added[alive], counted[alive]))
        state, sums, number = (np.concatenate(column) for column in zip(*pieces, strict=True))
        kept = _distinct(state, rounded(sums), number)
        state, sums, number = state[kept], sums[kept], number[kept]
    return number


def _certain_group(walk: list[Step], opened: Bools) -> list[Ints]:
    """Per step, and after the last: (S,) the only opened group a state leads to, or -1."""
    low = [np.where(opened, np.arange(len(opened)), len(opened))]
    high = [np.where(opened, np.arange(len(opened)), -1)]
    for step in reversed(walk):
        out = step.turn == -1
        low.append(np.where(out, len(opened), low[-1][step.turn]).min(axis=1))
        high.append(np.where(out, -1, high[-1][step.turn]).max(axis=1))
    pairs = zip(reversed(low), reversed(high), strict=True)
    return [np.where(least == most, least, -1) for least, most in pairs]


def _distinct(state: Ints, points: Ints, number: Ints) -> Ints:
    """Places of the lowest numbered among partial packages with the same state and sums."""
    if not len(state):
        return np.zeros(0, dtype=np.int64)
    order = np.lexsort((number, *points.T, state))
    columns = np.column_stack([state, points])[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (columns[1:] != columns[:-1]).any(axis=1)
    return order[first]

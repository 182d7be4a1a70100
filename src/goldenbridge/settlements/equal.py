"""Packages that a merged package stands for: equal in every u_i and y_i and in the same group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goldenbridge.settlements.enumerate import Levels, listing
from goldenbridge.settlements.issues import Floats, Ints
from goldenbridge.settlements.merge import Packages, combination_numbers
from goldenbridge.settlements.partial import (
    Step,
    expand,
    follow,
    in_searching_order,
    most_ahead,
    only,
    rounded,
    steps,
)

SLACK = 1e-10
"""Wider than the rounding of sums, so that the bounds below never lose an equal package."""


def same_as(packages: Packages, k: int) -> Ints:
    """Numbers, in the full list, of packages left out because package k has the same values.

    Ascending; empty where nothing was merged. They differ from k at most in what is only reported
    (kept, delivered). Partial packages are followed as long as k's sums are within reach.
    """
    if not packages.merged:
        return np.zeros(0, dtype=np.int64)
    terms = packages.terms
    walk = steps(terms, in_searching_order(terms), grouped=packages.grouped)
    number, sums, target = near(walk, packages.levels[[k]])
    same = (rounded(sums) == rounded(target)).all(axis=1)
    return np.setdiff1d(combination_numbers(listing(terms), number[same]), packages.number)


def near(walk: Sequence[Step], levels: Levels) -> tuple[Ints, Floats, Floats]:
    """Packages whose sums are those of one with levels (1, J), but for rounding.

    Returns their numbers among all combinations, their sums (N, D), and that one's (1, D).
    """
    end, target = follow(walk, levels)
    ends = only(walk, end)
    most, least = most_ahead(walk, ends), most_ahead(walk, ends, -1.0)
    state, number = np.zeros((2, 1), dtype=np.int64)
    sums = np.zeros_like(target)
    for at, step in enumerate(walk, start=1):
        state, sums, number = expand(step, state, sums, number)
        reach = (sums + most[at][state] >= target - SLACK).all(axis=1)
        reach &= (sums - least[at][state] <= target + SLACK).all(axis=1)
        state, sums, number = state[reach], sums[reach], number[reach]
    return number, sums, target

"""Which points no other point makes superfluous.

A point is dropped if another is at least as high in every coordinate and higher in one, or equal in
all and lower numbered. Model, section 5 ("lossless reductions").

Nothing is sorted inside compiled code, where a sort takes seconds to compile: points come in an
order in which whatever dominates a point stands before it, or are put into buckets.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def _first_above(points, at, held, kept):
    """Place in held[:kept] of a point weakly above points[at]; kept if there is none."""
    size = points.shape[1]
    for place in range(kept):
        other = held[place]
        d = 0
        while d < size and points[other, d] >= points[at, d]:
            d += 1
        if d == size:
            return place
    return kept


@njit(cache=True)
def sorted_fronts(points, group, number, held):
    """Keep what is undominated in its group; points of a group stand together, by falling sum.

    points  (N, D) coordinates, whole numbers
    group   (N,)   group of each point, ascending
    number  (N,)   among equal points of a group the lowest number is kept
    held    (N,)   room for the places of the points kept
    Returns how many are kept; their places stand at the start of `held`.
    """
    done = 0
    kept = 0
    for at in range(points.shape[0]):
        if at == 0 or group[at] != group[at - 1]:
            done += kept
            kept = 0
        window = held[done:]
        place = _first_above(points, at, window, kept)
        if place == kept:
            window[kept] = at
            kept += 1
            continue
        above = window[place]
        same = True
        for d in range(points.shape[1]):
            same = same and points[above, d] == points[at, d]
        if same and number[at] < number[above]:
            window[place] = at
    return done + kept


@njit(cache=True)
def _guarded(points, group, guards, start, found):
    for at in range(points.shape[0]):
        if group[at] < 0:
            continue
        for other in range(start[group[at]], start[group[at] + 1]):
            d = 0
            while d < points.shape[1] and guards[other, d] >= points[at, d]:
                d += 1
            if d == points.shape[1]:
                found[at] = True
                break


def any_above(points, group, guards, start):
    """(N,) whether a guard of the point's group is at least as high in every coordinate.

    points  (N, D) whole numbers
    group   (N,)   group of each point; with -1 the answer is no
    guards  (M, D) those of group g stand in guards[start[g] : start[g + 1]]
    """
    found = np.zeros(len(points), dtype=np.bool_)
    _guarded(points, group, guards, start, found)
    return found

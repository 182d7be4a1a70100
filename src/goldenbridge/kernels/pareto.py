"""Which points no other point makes superfluous.

A point is dropped if another is at least as high in every coordinate and higher in one, or equal in
all and lower numbered. Model, section 5 ("lossless reductions").

Nothing is sorted inside compiled code, where a sort takes seconds to compile: points come in an
order in which whatever dominates a point stands before it, or are put into buckets by one number
that a dominating point cannot have lower: the first coordinate or the sum.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BUCKETS = 4096
NOTHING = -(2**63) + 1


def pareto(points: Ints) -> Bools:
    """(N,) which of the points (N, P), whole numbers, are kept."""
    points = np.asarray(points, dtype=np.int64)
    everywhere = np.ones((1, len(points)), dtype=np.bool_)
    kept = np.zeros(len(points), dtype=np.bool_)
    kept[pareto_cells(points.T, everywhere)[0]] = True
    return kept


def pareto_cells(units: Ints, allowed: Bools) -> list[Ints]:
    """For each row of `allowed` the numbers of the points kept among those allowed, ascending.

    units    (P, N) whole numbers, W in units of 1e-9; sums over P below 2^62
    allowed  (R, N) which points are there in each of R cells
    """
    units = np.ascontiguousarray(units, dtype=np.int64)
    allowed = np.ascontiguousarray(allowed, dtype=np.bool_)
    parties, count = units.shape
    if count == 0:
        return [np.zeros(0, dtype=np.int64) for _ in allowed]
    held = np.empty(allowed.shape, dtype=np.int64)
    kept = np.empty(len(allowed), dtype=np.int64)
    bucket = np.empty(count, dtype=np.int64)
    if parties == 2:
        fill_buckets(units[0], bucket)
        above, first = np.empty((2, BUCKETS), dtype=np.int64)
        left, after = np.arange(count), np.empty(count, dtype=np.int64)
        everywhere = allowed.all(axis=0)
        fronts_of_two(units, everywhere, allowed, bucket, left, above, first, after, held, kept)
        return [row[:size].copy() for row, size in zip(held, kept, strict=True)]
    fill_buckets(units.sum(axis=0), bucket)
    order = np.argsort(bucket, kind="stable")
    points = units.T.copy()
    fronts_in_order(points, allowed, bucket, order, np.empty_like(points), held, kept)
    return [np.sort(row[:size]) for row, size in zip(held, kept, strict=True)]


@compiled
def fill_buckets(
    key: given.Ints1,
    bucket: given.Ints1,
):
    """Bucket of each point, 0 ... BUCKETS - 1: never higher for a higher key."""
    low, high = key[0], key[0]
    for k in range(key.shape[0]):
        if key[k] < low:
            low = key[k]
        if key[k] > high:
            high = key[k]
    shift = 0
    while (high - low) >> shift >= BUCKETS:
        shift += 1
    for k in range(key.shape[0]):
        bucket[k] = (high - key[k]) >> shift


@inner
def fill_above(units, allowed, left, count, bucket, above):
    """Highest second coordinate, among those of left[:count] allowed, in buckets above each."""
    for b in range(BUCKETS):
        above[b] = NOTHING
    for place in range(count):
        k = left[place]
        if allowed[k] and units[1, k] > above[bucket[k]]:
            above[bucket[k]] = units[1, k]
    most = NOTHING
    for b in range(BUCKETS):
        here = above[b]
        above[b] = most
        if here > most:
            most = here


@compiled
def fronts_of_two(
    units: given.Ints2,
    everywhere: given.Bools1,
    allowed: given.Bools2,
    bucket: given.Ints1,
    left: given.Ints1,
    above: given.Ints1,
    first: given.Ints1,
    after: given.Ints1,
    held: given.Ints2,
    kept: given.Ints1,
):
    """Fronts in two coordinates; buckets are by the first.

    A point is dominated from another bucket if and only if one with a higher first coordinate has
    a second at least as high; what is left is compared inside its bucket. Points allowed in all
    cells thin out the list before the cells are looked at one by one.

    everywhere    (N,)       allowed in every row of `allowed`
    left          (N,)       all points in order; room for those left
    above, first  (BUCKETS,) highest second coordinate above a bucket, and one point in it
    after         (N,)       the next point in the bucket
    """
    fill_above(units, everywhere, left, left.shape[0], bucket, above)
    most = 0
    for k in range(left.shape[0]):
        if units[1, k] > above[bucket[k]]:
            left[most] = k
            most += 1
    for r in range(allowed.shape[0]):
        fill_above(units, allowed[r], left, most, bucket, above)
        for place in range(most):
            first[bucket[left[place]]] = -1
        count = 0
        for place in range(most):
            k = left[place]
            if allowed[r, k] and units[1, k] > above[bucket[k]]:
                held[r, count] = k
                count += 1
                after[k] = first[bucket[k]]
                first[bucket[k]] = k
        size = 0
        for place in range(count):
            k = held[r, place]
            other = first[bucket[k]]
            while other >= 0:
                u, v = units[0, other] - units[0, k], units[1, other] - units[1, k]
                if u >= 0 and v >= 0 and (u > 0 or v > 0 or other < k):
                    break
                other = after[other]
            if other < 0:
                held[r, size] = k
                size += 1
        kept[r] = size


@compiled
def fronts_in_order(
    points: given.Ints2,
    allowed: given.Bools2,
    bucket: given.Ints1,
    order: given.Ints1,
    window: given.Ints2,
    held: given.Ints2,
    kept: given.Ints1,
):
    """Fronts in any number of coordinates; points (N, P) come in `order`, by buckets of the sum.

    window  (N, P) room for the points kept so far, side by side
    """
    parties = points.shape[1]
    for r in range(allowed.shape[0]):
        size, fixed, now = 0, 0, -1
        for place in range(order.shape[0]):
            k = order[place]
            if not allowed[r, k]:
                continue
            if bucket[k] != now:
                fixed, now = size, bucket[k]
            if _is_covered(window, size, points, k, parties):
                continue
            last = size
            size = fixed
            for other in range(fixed, last):
                if not _is_over(points, k, window, other, parties):
                    for i in range(parties):
                        window[size, i] = window[other, i]
                    held[r, size] = held[r, other]
                    size += 1
            for i in range(parties):
                window[size, i] = points[k, i]
            held[r, size] = k
            size += 1
        kept[r] = size


@inner
def _is_over(points, k, others, other, parties):
    """Whether points[k] is at least as high as others[other] in every coordinate."""
    for i in range(parties):  # noqa: SIM110
        if points[k, i] < others[other, i]:
            return False
    return True


@inner
def _is_covered(window, size, points, k, parties):
    """Whether one of window[:size] is at least as high as points[k] in every coordinate."""
    for other in range(size):  # noqa: SIM110
        if _is_over(window, other, points, k, parties):
            return True
    return False


@compiled
def sorted_fronts(
    points: given.Ints2,
    group: given.Ints1,
    number: given.Ints1,
    held: given.Ints1,
):
    """Keep what is undominated in its group; points of a group stand together, by falling sum.

    points  (N, D) coordinates, whole numbers
    group   (N,)   group of each point, ascending
    number  (N,)   among equal points of a group the lowest number is kept
    held    (N,)   out: the places of the points kept
    Returns how many are kept.
    """
    size = points.shape[1]
    done, kept = 0, 0
    for at in range(points.shape[0]):
        if at == 0 or group[at] != group[at - 1]:
            done += kept
            kept = 0
        place = done
        while place < done + kept and not _is_over(points, held[place], points, at, size):
            place += 1
        if place == done + kept:
            held[place] = at
            kept += 1
        elif number[at] < number[held[place]] and _is_over(points, at, points, held[place], size):
            held[place] = at
    return done + kept


@compiled
def _mark_guarded(
    points: given.Ints2,
    sums: given.Ints1,
    group: given.Ints1,
    guards: given.Ints2,
    totals: given.Ints1,
    start: given.Ints1,
    found: given.Bools1,
):
    for at in range(points.shape[0]):
        if group[at] < 0:
            continue
        for other in range(start[group[at]], start[group[at] + 1]):
            if totals[other] < sums[at]:
                break
            if _is_over(guards, other, points, at, points.shape[1]):
                found[at] = True
                break


def any_above(points: Ints, group: Ints, guards: Ints, start: Ints) -> Bools:
    """(N,) whether a guard of the point's group is at least as high in every coordinate.

    points  (N, D) whole numbers
    group   (N,)   group of each point; with -1 the answer is no
    guards  (M, D) those of group g stand in guards[start[g] : start[g + 1]], by falling sum
    """
    found = np.zeros(len(points), dtype=np.bool_)
    sums, totals = points.sum(axis=1), guards.sum(axis=1)
    _mark_guarded(points, sums, group, guards, totals, start, found)
    return found

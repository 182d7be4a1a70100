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
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BUCKETS = 4096
PAIR_BUCKETS = 512
"""For two coordinates: as many as stay near."""
CROWD = 64
"""Points in a bucket that are quickly sorted by insertion."""


def pareto(points: Ints) -> Bools:
    """(N,) which of the points (N, P), whole numbers, are kept."""
    points = np.asarray(points, dtype=np.int64)
    everywhere = np.ones((1, len(points)), dtype=np.bool_)
    kept = np.zeros(len(points), dtype=np.bool_)
    kept[pareto_cells(points.T, everywhere)[0]] = True
    return kept


def pareto_cells(units: Ints | Floats, allowed: Bools) -> list[Ints]:
    """For each row of `allowed` the numbers of the points kept among those allowed, ascending.

    units    (P, N) whole numbers, W in units of 1e-9, below 2^53
    allowed  (R, N) which points are there in each of R cells
    """
    allowed = np.ascontiguousarray(allowed, dtype=np.bool_)
    parties, count = units.shape
    if count == 0:
        return [np.zeros(0, dtype=np.int64) for _ in allowed]
    if parties == 2:
        pairs = np.ascontiguousarray(units, dtype=np.float64)
        left = thinned(pairs, np.asarray(allowed.all(axis=0)))
        fronts = lines(np.take(pairs, left, axis=1), np.take(allowed, left, axis=1))
        return [np.sort(left[places]) for places in fronts]
    units = np.ascontiguousarray(units, dtype=np.int64)
    held = np.empty(allowed.shape, dtype=np.int64)
    kept = np.empty(len(allowed), dtype=np.int64)
    bucket = np.empty(count, dtype=np.int64)
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
    """Bucket of each point, 0 … BUCKETS − 1: never higher for a higher key."""
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


def thinned(units: Floats, everywhere: Bools) -> Ints:
    """Numbers of points left after a first look: all that any cell may keep, and more.

    units (P, N) whole numbers; everywhere (N,) allowed in every cell that is asked about. In two
    coordinates they come with the first falling, as `lines` wants them; of more all are left.
    """
    count = units.shape[1]
    if len(units) != 2 or not count:
        return np.arange(count)
    low, high = float(units[0].min()), float(units[0].max())
    left, some, bucket = np.empty((3, count), dtype=np.int64)
    above, place = np.empty(PAIR_BUCKETS), np.zeros(PAIR_BUCKETS + 1, dtype=np.int64)
    size, sorted_too = thin_two(units, everywhere, low, high, left, some, bucket, above, place)
    left = left[:size]
    return left if sorted_too else left[np.argsort(-units[0, left], kind="stable")]


def lines(units: Floats, allowed: Bools) -> list[Ints]:
    """As `pareto_cells` for points of two coordinates that come with the first falling.

    What is kept stays in that order; of equal points the one that comes first is kept.
    """
    held = np.empty(allowed.shape, dtype=np.int64)
    kept = np.empty(len(allowed), dtype=np.int64)
    fill_lines(units, allowed, held, kept)
    return [row[:size].copy() for row, size in zip(held, kept, strict=True)]


@compiled
def fill_lines(
    units: given.Floats2,
    allowed: given.Bools2,
    held: given.Ints2,
    kept: given.Ints1,
):
    """Fronts of points (2, N) with the first coordinate falling, by row of allowed (R, N).

    Such a point is kept if its second coordinate is higher than all before it; one that came before
    with the same first coordinate then goes.
    """
    first, second = units[0], units[1]
    for r in range(allowed.shape[0]):
        here = allowed[r]
        front = held[r]
        size = 0
        for k in range(first.shape[0]):
            if not here[k]:
                continue
            if size > 0:
                last = front[size - 1]
                if second[k] <= second[last]:
                    continue
                if first[last] == first[k]:
                    size -= 1
            front[size] = k
            size += 1
        kept[r] = size


@compiled
def thin_two(
    units: given.Floats2,
    everywhere: given.Bools1,
    low: given.Float,
    high: given.Float,
    left: given.Ints1,
    some: given.Ints1,
    bucket: given.Ints1,
    above: given.Floats1,
    place: given.Ints1,
):
    """Leave out points below one that is allowed everywhere and higher in the first coordinate.

    low, high   of the first coordinate
    left (N,)   out: numbers of the points left, the first coordinate falling, then by number
    some, bucket (N,), above (buckets,), place (buckets+1,) all 0: room
    Returns how many are left, and whether they are in order: if most share a bucket, sorting them
    is left to others, and they come by bucket, then by number.
    """
    first, second = units[0], units[1]
    scale = (above.shape[0] - 1) / (high - low) if high > low else 0.0
    for k in range(first.shape[0]):
        bucket[k] = int((high - first[k]) * scale)
    for b in range(above.shape[0]):
        above[b] = -np.inf
    for k in range(first.shape[0]):
        if everywhere[k] and second[k] > above[bucket[k]]:
            above[bucket[k]] = second[k]
    most = -np.inf
    for b in range(above.shape[0]):
        here = above[b]
        above[b] = most
        most = max(most, here)
    count = 0
    for k in range(first.shape[0]):
        some[count] = k
        count += int(second[k] > above[bucket[k]])
    for at in range(count):
        place[bucket[some[at]] + 1] += 1
    for b in range(above.shape[0]):
        place[b + 1] += place[b]
    for at in range(count):
        k = some[at]
        left[place[bucket[k]]] = k
        place[bucket[k]] += 1
    crowd = 0
    for b in range(above.shape[0]):
        crowd = max(crowd, place[b] - (place[b - 1] if b > 0 else 0))
    if crowd > CROWD:
        return count, False
    for at in range(1, count):
        k = left[at]
        to = at
        while to > 0 and first[left[to - 1]] < first[k]:
            left[to] = left[to - 1]
            to -= 1
        left[to] = k
    return count, True


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

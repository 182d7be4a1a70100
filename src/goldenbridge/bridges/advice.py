"""Weights: which package comes first under open weights, and the weight at which that flips.

A score is Σ weight·z, z running from 0 at the worst to 1 at the best of the packages no other
betters. Weights add to 1; turning one up turns the others down in proportion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from goldenbridge.bridges.search import Front
from goldenbridge.game.game import Bools, Floats, Ints

TIE = 1e-12


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest weight of a yardstick at which another package comes first.

    place  of that package in the front; `weight` from 0 to 1
    """

    yardstick: str
    weight: float
    place: int


@dataclass(frozen=True, eq=False)
class Advice:
    """The front in the order of its scores; ties by number.

    order   (n,) places in the front, best first; scores (n,) in the order of the front
    weights (Y,) adding to 1; worst, best (Y,) ends of each yardstick's scale
    flips   for each yardstick, the nearest below and above its weight, where there is one
    """

    front: Front
    order: Ints
    scores: Floats
    weights: Floats
    worst: Floats
    best: Floats
    flips: tuple[Flip, ...]


def advice(front: Front, weights: Mapping[str, float] | None = None) -> Advice:
    """Order the front by weights, all equal where none are given.

    Raises ValueError for a yardstick that is not in use, and for weights that are none.
    """
    share = _weights(front, weights or {})
    count = len(front.places)
    if not count:
        nothing = np.zeros(0)
        none = np.zeros(0, dtype=np.int64)
        return Advice(front, none, nothing, share, nothing, nothing, ())
    signs = np.array([one.sign for one in front.yardsticks])
    signed = front.values * signs
    worst, best = signed.min(axis=0), signed.max(axis=0)
    span = np.where(best > worst, best - worst, 1.0)
    scale = (signed - worst) / span
    scores = scale @ share
    order = np.lexsort((np.arange(count), -np.round(scores, 12)))
    first = int(order[0])
    flips = [
        flip
        for y in range(len(share))
        for flip in _flips(front, scale, share, y, first)
    ]  # fmt: skip
    return Advice(front, order, scores, share, worst * signs, best * signs, tuple(flips))


def _weights(front: Front, given: Mapping[str, float]) -> Floats:
    keys = [one.key for one in front.yardsticks]
    for key, weight in given.items():
        if key not in keys:
            raise ValueError(f"`{key}` is not among the yardsticks in use: {', '.join(keys)}")
        if not 0.0 <= weight < np.inf:
            raise ValueError(f"the weight of `{key}` is {weight:g}; it must be 0 or more")
    weights = np.array([given.get(key, 0.0 if given else 1.0) for key in keys])
    if weights.sum() <= 0.0:
        raise ValueError("all weights are 0; at least one must be more")
    return np.asarray(weights / weights.sum())


def _flips(front: Front, scale: Floats, share: Floats, y: int, first: int) -> list[Flip]:
    """Roots of the lead of others over the first, along the weight of yardstick y."""
    rest = np.delete(share, y)
    others = np.full(len(rest), 1.0 / len(rest)) if rest.sum() <= 0.0 else rest / rest.sum()
    remaining = np.delete(scale, y, axis=1) @ others
    at_zero = remaining - remaining[first]
    slope = scale[:, y] - scale[first, y] - at_zero
    with np.errstate(divide="ignore", invalid="ignore"):
        root = -at_zero / slope
    key = front.yardsticks[y].key
    found = []
    for above in (False, True):
        can: Bools = (slope > TIE) if above else (slope < -TIE)
        can &= (root >= share[y] - TIE) if above else (root <= share[y] + TIE)
        can &= (root > TIE) & (root < 1.0 - TIE)
        if can.any():
            nearest = np.where(can, root if above else -root, np.inf)
            tied = np.flatnonzero(nearest <= nearest.min() + TIE)
            place = int(tied[np.abs(slope[tied]).argmax()])
            found.append(Flip(key, float(np.clip(root[place], 0.0, 1.0)), place))
    return found

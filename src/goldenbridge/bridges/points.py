"""Points of negotiation theory on a finite acceptable set, for any number of parties.

Nash (1950), Kalai and Smorodinsky (1975), egalitarian (Kalai 1977) and utilitarian points. W and
the disagreement point d are rounded to 1e-9; a package is acceptable if W ≥ d − 5e-10 for every
party; gains are W − d. Every package that ties is reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goldenbridge.kernels.pareto import pareto

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

UNITS = 1e9
TIE = 1e-12
"""Ratios and products that differ by less than this part are equal."""


@dataclass(frozen=True, eq=False)
class Points:
    """Package numbers, ascending; all empty where nothing is acceptable.

    ideal  (P,) the most each party could gain among acceptable packages
    """

    acceptable: Ints
    frontier: Ints
    nash: Ints
    kalai_smorodinsky: Ints
    egalitarian: Ints
    utilitarian: Ints
    ideal: Floats


def points(worth: Floats, disagreement: Floats) -> Points:
    """Bargaining points of packages worth (N, P), with disagreement (P,)."""
    units = np.rint(np.asarray(worth) * UNITS).astype(np.int64)
    gains = units - np.rint(np.asarray(disagreement) * UNITS).astype(np.int64)
    acceptable = np.flatnonzero((gains >= 0).all(axis=1))
    if not len(acceptable):
        none = np.zeros(0, dtype=np.int64)
        nothing = np.zeros(gains.shape[1])
        return Points(none, none, none, none, none, none, nothing)
    here = gains[acceptable]
    ideal = here.max(axis=0)
    able = ideal > 0
    return Points(
        acceptable=acceptable,
        frontier=acceptable[frontier(units[acceptable])],
        nash=acceptable[_nash(here)],
        kalai_smorodinsky=acceptable[_leximin(here[:, able] / ideal[able])],
        egalitarian=acceptable[_leximin(here.astype(np.float64))],
        utilitarian=acceptable[np.flatnonzero(here.sum(axis=1) == here.sum(axis=1).max())],
        ideal=ideal / UNITS,
    )


def frontier(units: Ints) -> Bools:
    """(N,) which points (N, D), whole numbers, no other betters; equal points are all on it."""
    kept = pareto(units)
    if len(units) == int(kept.sum()):
        return kept
    mixed = np.random.default_rng(0).integers(1, 2**62, units.shape[1], dtype=np.int64) | 1
    key = (units * mixed).sum(axis=1)
    places = np.flatnonzero(kept)
    order = places[np.argsort(key[places], kind="stable")]
    for k in np.flatnonzero(~kept & np.isin(key, key[places])):
        at = np.searchsorted(key[order], key[k])
        while at < len(order) and key[order[at]] == key[k]:
            if (units[order[at]] == units[k]).all():
                kept[k] = True
            at += 1
    return kept


def _nash(gains: Ints) -> Ints:
    """Most parties with a positive gain, then the largest product of the positive gains."""
    winners = (gains > 0).sum(axis=1)
    product = np.where(gains > 0, gains / UNITS, 1.0).prod(axis=1)
    product[winners < winners.max()] = -1.0
    return np.flatnonzero(product >= product.max() * (1.0 - TIE))


def _leximin(gains: Floats) -> Ints:
    """The lexicographically largest list of gains sorted ascending, ties within 1e-12 relative."""
    left = np.arange(len(gains))
    ascending = np.sort(gains, axis=1)
    for column in ascending.T:
        best = column[left].max()
        left = left[column[left] >= best - TIE * abs(best)]
    return left

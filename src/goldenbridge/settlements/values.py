"""What packages are worth and how they look. Model, sections 3 and 4.

    honour_j(k) = clip(base_j + what chosen levels add, 0, 1), and 1 at the fallback
    u_i(k) = sum_j w_ij (honour_j actual_ij + (1 - honour_j) actual_ij(fallback))
    y_i(k) = sum_j w_ij shown_ij
    kept(k) = prod_j honour_j        delivered_i(k) = sum_j w_ij honour_j

Axes: P parties, N packages, J issues.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.settlements.enumerate import Levels
from goldenbridge.settlements.issues import NONE, Floats, Ints, Terms

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


def values(terms: Terms, levels: Levels) -> Values:
    """Values of the packages with these levels (N, J)."""
    chosen = levels.astype(np.int64)
    shape = (terms.parties, len(chosen))
    actual, apparent = np.zeros(shape), np.zeros(shape)
    delivered, penalty = np.zeros(shape), np.zeros(shape)
    kept, lapse = np.ones(len(chosen)), np.full(len(chosen), terms.lapse)
    for j, issue in enumerate(terms.issues):
        level = chosen[:, j]
        kept_j = honour(terms, chosen, j)
        weight = issue.weights[:, None]
        behind = issue.actual[:, [issue.fallback]]
        actual += weight * (kept_j * issue.actual[:, level] + (1.0 - kept_j) * behind)
        apparent += weight * issue.shown[:, level]
        delivered += weight * kept_j
        kept *= kept_j
        penalty += issue.penalty[:, level]
        lapse += issue.adds_lapse[level]
    security = security_classes(terms, chosen)
    return Values(
        actual, apparent, kept, delivered, security, fronts(terms, chosen), penalty, lapse
    )


def honour(terms: Terms, chosen: Ints, j: int) -> Floats:
    """(N,) chance that the term on issue j is kept, in packages with these levels (N, J)."""
    issue = terms.issues[j]
    total = np.full(len(chosen), issue.honour)
    for at, other in enumerate(terms.issues):
        if other.adds_honour[:, j].any():
            total += other.adds_honour[chosen[:, at], j]
    kept = np.clip(total, 0.0, 1.0)
    return np.where(chosen[:, j] == issue.fallback, 1.0, kept)


def fronts(terms: Terms, chosen: Ints) -> Ints:
    """(N,) the front level that a package sets, or NONE; two that set it are a ValueError."""
    return _named(terms, chosen, "front")


def security_classes(terms: Terms, chosen: Ints) -> Ints:
    """(N,) the security class of each package; rows of `class_strengths` if made of strengths."""
    if not terms.by_strength:
        named = _named(terms, chosen, "security")
        return np.where(named == NONE, 0, named)
    table = class_strengths(terms)
    pairs = strengths(terms, chosen)
    order = {tuple(pair): number for number, pair in enumerate(table.tolist())}
    distinct, where = np.unique(pairs, axis=0, return_inverse=True)
    numbers = np.array([order[tuple(pair)] for pair in distinct.tolist()], dtype=np.int64)
    return numbers[where.reshape(-1)]


def strengths(terms: Terms, chosen: Ints) -> Floats:
    """(N, 2) products of the multipliers on attacker and defender, to DIGITS decimals."""
    product = np.ones((len(chosen), 2))
    for at, issue in enumerate(terms.issues):
        if issue.strength is not None and (issue.strength != 1.0).any():
            product = (product * issue.strength[chosen[:, at]]).round(DIGITS)
    return product


def class_strengths(terms: Terms) -> Floats:
    """(C, 2) multipliers of every security class: row 0 is (1, 1), the others ascend.

    Every product that levels can make has a row, whether or not an exclusion rules it out.
    """
    pairs = np.ones((1, 2))
    for issue in terms.issues:
        if issue.strength is not None and (issue.strength != 1.0).any():
            products = pairs[:, None, :] * issue.strength[None, :, :]
            pairs = np.unique(products.round(DIGITS).reshape(-1, 2), axis=0)
    plain = (pairs == 1.0).all(axis=1)
    return np.concatenate([np.ones((1, 2)), pairs[~plain]])


def _named(terms: Terms, chosen: Ints, field: str) -> Ints:
    named = np.full(len(chosen), NONE)
    for at, issue in enumerate(terms.issues):
        given: Ints = getattr(issue, field)
        if (given == NONE).all():
            continue
        here = given[chosen[:, at]]
        twice = np.flatnonzero((named != NONE) & (here != NONE))
        if twice.size:
            level = issue.levels[chosen[twice[0], at]]
            raise ValueError(f"two levels of a package set its {field}; one is {level!r}")
        named = np.where(here == NONE, named, here)
    return named

"""The packages a game is played over: all of them, or merged issue by issue. Model, section 5.

A package is dropped if another of its group is at least as good and looks at least as good to every
party: then its W is nowhere higher. Groups (security class, front, penalties, lapse added) matter
only where peace can break. Among packages equal in all of it the lowest numbered stands for the
others, which `same_as` lists.

A worth that falls as an ending looks better (a fate with falling slope) breaks this, so then
everything is listed; the caller tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from goldenbridge.kernels.pareto import sorted_fronts
from goldenbridge.settlements.enumerate import OUT, Levels, Listing, listing
from goldenbridge.settlements.issues import Floats, Ints, Terms
from goldenbridge.settlements.partial import expand, in_merging_order, rounded, steps
from goldenbridge.settlements.values import Values, class_strengths, values

LIMIT = 50_000
"""More combinations than this are merged."""


@dataclass(frozen=True, eq=False)
class Packages:
    """N packages that stand for all that were listed. J issues, P parties.

    terms    what they were made from
    levels   (N, J) level of each issue
    number   (N,)   number in the full list, ascending
    values   their numbers, see `Values`; each array has N packages along its last axis
    listed   how many packages the full list has, exclusions skipped
    merged   False: these are all of them
    grouped  whether groups were told apart, because peace can break
    classes  (C, 2) multipliers on attacker and defender by security class, where levels hold
             multipliers; (1, 2) ones where levels name classes by number or none
    """

    terms: Terms
    levels: Levels
    number: Ints
    values: Values
    listed: int
    merged: bool
    grouped: bool
    classes: Floats

    def __len__(self) -> int:
        return len(self.number)

    def find(self, levels: Sequence[int]) -> int | None:
        """Place of the package with exactly these levels, None if it is not among these."""
        place = np.flatnonzero((self.levels == np.asarray(levels)).all(axis=1))
        return int(place[0]) if place.size else None


def packages(
    terms: Terms,
    *,
    grouped: bool,
    monotone: bool = True,
    named: Sequence[Sequence[int]] = (),
    limit: int = LIMIT,
) -> Packages:
    """Packages of these terms, merged if there are more than `limit` combinations.

    grouped   peace can break, so only packages of one group are compared; then the packages that
              `put_back` asks for must be put back once class passes are known
    monotone  no leader in any phase has a fate that falls with a better look
    named     levels (J,) of packages that are always kept; an excluded one is a ValueError
    """
    rows = listing(terms)
    _refuse_excluded(terms, rows, named)
    if terms.combinations <= limit or not monotone:
        number = np.arange(len(rows))
        return _gather(terms, rows, number, merged=False, grouped=grouped)
    number = np.union1d(_merge(terms, rows, grouped), _numbers(rows, named))
    return _gather(terms, rows, number, merged=True, grouped=grouped)


def with_numbers(kept: Packages, number: Ints) -> Packages:
    """The same packages and those with these numbers of the full list besides."""
    number = np.union1d(kept.number, number)
    if len(number) == len(kept):
        return kept
    rows = listing(kept.terms)
    return _gather(kept.terms, rows, number, merged=kept.merged, grouped=kept.grouped)


def combination_numbers(rows: Listing, number: Ints) -> Ints:
    """Numbers in the full list of combinations numbered without skipping the excluded."""
    return rows.numbers(np.stack(np.unravel_index(number, rows.sizes), axis=1))


def _merge(terms: Terms, rows: Listing, grouped: bool) -> Ints:
    state = np.zeros(1, dtype=np.int64)
    sums = np.zeros((1, 2 * terms.parties))
    number = np.zeros(1, dtype=np.int64)
    for step in steps(terms, in_merging_order(terms), grouped=grouped):
        state, sums, number = expand(step, state, sums, number)
        kept = _undominated(state, sums, number)
        state, sums, number = state[kept], sums[kept], number[kept]
    return combination_numbers(rows, number)


def _undominated(state: Ints, sums: Floats, number: Ints) -> Ints:
    """Places of the partial packages that no other in the same state makes superfluous."""
    points = rounded(sums)
    order = np.lexsort((-points.sum(axis=1), state))
    held = np.empty(len(order), dtype=np.int64)
    kept = sorted_fronts(points[order], state[order], number[order], held)
    return order[held[:kept]]


def _gather(
    terms: Terms, rows: Listing, number: Ints, *, merged: bool, grouped: bool, size: int = 1 << 16
) -> Packages:
    parts = [number[at : at + size] for at in range(0, len(number), size)] or [number]
    levels = np.concatenate([rows.levels(part) for part in parts])
    pieces = [values(terms, levels[at : at + size]) for at in range(0, max(len(number), 1), size)]
    joined = {
        name: np.concatenate([getattr(piece, name) for piece in pieces], axis=-1)
        for name in vars(pieces[0])
    }
    return Packages(
        terms=terms,
        levels=levels,
        number=number,
        values=replace(pieces[0], **joined),
        listed=len(rows),
        merged=merged,
        grouped=grouped,
        classes=class_strengths(terms),
    )


def _numbers(rows: Listing, named: Sequence[Sequence[int]]) -> Ints:
    return rows.numbers(np.array(named, dtype=np.int64).reshape(len(named), len(rows.sizes)))


def _refuse_excluded(terms: Terms, rows: Listing, named: Sequence[Sequence[int]]) -> None:
    for levels, number in zip(named, _numbers(rows, named), strict=True):
        if number == OUT:
            words = ", ".join(terms.names(levels))
            raise ValueError(f"the package {words} combines terms that are excluded")

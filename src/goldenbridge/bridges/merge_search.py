"""Beyond what can be listed: merging issue by issue, exact for yardsticks that rise with u and y.

Within a group (security class, front, penalties, lapse added) everybody's W, every vote at home and
every yardstick but an author's own rise with u and y. So a partial package goes where another of
the same state matches it in every u_i and y_i, and in each of the author's yardsticks, which are
sums over issues. What exclusions and honour tie together is kept apart by the state.

Of packages equal in all of it the lowest numbered stands for the others; `alike` finds them again.

It fails only where a party that pays for a breach, or cannot break the peace, would like it broken
by another (model, section 5); whether some package left is of that kind is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.bridges.listing import restricted
from goldenbridge.bridges.yardsticks import weighted
from goldenbridge.game.game import Bools, Floats, Ints
from goldenbridge.kernels.pareto import sorted_fronts
from goldenbridge.settlements.enumerate import OUT, Levels, Listing, listing
from goldenbridge.settlements.equal import near
from goldenbridge.settlements.issues import Terms
from goldenbridge.settlements.merge import combination_numbers
from goldenbridge.settlements.partial import (
    Step,
    follow,
    in_searching_order,
    rounded,
)

Table = list[Floats | None]


def merge(walk: Sequence[Step], rows: Listing, tables: Sequence[Table] = ()) -> Ints:
    """Numbers, ascending, of packages that stand for all that this walk allows.

    tables  further sums, each by issue (L,) or None, in which a package must be matched too
    """
    state, number = np.zeros((2, 1), dtype=np.int64)
    sums = np.zeros((1, walk[0].adds.shape[2] + len(tables)))
    for step in walk:
        more = np.zeros((step.turn.shape[1], len(tables)))
        for column, table in enumerate(tables):
            given = table[step.issue]
            if given is not None:
                more[:, column] = given
        state, sums, number = _expand(step, more, state, sums, number)
        kept = _undominated(state, sums, number)
        state, sums, number = state[kept], sums[kept], number[kept]
    return np.sort(combination_numbers(rows, number))


def _expand(
    step: Step, more: Floats, state: Ints, sums: Floats, number: Ints
) -> tuple[Ints, Floats, Ints]:
    turned = step.turn[state].reshape(-1)
    width = step.adds.shape[2]
    wide = np.broadcast_to(more, (len(state), *more.shape))
    adds = np.concatenate([step.adds[state], wide], axis=2)
    added = (sums[:, None, :] + adds).reshape(len(turned), width + more.shape[1])
    counted = (number[:, None] + step.places).reshape(-1)
    allowed = turned != OUT
    return turned[allowed], added[allowed], counted[allowed]


def _undominated(state: Ints, sums: Floats, number: Ints) -> Ints:
    points = rounded(sums)
    order = np.lexsort((-points.sum(axis=1), state))
    held = np.empty(len(order), dtype=np.int64)
    kept = sorted_fronts(points[order], state[order], number[order], held)
    return order[held[:kept]]


def alike(
    terms: Terms,
    levels: Levels,
    tables: Sequence[Table] = (),
    fixed: Mapping[str, str] | None = None,
) -> Ints:
    """Numbers of all packages equal in value to one with levels (J,), itself among them; ascending.

    Equal in every u_i and y_i, in the group and in the further sums; they may differ in wording
    and in what is only reported. Partial packages are followed as long as the sums are in reach.
    """
    walk, _ = restricted(terms, in_searching_order(terms), fixed)
    number, _sums, target = near(walk, levels[None])
    found = listing(terms).levels(combination_numbers(listing(terms), np.sort(number)))
    same = (rounded(follow(walk, found)[1]) == rounded(target)).all(axis=1)
    for table in tables:
        same &= rounded(weighted(table, found)) == rounded(weighted(table, levels[None]))
    return listing(terms).numbers(found[same])


def wished_broken(ground: Ground, packages: Valued) -> Bools:
    """(N,) whether a party that pays for a breach or cannot break would like the peace broken."""
    game, worth = ground.game, packages.worth
    found = np.zeros(len(packages), dtype=np.bool_)
    if game.new_war is None:
        return found
    for m in range(game.phases):
        for i in range(game.parties):
            held_back = (packages.values.penalty[i] > 0) | ~game.can_break[m, i]
            if held_back.any():
                least = worth.rows[worth.row_of[m, :, i]].min(axis=0)
                found |= held_back & (worth.renewed[m, i, worth.start] > least)
    return found

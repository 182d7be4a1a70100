"""Every package that could be signed, out of all of them: partial packages, dropped by bounds.

Exact: a partial package goes only if no way to complete it can meet a necessary condition. What is
left is valued like any other package, and judged by that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from goldenbridge.bridges.bounds import Need, renewed_of
from goldenbridge.game.game import Floats
from goldenbridge.settlements.enumerate import OUT, Levels
from goldenbridge.settlements.issues import Terms
from goldenbridge.settlements.partial import (
    Step,
    expand,
    groups,
    in_searching_order,
    leads_to,
    most_ahead,
)

MOST = 3_000_000
"""Partial packages held at once at most; beyond it packages are merged issue by issue."""


def candidates(
    needed: Need, fixed: Mapping[str, str] | None = None, most: int = MOST
) -> Levels | None:
    """Levels (N, J), in number order, of packages that could meet the need; None: too many.

    fixed  issue → level that packages must hold; a wrong name is a ValueError
    """
    ground = needed.acceptance.ground
    terms = ground.terms
    walk, ends = restricted(terms, in_searching_order(terms), fixed)
    everywhere = np.ones(len(ends), dtype=np.bool_)
    ahead = most_ahead(walk, everywhere)
    alive = leads_to(walk, everywhere)
    least = _least_ahead(walk, needed.kept(renewed_of(ground, ends)))
    state, number = np.zeros((2, 1), dtype=np.int64)
    sums = np.zeros((1, 2 * terms.parties))
    bounded = _rising(needed)
    for at, step in enumerate(walk, start=1):
        if len(state) * len(step.places) > most:
            return None
        state, sums, number = expand(step, state, sums, number)
        left = alive[at][state]
        if bounded:
            reach = (sums[left] + ahead[at][state[left]]).T
            parties = terms.parties
            able = needed.possible(reach[:parties], reach[parties:], least[at][:, :, state[left]])
            left[left] = able
        state, sums, number = state[left], sums[left], number[left]
    chosen = np.unravel_index(np.sort(number), terms.sizes)
    return np.stack(chosen, axis=1).astype(np.uint8)


def restricted(
    terms: Terms, order: Sequence[int], fixed: Mapping[str, str] | None = None
) -> tuple[list[Step], Floats]:
    """The choices in this order with some levels fixed, and the groups they end in."""
    allowed = _levels(terms, fixed or {})
    walk, ends = groups(terms, order)
    return [_only(step, allowed[step.issue]) for step in walk], ends


def _rising(needed: Need) -> bool:
    """Whether H rises with a better look for every leader: then bounds on sums bound H."""
    return bool((needed.acceptance.ground.game.leaders.fate_slope >= 0.0).all())


def _levels(terms: Terms, fixed: Mapping[str, str]) -> list[list[int]]:
    """Per issue, which levels packages may hold."""
    names = [issue.name for issue in terms.issues]
    for name in fixed:
        if name not in names:
            raise ValueError(f"no issue is called `{name}`; there are {', '.join(names)}")
    found = []
    for issue in terms.issues:
        level = fixed.get(issue.name)
        if level is not None and level not in issue.levels:
            raise ValueError(
                f"issue `{issue.name}` has no level `{level}`; it has {', '.join(issue.levels)}"
            )
        held = range(len(issue.levels)) if level is None else [issue.levels.index(level)]
        found.append(list(held))
    return found


def _only(step: Step, levels: list[int]) -> Step:
    """The same choice with only these levels."""
    if len(levels) == len(step.places):
        return step
    turn = np.full_like(step.turn, OUT)
    turn[:, levels] = step.turn[:, levels]
    return Step(step.issue, turn, step.adds, step.places)


def _least_ahead(walk: list[Step], kept: Floats) -> list[Floats]:
    """Per step, and after the last: (M, P, S) the least that any end state in reach needs."""
    least = [kept]
    for step in reversed(walk):
        onward = least[-1][:, :, step.turn]
        least.append(np.where(step.turn == OUT, np.inf, onward).min(axis=3))
    return least[::-1]

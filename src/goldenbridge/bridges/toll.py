"""What it costs in lives if a package is signed in a week: deaths before it, and after it.

Before: in the wars that still go on in that week, every death from now on, under the true
parameters. After: where the peace breaks, the deaths of the new war until its end (model, sections
4 and 6), however late it comes; `within` tells the part of them up to a period. Once a peace
stands nobody dies of this war.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.ground import Valued
from goldenbridge.bridges.moves import moves
from goldenbridge.forecast.renewed import amount_of_new_war
from goldenbridge.game.game import Floats, Game

DEATHS = "deaths"


def deaths_before(acceptance: Acceptance) -> float:
    """Deaths expected from now until the week, in the wars that still go on in it.

    Σ_t Σ_s (mass that fights in t) · rate · (chance to be still at war in the week), over the mass
    still at war in the week.
    """
    game, forward = acceptance.ground.game, acceptance.ground.forward
    rate, week = game.rates[game.rate_names.index(DEATHS)], acceptance.number
    lived = rate[game.ended < 0]
    if not week or np.ptp(lived) == 0.0:
        return week * float(lived[0]) if week else 0.0
    alive = np.repeat((game.ended < 0)[None].astype(np.float64), game.phases, axis=0)
    total = 0.0
    for t in reversed(range(week)):
        goes_on = _still_at_war(game, alive)
        fights = forward.solution.fights[t]
        total += float((forward.mass[t] * fights * rate * goes_on).sum())
        alive = fights * goes_on
    return total / acceptance.week.total


def _still_at_war(game: Game, alive: Floats) -> Floats:
    """(M, S) chance, for a war fought this week, of what `alive` (M, S) says of the next."""
    truth, shape = game.parties, (game.phases, *game.shape)
    ahead = alive.reshape(shape)
    for k in reversed(range(len(game.shape))):
        up, down = moves(game, truth, k)
        axis = k + 1
        rise, fall = np.diff(ahead, axis=axis, append=0.0), -np.diff(ahead, axis=axis, prepend=0.0)
        _edge(rise, axis, -1)
        _edge(fall, axis, 0)
        ahead = ahead + up * rise + down * fall
    found = game.survive * ahead.reshape(game.phases, -1)
    left = np.ones(game.states)
    for j, party in enumerate(game.bare.parties):
        if not game.leaders.present[0, j]:
            continue
        whole = sum(one.weight for one in party.successors)
        for k, one in enumerate(party.successors):
            into = game.successor_phase[j, k]
            share = one.weight / whole * (1.0 - one.ends)
            start = game.succession.state[into]
            found[0] += left * game.hazard[0, j] * share * alive[into, start]
        left = left * (1.0 - game.hazard[0, j])
    return found


def _edge(step: Floats, axis: int, end: int) -> None:
    """An outward move at an end means: stays."""
    at: list[slice | int] = [slice(None)] * step.ndim
    at[axis] = end
    step[tuple(at)] = 0.0


def deaths_after(acceptance: Acceptance, packages: Valued, within: int | None = None) -> Floats:
    """(N,) deaths expected in the new war, where the peace breaks, until its end.

    within  only those up to this period, counted from now
    """
    game = acceptance.ground.game
    total = np.zeros(len(packages))
    war = game.new_war
    if war is None:
        return total
    if within is not None:
        left = within - acceptance.number - war.respite
        if left <= 0:
            return total
        war = replace(war, periods=min(war.periods, left))
        game = replace(game, new_war=war)
    at = game.rate_names.index(DEATHS)
    levels = war.starts.shape[0]
    for m in np.flatnonzero(acceptance.places.sum(axis=1)):
        toll = np.zeros(war.classes * levels)
        for c in np.unique(packages.values.security):
            toll[c * levels : (c + 1) * levels] = amount_of_new_war(game, int(m), int(c), at)
        mine = acceptance.places[m] @ packages.worth.broken[m]
        total += mine * toll[packages.worth.start]
    return total


def lives(acceptance: Acceptance, packages: Valued) -> Floats:
    """(N,) expected deaths from now on, broken peace included."""
    return deaths_before(acceptance) + deaths_after(acceptance, packages)

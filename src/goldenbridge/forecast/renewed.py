"""What the new wars cost that follow deals which will break: deaths, displaced, destruction."""

from __future__ import annotations

import numpy as np

from goldenbridge.forecast.forward import Forward
from goldenbridge.game.game import Floats, Game
from goldenbridge.solve.renewed import reachable


def amount_of_new_war(game: Game, m: int, security: int, rate: int) -> Floats:
    """Expected amount of a new war under the true parameters, by level of the front: (L,)."""
    war = game.new_war
    if war is None:
        raise ValueError("the game has no new war: peace never breaks")
    reach = reachable(game, war, game.parties)
    return reach.pass_war(None, m * war.classes + security, game.rates[rate], 1.0, war.survive[m])


def rates_after(forward: Forward) -> Floats:
    """Amounts expected in the new wars that follow deals signed in each week: (rates, shown).

    Σ settled·q·(expected amount of the new war until its end), not discounted.
    """
    game, solution = forward.game, forward.solution
    after = np.zeros((len(game.rate_names), game.shown))
    war = game.new_war
    if war is None:
        return after
    levels = war.starts.shape[0]
    breaking = forward.breaks.sum(axis=0) > 0
    known: dict[tuple[int, int, int], Floats] = {}
    for column in np.flatnonzero(breaking):
        m, k = (int(x) for x in forward.columns[column])
        security, front = divmod(int(solution.worth.start[k]), levels)
        for r in range(len(game.rate_names)):
            key = (m, security, r)
            if key not in known:
                known[key] = amount_of_new_war(game, m, security, r)
            after[r] += forward.breaks[:, column] * known[key][front]
    return after

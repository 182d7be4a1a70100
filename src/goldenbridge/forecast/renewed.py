"""What the new wars cost that follow deals which will break: deaths, displaced, destruction."""

from __future__ import annotations

import numpy as np

from goldenbridge.forecast.forward import Forward, broken, tally
from goldenbridge.game.game import Floats, Game, Ints, NewWar
from goldenbridge.solve.renewed import reachable


def amount_of_new_war(game: Game, m: int, security: int, rate: int) -> Floats:
    """Expected amount of a new war under the true parameters, by level of the front: (L,)."""
    war = game.new_war
    if war is None:
        raise ValueError("the game has no new war: peace never breaks")
    pairs = np.array([[m, security]])
    return np.asarray(_amounts(game, war, pairs, np.array([rate]))[0, 0])


def _amounts(game: Game, war: NewWar, pairs: Ints, rates: Ints) -> Floats:
    """The same for phases and classes (n, 2) and several rates: (rates, n, L)."""
    reach = reachable(game, war, game.parties)
    wars = np.stack([pairs[:, 0], pairs[:, 0] * war.classes + pairs[:, 1]], axis=1)
    nothing, undiscounted = np.zeros_like(war.survive), np.ones(game.phases)
    return np.stack(
        [
            reach.pass_wars(
                wars,
                nothing,
                np.repeat(game.rates[rate][None], game.phases, axis=0),
                undiscounted,
                war.survive,
            )
            for rate in rates
        ]
    )


def rates_after(forward: Forward) -> Floats:
    """Amounts expected in the new wars that follow deals signed in each week: (rates, shown).

    Σ settled·q·(expected amount of the new war until its end), not discounted.
    """
    game, solution = forward.game, forward.solution
    war = game.new_war
    rates = np.arange(len(game.rate_names))
    breaking = forward.columns[forward.signed_breaks > 0]
    if war is None or not len(breaking) or not len(rates):
        return np.zeros((len(rates), game.shown))
    levels = len(war.starts)
    starts = solution.worth.start[breaking[:, 1]]
    pairs = np.unique(np.stack([breaking[:, 0], starts // levels], axis=1), axis=0)
    amounts = np.zeros((len(rates), game.phases, war.classes, levels))
    amounts[:, pairs[:, 0], pairs[:, 1]] = _amounts(game, war, pairs, rates)
    phase = np.repeat(np.arange(game.phases), game.cells.count)[:, None]
    start = solution.worth.start[solution.tables.kept]
    follows = amounts.reshape(len(rates), game.phases, -1)[:, phase, start]
    asked = np.moveaxis(broken(solution) * follows, 0, 2).copy()
    return np.ascontiguousarray(tally(solution, forward.wars, asked)[1].T)

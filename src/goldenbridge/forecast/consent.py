"""Who stands in the way: mass out of reach that one party's consent alone would open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.forecast.forward import Forward
from goldenbridge.game.game import Floats
from goldenbridge.kernels import consent as kernel
from goldenbridge.solve.tables import bargaining_tables


@dataclass(frozen=True, slots=True, eq=False)
class Consent:
    """Blocked-by figures (model, section 6); parts of different parties overlap.

    blocked  (P, shown)   mass out of reach that this party's consent alone would open
    price    (P, shown)   Σ mass × price over it; divided by `blocked`, the mean price
    nobody   (shown,)     mass out of reach that no single consent would open
    """

    blocked: Floats
    price: Floats
    nobody: Floats


def consent(forward: Forward) -> Consent:
    """Blocked-by and its price for every party and week shown."""
    solution = forward.solution
    game, weeks = solution.game, solution.game.shown
    blocked, price = np.zeros((2, game.parties, weeks))
    nobody = np.zeros(weeks)
    tables = [
        bargaining_tables(game, solution.worth, skipped=j, single=j) for j in range(game.parties)
    ]
    opened = np.zeros(game.states, dtype=np.uint8)
    for t in range(weeks):
        for m in range(game.phases):
            mass = forward.mass[t, m]
            if not mass.any():
                continue
            choice, expected = solution.choice[t, m], solution.expected[t, m]
            for j, table in enumerate(tables):
                mine, priced = kernel.lacking(
                    j, mass, expected, choice, game.cells.of_state, m * game.cells.count,
                    game.veto[m], table.worth, table.edges, table.sizes, table.orders,
                    table.masks, opened,
                )
                blocked[j, t] += mine
                price[j, t] += priced
            nobody[t] += kernel.out_of_reach(mass, choice, game.veto[m], opened)
    return Consent(blocked, price, nobody)

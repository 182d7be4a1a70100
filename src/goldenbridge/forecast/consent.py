"""Who stands in the way: mass out of reach that one party's consent alone would open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from goldenbridge.forecast.forward import Forward
from goldenbridge.game.game import Floats, Game
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
    opened = np.zeros((weeks, game.phases, game.states), dtype=np.bool_)
    for j in range(game.parties):
        table = bargaining_tables(game, solution.worth, skipped=j, single=j)
        if not table.counts.any():
            continue
        kernel.lacking(
            j,
            forward.mass,
            solution.within,
            solution.expected,
            game.cells.of_state,
            game.cells.count,
            game.veto,
            table.counts,
            table.worth,
            table.edges,
            table.sizes,
            table.orders,
            table.masks,
            opened,
            blocked[j],
            price[j],
            *_room(game),
        )
    kernel.out_of_reach(forward.mass, solution.within, opened, nobody)
    return Consent(blocked, price, nobody)


def _room(game: Game) -> tuple[np.ndarray[Any, Any], ...]:
    """Room for `kernel.lacking`: empty intervals around answers not yet known."""
    shape = (game.phases, game.parties, game.states)
    return (
        np.full(shape, np.inf),
        np.full(shape, -np.inf),
        np.zeros(shape, dtype=np.int16),
        np.full((game.phases, game.states), kernel.UNKNOWN, dtype=np.int16),
        np.zeros(game.parties, dtype=np.int64),
    )

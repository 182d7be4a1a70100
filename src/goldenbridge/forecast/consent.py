"""Who stands in the way: mass out of reach that one party's consent alone would open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from goldenbridge.forecast.forward import Forward
from goldenbridge.game.game import Floats, Game
from goldenbridge.kernels import consent as kernel
from goldenbridge.solve.tables import consent_tables


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
    solution, where, cells = forward.solution, forward.solution.reached, forward.game.cells
    game, kept, weeks = solution.game, solution.weeks, solution.game.shown
    blocked, price = np.zeros((2, game.parties, weeks))
    nobody = np.zeros(weeks)
    fought = where.ended < 0
    asked = np.zeros((game.phases, cells.count), dtype=np.bool_)
    asked[where.phase[fought], where.cell[fought]] = True
    tables = consent_tables(game, solution.worth, solution.tables, asked)
    row_of = tables.row.reshape(game.phases, game.parties, cells.count)
    for m, box in where.phases:
        part = where.part(m)
        wars = (part.start, part.stop, forward.wars, kept.within, kept.expected, where.cell)
        offered = (row_of[m], game.veto[m], tables.filled, tables.worth)
        if game.parties == 2:
            place = np.zeros((2, box.states), dtype=np.int16)
            kernel.lacking_of_two(*wars, *offered, blocked, price, nobody, place)
            continue
        kernel.lacking(
            *wars,
            *offered,
            tables.edges,
            tables.sizes,
            tables.orders,
            tables.masks,
            blocked,
            price,
            nobody,
            *_room(game, box.states),
        )
    return Consent(blocked, price, nobody)


def _room(game: Game, states: int) -> tuple[np.ndarray[Any, Any], ...]:
    """Room for `kernel.lacking`: empty intervals around answers not yet known."""
    shape = (states, game.parties, game.parties)
    return (
        np.full(shape, np.inf, dtype=np.float32),
        np.full(shape, -np.inf, dtype=np.float32),
        np.zeros(shape, dtype=np.int16),
        np.full(shape[:2], kernel.UNKNOWN, dtype=np.int16),
        np.zeros(game.parties, dtype=np.int64),
    )

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
    game = forward.game
    parts = [_in_phase(forward, m) for m in range(game.phases)]
    blocked, price, nobody = (np.sum(figures, axis=0) for figures in zip(*parts, strict=True))
    return Consent(blocked, price, nobody)


def _in_phase(forward: Forward, m: int) -> tuple[Floats, Floats, Floats]:
    """What phase m adds to `blocked`, `price` and `nobody`."""
    solution = forward.solution
    game, weeks, cells = solution.game, solution.game.shown, solution.game.cells
    blocked, price = np.zeros((2, game.parties, weeks))
    nobody = np.zeros(weeks)
    outside = forward.mass[:weeks, m] >= kernel.NEGLIGIBLE
    outside &= ~solution.within[:weeks, m]
    asked = np.zeros(cells.count, dtype=np.bool_)
    asked[cells.of_state[outside.any(axis=0)]] = True
    if not asked.any():
        return blocked, price, nobody
    tables = consent_tables(game, solution.worth, solution.tables, m, asked)
    kernel.lacking(
        m,
        forward.mass,
        solution.within,
        solution.expected,
        cells.of_state,
        cells.count,
        game.veto[m],
        tables.counts,
        tables.worth,
        tables.edges,
        tables.sizes,
        tables.orders,
        tables.masks,
        blocked,
        price,
        nobody,
        *_room(game),
    )
    return blocked, price, nobody


def _room(game: Game) -> tuple[np.ndarray[Any, Any], ...]:
    """Room for `kernel.lacking`: empty intervals around answers not yet known."""
    shape = (game.states, game.parties, game.parties)
    return (
        np.full(shape, np.inf, dtype=np.float32),
        np.full(shape, -np.inf, dtype=np.float32),
        np.zeros(shape, dtype=np.int16),
        np.full(shape[:2], kernel.UNKNOWN, dtype=np.int16),
        np.zeros(game.parties, dtype=np.int64),
    )

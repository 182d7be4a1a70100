"""Chances to move on the tracks, over the whole grid, as somebody sees them."""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Floats, Game


def moves(game: Game, believer: int, k: int) -> tuple[Floats, Floats]:
    """Chances to rise and fall on track k, over (M, n0, …); believer P: the truth."""
    operators, shape = game.operators, (game.phases, *game.shape)
    if k == 0:
        first = operators.first[:, believer]
        return operators.first_up[first].reshape(shape), operators.first_down[first].reshape(shape)

    def spread(rows: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Floats:
        moved = operators.rows[np.maximum(rows, 0)]
        return np.where((rows >= 0)[..., None], moved, 0.0).reshape(shape)

    return spread(operators.up[:, believer, :, k]), spread(operators.down[:, believer, :, k])

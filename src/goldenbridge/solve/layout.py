"""How states are laid out for the kernels: levels of the first track × the block of all others."""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Game, Ints


def blocks(game: Game) -> tuple[int, int]:
    """(n0, B)."""
    return game.shape[0], game.states // game.shape[0]


def strides(game: Game) -> Ints:
    """Distance in states between neighbouring levels of each track: (K,)."""
    sizes = np.array([*game.shape[1:], 1], dtype=np.int64)
    return np.ascontiguousarray(np.cumprod(sizes[::-1])[::-1])

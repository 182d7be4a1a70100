"""How states are laid out for the kernels: levels of the first track × the block of all others."""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Floats, Game, Ints


def blocks(game: Game) -> tuple[int, int]:
    """(n0, B)."""
    return game.shape[0], game.states // game.shape[0]


def strides(game: Game) -> Ints:
    """Distance in states between neighbouring levels of each track: (K,)."""
    sizes = np.array([*game.shape[1:], 1], dtype=np.int64)
    return np.ascontiguousarray(np.cumprod(sizes[::-1])[::-1])


REPEATED = 2048
"""Numbers in a row that comes several times over: few enough to stay near."""


def repeated(rows: Floats, levels: int) -> Floats:
    """Rows over a block (r, B) as rows over as many blocks as fit, at most all: (r, n·B)."""
    return np.tile(rows, max(1, min(levels, REPEATED // rows.shape[1])))


def alive(game: Game) -> tuple[int, int]:
    """Levels of the first track at which there may be war: from, to."""
    fought = np.flatnonzero((game.ended < 0).reshape(blocks(game)).any(axis=1))
    return int(fought[0]), int(fought[-1]) + 1

"""Some states with everything known of them, so that another implementation can find its error."""

from __future__ import annotations

from typing import Any

import numpy as np

from goldenbridge.game.bare import Beliefs, SecurityClass
from goldenbridge.game.forms import Grid
from goldenbridge.game.game import Game
from goldenbridge.game.operators import believed

MOST = 8


def sample_states(game: Game) -> list[dict[str, Any]]:
    """Up to 8 states of phase 0 that are not ends, spread evenly, the start state among them."""
    fought = np.flatnonzero(game.ended < 0)
    picked = fought[np.linspace(0, len(fought) - 1, min(MOST - 1, len(fought))).astype(int)]
    return [_sample(game, int(s)) for s in sorted({game.start, *picked.tolist()})]


def _sample(game: Game, s: int) -> dict[str, Any]:
    levels = [int(x) for x in np.unravel_index(s, game.shape)]
    return {
        "state": levels,
        "hazard": game.hazard[0, :, s].tolist(),
        "up_down_true": moves_at(game, Beliefs(), levels),
        "up_down_believed": [moves_at(game, p.beliefs, levels) for p in game.bare.parties],
        "flow": game.flow[0, :, s].tolist(),
    }


def moves_at(game: Game, beliefs: Beliefs, levels: list[int]) -> list[list[float]]:
    """[up, down] of every track at one state, outward moves included."""
    bare = game.bare
    grid = Grid([track.name for track in bare.tracks], game.shape, bare.levers)
    pairs = []
    for k in range(len(game.shape)):
        _, moves = believed(grid, bare, k, beliefs, SecurityClass())
        pairs.append([float(np.broadcast_to(x, game.shape)[tuple(levels)]) for x in moves()])
    return pairs

"""Room for the kernels to work in, allocated here: allocation takes long to compile."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.solve.layout import blocks
from goldenbridge.solve.tables import Small

Singles = npt.NDArray[np.float32]


class SweepRoom(NamedTuple):
    """In the order of the last arguments of `kernels.backward.sweep`.

    padded (M, P, S + 2B) holds V, at first V(T), with a block of 0 on either side; low and high
    (M, P, S) are empty intervals at first, so that every state that is not an end is decided.
    """

    spare: Floats
    padded: Floats
    rank: Small
    low: Singles
    high: Singles
    alpha: Floats
    beta: Floats
    choice: Small
    within: Bools
    mark: npt.NDArray[np.uint8]
    left_in: Ints
    one: Floats
    two: Floats
    first_worth: Floats
    now: Ints
    common: Ints
    chosen: Ints


def sweep_room(game: Game, words: int) -> SweepRoom:
    """Room for one backward sweep; `words` of the masks of its tables, all proposers together."""
    phases, parties, states = game.phases, game.parties, game.states
    levels, size = blocks(game)
    shape = (phases, parties, states)
    padded = np.zeros((phases, parties, states + 2 * size))
    padded[:, :, size : size + states] = game.horizon
    low = np.full(shape, np.inf, dtype=np.float32)
    low[:, :, game.ended >= 0] = -np.inf
    return SweepRoom(
        spare=np.empty(shape),
        padded=padded,
        rank=np.zeros((phases, states, parties), dtype=np.int16),
        low=low,
        high=np.full(shape, np.inf, dtype=np.float32),
        alpha=np.ones((phases, states)),
        beta=np.zeros(shape),
        choice=np.full((phases, parties + 1, states), -1, dtype=np.int16),
        within=np.zeros((phases, states), dtype=np.bool_),
        mark=np.zeros(states, dtype=np.uint8),
        left_in=np.zeros(levels, dtype=np.int64),
        one=np.zeros(states + 2 * size),
        two=np.zeros(states + 2 * size),
        first_worth=np.empty((parties, states)),
        now=np.zeros(parties, dtype=np.int64),
        common=np.zeros(words, dtype=np.int64),
        chosen=np.zeros(parties + 1, dtype=np.int64),
    )

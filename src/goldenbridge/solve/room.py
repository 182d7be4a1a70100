"""Room for the kernels to work in, allocated here: allocation takes long to compile."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.solve.box import Reached
from goldenbridge.solve.tables import Small

Singles = npt.NDArray[np.float32]


class SweepRoom(NamedTuple):
    """In the order of the last arguments of `kernels.backward.sweep`.

    spare (P, R) starts as V(T), which it stays in ended states; value, (P, S + 2B) by phase, holds
    V, at first V(T), with a block of 0 on either side; low and high (P, R) are empty intervals at
    first, so that every state that is not an end is decided.
    """

    spare: Floats
    value: Floats
    bordered: Ints
    rank: Small
    low: Singles
    high: Singles
    alpha: Floats
    beta: Floats
    choice: Small
    within: Bools
    mark: npt.NDArray[np.uint8]
    left_in: Ints
    places: Ints
    one: Floats
    two: Floats
    before: Floats
    now: Ints
    common: Ints
    chosen: Ints


def sweep_room(game: Game, where: Reached, words: int) -> SweepRoom:
    """Room for a backward sweep; `words` of the masks of its tables, all together."""
    parties, count = game.parties, where.count
    sizes = [parties * (box.states + 2 * box.blocks[1]) for _, box in where.phases]
    bordered = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    value = np.zeros(bordered[-1])
    low = np.full((parties, count), np.inf, dtype=np.float32)
    low[:, where.ended >= 0] = -np.inf
    spare = np.empty((parties, count))
    for (m, box), at in zip(where.phases, bordered, strict=False):
        size, part = box.blocks[1], where.part(m)
        horizon = box.take(game.horizon[m])
        spare[:, part] = horizon
        inner = value[at : at + parties * (box.states + 2 * size)].reshape(parties, -1)
        inner[:, size : size + box.states] = horizon
    longest = where.longest
    return SweepRoom(
        spare=spare,
        value=value,
        bordered=bordered,
        rank=np.zeros((parties, count), dtype=np.int16),
        low=low,
        high=np.full((parties, count), np.inf, dtype=np.float32),
        alpha=np.ones(count),
        beta=np.zeros((parties, count)),
        choice=np.full((parties + 1, count), -1, dtype=np.int16),
        within=np.zeros(count, dtype=np.bool_),
        mark=np.zeros(count, dtype=np.uint8),
        left_in=np.zeros(game.shape[0], dtype=np.int64),
        places=np.zeros(longest + 1, dtype=np.int64),
        one=np.zeros(longest),
        two=np.zeros(longest),
        before=np.empty((parties, where.phases[0][1].states)),
        now=np.zeros(parties, dtype=np.int64),
        common=np.zeros(words, dtype=np.int64),
        chosen=np.zeros(parties + 1, dtype=np.int64),
    )

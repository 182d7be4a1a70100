"""Passes over the new war that follows a broken peace, on the states it can reach.

A track that nobody believes can rise never stands above its recovered level, one that cannot fall
never below: those states need no pass. The front may start anywhere, so it is kept whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Floats, Game, Index, Ints, NewWar, Operators
from goldenbridge.kernels import backward


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The states a new war can reach, as a box of levels, and its operators there.

    box      a slice of levels for each track; shape (n0', …) of the whole
    starts   (L,) start states by level of the front, numbered inside the box
    """

    whole: tuple[int, ...]
    box: tuple[slice, ...]
    shape: tuple[int, int]
    strides: Ints
    first_up: Floats
    first_down: Floats
    operators: Operators
    rows: Floats
    up: Index
    down: Index
    starts: Index
    periods: int

    def states(self, values: Floats) -> Floats:
        """Values over all states (S,) as values over the box."""
        return values.reshape(self.whole)[self.box].copy().ravel()

    def pass_war(
        self,
        value: Floats,
        row: int,
        believer: int,
        worth: Floats,
        discount: float,
        survive: Floats,
    ) -> None:
        """One backward pass in place: value (1, box) at the horizon in, at the start out.

        row: phase · C + class; worth, survive (S,)
        """
        size = self.shape[1]
        now, one, two = np.zeros((3, value.shape[1] + 2 * size))
        now[size:-size] = value[0]
        backward.war_pass(
            self.periods,
            0,
            0,
            self.shape,
            self.first_up,
            self.first_down,
            self.operators.first[row : row + 1, believer : believer + 1],
            self.rows,
            self.up[row : row + 1, believer : believer + 1],
            self.down[row : row + 1, believer : believer + 1],
            self.strides,
            self.states(worth)[None, None],
            np.array([[discount]]),
            self.states(survive)[None],
            now,
            one,
            two,
        )
        value[0] = now[size:-size]


def _levels(game: Game, war: NewWar, k: int) -> slice:
    """Levels of track k that a new war can reach."""
    recovered = int(np.unravel_index(int(war.starts[0]), game.shape)[k])
    operators = war.operators
    if k == 0:
        rises, falls = bool(operators.first_up.any()), bool(operators.first_down.any())
    else:
        rises = bool((operators.up[:, :, :, k] >= 0).any())
        falls = bool((operators.down[:, :, :, k] >= 0).any())
    lowest = 0 if falls else recovered
    highest = game.shape[k] - 1 if rises else recovered
    return slice(lowest, highest + 1)


def reachable(game: Game, war: NewWar) -> Reach:
    """The box of states that a new war of this game can reach."""
    names = [track.name for track in game.bare.tracks]
    front = names.index(game.bare.front)
    tracks = range(len(game.shape))
    box = tuple(slice(0, game.shape[k]) if k == front else _levels(game, war, k) for k in tracks)
    lengths = [part.stop - part.start for part in box]
    operators = war.operators
    numbers = np.full(game.shape, -1, dtype=np.int32)
    numbers[box] = np.arange(np.prod(lengths), dtype=np.int32).reshape(lengths)
    sizes = np.array([*lengths[1:], 1], dtype=np.int64)
    distinct = len(operators.first_up)

    def boxed(moves: Floats) -> Floats:
        spread = moves.reshape(distinct, *game.shape)[(slice(None), *box)]
        return np.ascontiguousarray(spread).reshape(distinct, -1)

    rows = operators.rows.reshape(-1, *game.shape[1:])[(slice(None), *box[1:])]
    return Reach(
        whole=game.shape,
        box=box,
        shape=(lengths[0], int(np.prod(lengths[1:], dtype=np.int64))),
        strides=np.ascontiguousarray(np.cumprod(sizes[::-1])[::-1]),
        first_up=boxed(operators.first_up),
        first_down=boxed(operators.first_down),
        operators=operators,
        rows=np.ascontiguousarray(rows).reshape(len(rows), -1),
        up=np.ascontiguousarray(operators.up[:, :, box[0]]),
        down=np.ascontiguousarray(operators.down[:, :, box[0]]),
        starts=numbers.ravel()[war.starts],
        periods=war.periods,
    )

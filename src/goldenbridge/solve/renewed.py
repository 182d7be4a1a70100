"""Passes over the new war that follows a broken peace, on the states that make a difference in it.

A track that a believer thinks cannot rise never stands above its recovered level, one that cannot
fall never below: those states need no pass. Nor do the levels of a track on which nothing in that
war depends, as on what a story is worth at home once there are no more talks. The front may start
anywhere, so it is kept whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Floats, Game, Index, Ints, NewWar, Operators
from goldenbridge.kernels import backward
from goldenbridge.solve.layout import repeated


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The states that make a difference to one believer, as a box of levels, and his moves there.

    box      a slice of levels for each track; shape (n0', B') of the whole
    first    (M·C, 1) which of first_up, first_down (D, box); rows (r, n·B'), up, down
             (M·C, 1, n0', K) which row: as in `Operators`
    starts   (L,) start states by level of the front, numbered inside the box
    """

    whole: tuple[int, ...]
    box: tuple[slice, ...]
    shape: tuple[int, int]
    strides: Ints
    first_up: Floats
    first_down: Floats
    first: Index
    rows: Floats
    up: Index
    down: Index
    starts: Index
    periods: int

    def states(self, values: Floats) -> Floats:
        """Values over all states (S,) as values over the box."""
        return values.reshape(self.whole)[self.box].copy().ravel()

    def alike(self, one: int, other: int) -> bool:
        """Whether the moves are the same in both rows, phase · C + class."""
        return (
            bool(self.first[one, 0] == self.first[other, 0])
            and np.array_equal(self.up[one], self.up[other])
            and np.array_equal(self.down[one], self.down[other])
        )

    def pass_war(
        self, horizon: Floats | None, row: int, worth: Floats, discount: float, survive: Floats
    ) -> Floats:
        """One backward pass: what the new war is worth at its start, by level of the front: (L,).

        horizon  (S,) what it pays where it is cut off, None: nothing; row: phase · C + class
        worth, survive  (S,)
        """
        levels, size = self.shape
        now, one, two = np.zeros((3, (levels + 2) * size))
        if horizon is not None:
            now[size:-size] = self.states(horizon)
        backward.war_pass(
            self.periods,
            0,
            0,
            self.shape,
            self.first_up,
            self.first_down,
            self.first[row : row + 1],
            self.rows,
            self.up[row : row + 1],
            self.down[row : row + 1],
            self.strides,
            self.states(worth)[None, None],
            np.array([[discount]]),
            self.states(survive)[None],
            now,
            one,
            two,
        )
        return np.asarray(now[size + self.starts])


def reachable(game: Game, war: NewWar, believer: int) -> Reach:
    """The states of a new war that make a difference to a party, or to the truth (P)."""
    names = [track.name for track in game.bare.tracks]
    front = names.index(game.bare.front)
    operators = war.operators
    first = np.ascontiguousarray(operators.first[:, believer, None])
    up, down = (moves[:, believer, None].copy() for moves in (operators.up, operators.down))
    recovered = np.unravel_index(int(war.starts[0]), game.shape)
    box = [slice(0, levels) for levels in game.shape]
    for k in range(len(box)):
        if k != front:
            box[k] = _levels(
                game.shape[k], int(recovered[k]), *_moving(operators, first, up, down, k)
            )
    told = _told(game, war, believer)
    for k in _idle(game.shape, box, front, told, operators, first, up, down):
        box[k] = slice(int(recovered[k]), int(recovered[k]) + 1)
        up[..., k] = down[..., k] = -1
    return _boxed(game, war, tuple(box), first, up, down)


def _moving(
    operators: Operators, first: Index, up: Index, down: Index, k: int
) -> tuple[bool, bool]:
    """Whether the track rises and falls anywhere, as this believer sees it."""
    if k:
        return bool((up[..., k] >= 0).any()), bool((down[..., k] >= 0).any())
    used = np.unique(first)
    return bool(operators.first_up[used].any()), bool(operators.first_down[used].any())


def _levels(levels: int, recovered: int, rises: bool, falls: bool) -> slice:
    """Levels that a track can reach."""
    return slice(0 if falls else recovered, levels if rises else recovered + 1)


def _told(game: Game, war: NewWar, believer: int) -> list[Floats]:
    """All that a pass of this believer reads besides moves: arrays (…, S)."""
    if believer == game.parties:
        return [war.survive, game.rates]
    return [war.survive, war.worth[:, believer], game.horizon[:, believer]]


def _idle(
    shape: tuple[int, ...],
    box: list[slice],
    front: int,
    told: list[Floats],
    operators: Operators,
    first: Index,
    up: Index,
    down: Index,
) -> list[int]:
    """Tracks on which nothing depends in those levels, nor any other track that matters."""
    used = np.unique(first)
    told = [*told, operators.first_up[used], operators.first_down[used]]
    left = set(range(1, len(shape)))
    free = {k for k in left - {front} if not _depends(told, shape, box, k)}
    idle: list[int] = []
    while True:
        for k in free:
            named = np.unique([moves[..., sorted(left - {k})] for moves in (up, down)])
            rows = operators.rows[named[named >= 0]]
            if not _depends([rows], shape[1:], box[1:], k - 1):
                break
        else:
            return idle
        idle.append(k)
        left.remove(k)
        free.remove(k)


def _depends(told: list[Floats], shape: tuple[int, ...], box: list[slice], k: int) -> bool:
    """Whether any of the arrays (…, S) changes with track k inside the box."""
    step = int(np.prod(shape[k + 1 :]))
    compared = np.zeros(shape, dtype=np.bool_)
    compared[(*box[:k], slice(box[k].start + 1, box[k].stop), *box[k + 1 :])] = True
    here = compared.ravel()[step:]
    return any(bool(((x[..., step:] != x[..., :-step]) & here).any()) for x in told)


def _boxed(
    game: Game, war: NewWar, box: tuple[slice, ...], first: Index, up: Index, down: Index
) -> Reach:
    lengths = [part.stop - part.start for part in box]
    operators = war.operators
    numbers = np.full(game.shape, -1, dtype=np.int32)
    numbers[box] = np.arange(np.prod(lengths), dtype=np.int32).reshape(lengths)
    sizes = np.array([*lengths[1:], 1], dtype=np.int64)
    used, number = np.unique(first, return_inverse=True)

    def boxed(moves: Floats) -> Floats:
        spread = moves[used].reshape(-1, *game.shape)[(slice(None), *box)]
        return np.ascontiguousarray(spread).reshape(len(used), -1)

    rows = operators.rows.reshape(-1, *game.shape[1:])[(slice(None), *box[1:])]
    return Reach(
        whole=game.shape,
        box=box,
        shape=(lengths[0], int(np.prod(lengths[1:], dtype=np.int64))),
        strides=np.ascontiguousarray(np.cumprod(sizes[::-1])[::-1]),
        first_up=boxed(operators.first_up),
        first_down=boxed(operators.first_down),
        first=number.reshape(first.shape).astype(np.int32),
        rows=repeated(np.ascontiguousarray(rows).reshape(len(rows), -1), lengths[0]),
        up=np.ascontiguousarray(up[:, :, box[0]]),
        down=np.ascontiguousarray(down[:, :, box[0]]),
        starts=numbers.ravel()[war.starts],
        periods=war.periods,
    )

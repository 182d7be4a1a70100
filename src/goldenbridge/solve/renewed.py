"""Passes over the new war that follows a broken peace, on the states that make a difference in it.

A track that a believer thinks cannot rise never stands above its recovered level, one that cannot
fall never below: those states need no pass. Nor do the levels of a track on which nothing in that
war depends, as on what a story is worth at home once there are no more talks. The front may start
anywhere, so it is kept whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from goldenbridge.game.game import Floats, Game, Index, Ints, NewWar, Operators
from goldenbridge.kernels import backward
from goldenbridge.solve.box import Box, fought, moving, spread
from goldenbridge.solve.layout import all_falls, repeated, with_nothing


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The states that make a difference to one believer, and his moves there.

    first    (M·C,) which of first_up, first_down (D, box); rows (r, n·B'), up, down (M·C, n0', K)
             which row: as in `Operators`
    alive    blocks in which there is war: from, to
    starts   (L,) start states by level of the front, numbered inside the box
    """

    box: Box
    first_up: Floats
    first_down: Floats
    first: Index
    rows: Floats
    up: Index
    down: Index
    alive: tuple[int, int]
    starts: Index
    periods: int

    def alike(self, one: int, other: int) -> bool:
        """Whether the moves are the same in both rows, phase · C + class."""
        return (
            bool(self.first[one] == self.first[other])
            and np.array_equal(self.up[one], self.up[other])
            and np.array_equal(self.down[one], self.down[other])
        )

    def pass_wars(
        self,
        pairs: Ints,
        horizon: Floats,
        worth: Floats,
        discount: Floats,
        survive: Floats,
    ) -> Floats:
        """What new wars are worth at their start, by level of the front: (n, L).

        pairs    (n, 2) of each war: its place in the arrays that follow, and phase · C + class
        horizon  (·, S) what it pays where it is cut off; worth, survive (·, S), discount (·,)
        """
        levels, size = self.box.blocks
        out = np.empty((len(pairs), len(self.starts)))
        backward.war_passes(
            self.periods,
            pairs,
            self.box.blocks,
            self.alive,
            self.first_up,
            self.first_down,
            self.first,
            len(self.rows),
            self.rows.ravel(),
            self.up,
            self.down,
            self.box.strides,
            self.box.take(horizon),
            self.box.take(worth),
            discount,
            self.box.take(survive),
            self.starts,
            out,
            *np.zeros((3, (levels + 2) * size)),
        )
        return out


def reachable(game: Game, war: NewWar, believer: int) -> Reach:
    """The states of a new war that make a difference to a party, or to the truth (P)."""
    names = [track.name for track in game.bare.tracks]
    front = names.index(game.bare.front)
    operators = war.operators
    first = np.ascontiguousarray(operators.first[:, believer])
    up, down = (moves[:, believer].copy() for moves in (operators.up, operators.down))
    recovered = np.unravel_index(int(war.starts[0]), game.shape)
    box = [slice(0, levels) for levels in game.shape]
    rises, falls = moving(operators, (slice(None), believer))
    for k, level in enumerate(int(x) for x in recovered):
        if k != front:
            box[k] = spread(level, level, game.shape[k], bool(rises[k]), bool(falls[k]))
    told = _told(game, war, believer)
    for k in _idle(game.shape, box, front, told, operators, first, up, down):
        box[k] = slice(int(recovered[k]), int(recovered[k]) + 1)
        up[..., k] = down[..., k] = -1
    return _boxed(game, war, Box(game.shape, tuple(box)), first, up, down)


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
    step = prod(shape[k + 1 :])
    compared = np.zeros(shape, dtype=np.bool_)
    compared[(*box[:k], slice(box[k].start + 1, box[k].stop), *box[k + 1 :])] = True
    here = compared.ravel()[step:]
    return any(bool(((x[..., step:] != x[..., :-step]) & here).any()) for x in told)


def _boxed(game: Game, war: NewWar, box: Box, first: Index, up: Index, down: Index) -> Reach:
    operators = war.operators
    rows = with_nothing(operators.rows)
    up, down = (np.ascontiguousarray(moves[:, box.levels[0]]) for moves in (up, down))
    used, number = np.unique(first, return_inverse=True)
    return Reach(
        box=box,
        first_up=box.take(operators.first_up[used]),
        first_down=box.take(operators.first_down[used]),
        first=number.astype(np.int32),
        rows=repeated(box.take(rows, 1), box.shape[0]),
        up=up,
        down=all_falls(up, down, len(rows) - 1),
        alive=fought(box.take(game.ended), box.shape[0]),
        starts=box.places[war.starts],
        periods=war.periods,
    )

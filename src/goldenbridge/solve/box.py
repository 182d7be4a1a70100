"""Boxes of levels: a part of the states, numbered by itself as a whole game would be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from goldenbridge.game.game import Bools, Game, Index, Ints, Operators

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Box:
    """Some levels of each track of a game with `whole` levels."""

    whole: tuple[int, ...]
    levels: tuple[slice, ...]

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many levels of each track."""
        return tuple(part.stop - part.start for part in self.levels)

    @cached_property
    def states(self) -> int:
        """S' states."""
        return prod(self.shape)

    @property
    def blocks(self) -> tuple[int, int]:
        """Levels of the first track, and states in the block of all others."""
        return self.shape[0], self.states // self.shape[0]

    @cached_property
    def strides(self) -> Ints:
        """Distance in states between neighbouring levels of each track: (K,)."""
        sizes = np.array([*self.shape[1:], 1], dtype=np.int64)
        return np.ascontiguousarray(np.cumprod(sizes[::-1])[::-1])

    @cached_property
    def complete(self) -> bool:
        """Whether all states are in it."""
        return self.shape == self.whole

    @cached_property
    def numbers(self) -> Index:
        """Each state's number in the whole game: (S',)."""
        return self.take(np.arange(prod(self.whole), dtype=np.int32))

    @cached_property
    def places(self) -> Index:
        """Number here of each state of the whole game, −1 outside: (S,)."""
        places = np.full(prod(self.whole), -1, dtype=np.int32)
        places[self.numbers] = np.arange(self.states, dtype=np.int32)
        return places

    def take(self, values: npt.NDArray[Number], first: int = 0) -> npt.NDArray[Number]:
        """Values (…, S) over all states as values (…, S') over these.

        first  leave out so many tracks: 1 for values over the block
        """
        whole, levels, shape = self.whole[first:], self.levels[first:], self.shape[first:]
        if shape == whole:
            return np.ascontiguousarray(values)
        ahead = values.shape[:-1]
        everything: tuple[Any, ...] = (slice(None),) * len(ahead)
        taken = values.reshape(*ahead, *whole)[(*everything, *levels)]
        return np.ascontiguousarray(taken).reshape(*ahead, prod(shape))


@dataclass(frozen=True, eq=False)
class Reached:
    """The states that a war may come to, those of one phase after those of another: R in all.

    boxes  by phase; None: never entered
    """

    game: Game
    boxes: tuple[Box | None, ...]

    @cached_property
    def ends(self) -> Ints:
        """Where the states of each phase begin and end: (M+1,)."""
        sizes = [0 if box is None else box.states for box in self.boxes]
        return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])

    @property
    def count(self) -> int:
        """R."""
        return int(self.ends[-1])

    @cached_property
    def phases(self) -> list[tuple[int, Box]]:
        """The phases that may be entered, and their states."""
        return [(m, box) for m, box in enumerate(self.boxes) if box is not None]

    @cached_property
    def phase(self) -> Ints:
        """(R,)."""
        return np.repeat(np.arange(len(self.boxes)), np.diff(self.ends))

    @cached_property
    def state(self) -> Index:
        """Number of the state in the whole game: (R,)."""
        return np.concatenate([box.numbers for _, box in self.phases])

    @cached_property
    def entered(self) -> Ints:
        """Numbers of the phases that may be entered: (X,)."""
        return np.array([m for m, _ in self.phases])

    @cached_property
    def bounds(self) -> Ints:
        """Where the states of each of those begin and end: (X+1,)."""
        return self.ends[[*self.entered, -1]]

    @cached_property
    def blocks(self) -> Ints:
        """(X, 2) levels of the first track, and states in the block of all others."""
        return np.array([box.blocks for _, box in self.phases])

    @cached_property
    def strides(self) -> Ints:
        """(X, K)."""
        return np.array([box.strides for _, box in self.phases])

    @cached_property
    def ended(self) -> Index:
        """Which ending a state is, −1: war: (R,)."""
        return self.take(self.game.ended)

    @cached_property
    def cell(self) -> Index:
        """(R,)."""
        return self.take(self.game.cells.of_state)

    @cached_property
    def alive(self) -> Ints:
        """Blocks in which there may be war, from and to, by phase: (X, 2)."""
        parts = [fought(self.ended[self.part(m)], box.shape[0]) for m, box in self.phases]
        return np.array(parts, dtype=np.int64)

    @cached_property
    def longest(self) -> int:
        """Most states of a phase, with a block on either side."""
        return max(box.states + 2 * box.blocks[1] for _, box in self.phases)

    def inherited(self, m: int) -> Index:
        """Where the successor of phase m takes over each state of phase 0, in his box: (S0,)."""
        box, first = self.boxes[m], self.phases[0][1]
        assert box is not None
        return np.asarray(box.places[first.take(self.game.succession.state[m])])

    def part(self, m: int) -> slice:
        """The states of one phase."""
        return slice(int(self.ends[m]), int(self.ends[m + 1]))

    def take(self, values: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """Values (…, S) over all states, the same in every phase, as values (…, R)."""
        return np.concatenate([box.take(values) for _, box in self.phases], axis=-1)

    def everywhere(self, values: npt.NDArray[Number], axis: int, outside: Any) -> Any:
        """Values (…, R) as values over all phases and states: (…, M, …, S), phases at an axis."""
        shape = (len(self.boxes), *values.shape[:-1], self.game.states)
        spread = np.full(shape, outside, dtype=values.dtype)
        for m, box in self.phases:
            spread[m][..., box.numbers] = values[..., self.part(m)]
        return np.moveaxis(spread, 0, axis)


def fought(ended: Index, blocks: int) -> tuple[int, int]:
    """Blocks in which there may be war, from and to: `ended` (S,), so many blocks."""
    levels = np.flatnonzero((ended < 0).reshape(blocks, -1).any(axis=1))
    return int(levels[0]), int(levels[-1]) + 1


def everything(game: Game) -> Reached:
    """All states of all phases."""
    box = Box(game.shape, tuple(slice(0, levels) for levels in game.shape))
    return Reached(game, (box,) * game.phases)


def reached(game: Game) -> Reached:
    """The states that a war may come to, as anybody sees it.

    A track that cannot rise never stands above the level at which it starts, one that cannot fall
    never below; in the phase of a successor it starts where it stood, or where he resets it.
    """
    names = [track.name for track in game.bare.tracks]
    start = [(int(x), int(x)) for x in np.unravel_index(game.start, game.shape)]
    first = _box(game, 0, start)
    at_first = [(part.start, part.stop - 1) for part in first.levels]
    boxes: list[Box | None] = [first, *[None] * (game.phases - 1)]
    for j, party in enumerate(game.bare.parties):
        for k, successor in enumerate(party.successors):
            if successor.ends < 1.0 and game.leaders.present[0, j]:
                m = game.successor_phase[j, k]
                entered = [
                    (successor.resets[name],) * 2 if name in successor.resets else at_first[track]
                    for track, name in enumerate(names)
                ]
                boxes[m] = _box(game, m, entered)
    return Reached(game, tuple(boxes))


def moving(operators: Operators, which: int | tuple[slice, int]) -> tuple[Bools, Bools]:
    """Whether a track rises and falls anywhere: (K,) each; `which` phases and believers see it."""
    rises, falls = (
        np.asarray((moves[which] >= 0).reshape(-1, moves.shape[-1]).any(axis=0))
        for moves in (operators.up, operators.down)
    )
    used = np.unique(operators.first[which])
    rises[0], falls[0] = operators.first_up[used].any(), operators.first_down[used].any()
    return rises, falls


def spread(lowest: int, highest: int, size: int, rises: bool, falls: bool) -> slice:
    """All levels of a track of `size` after any number of moves from those between two."""
    return slice(0 if falls else lowest, size if rises else highest + 1)


def _box(game: Game, m: int, levels: list[tuple[int, int]]) -> Box:
    """All levels after any number of moves in a phase from those between lowest and highest."""
    rises, falls = moving(game.operators, m)
    ranges = zip(levels, game.shape, rises.tolist(), falls.tolist(), strict=True)
    return Box(game.shape, tuple(spread(*ends, size, up, down) for ends, size, up, down in ranges))

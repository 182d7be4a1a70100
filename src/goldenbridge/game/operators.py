"""Chances to move, in the eyes of every party and in truth, stored once each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from goldenbridge.game.bare import BareGame, Belief, Beliefs, Contest, SecurityClass, TrackBeliefs
from goldenbridge.game.forms import Grid
from goldenbridge.game.game import Bools, Floats, Index, Operators

Moves = tuple[Floats, Floats]
_NOTHING = TrackBeliefs()


def _sides(beliefs: Beliefs, name: str) -> tuple[Belief | None, Belief | None]:
    """Beliefs on attacker and defender in one contest: its own go before the general ones."""
    own = beliefs.tracks.get(name, _NOTHING)
    general = beliefs.strength
    return (
        general.attacker if own.attacker is None else own.attacker,
        general.defender if own.defender is None else own.defender,
    )


def believed(
    grid: Grid, game: BareGame, k: int, beliefs: Beliefs, security: SecurityClass
) -> tuple[Hashable, Callable[[], Moves]]:
    """A key that equal moves share, and the function that gives up and down of track k."""
    track = game.tracks[k]
    if isinstance(track, Contest):
        ours, theirs = _sides(beliefs, track.name)
        return (k, ours, theirs, security), lambda: grid.contest(
            track,
            grid.multiplier(ours) * security.attacker,
            grid.multiplier(theirs) * security.defender,
        )
    own = beliefs.tracks.get(track.name, _NOTHING)
    return (k, own.up, own.down), lambda: grid.drift(
        track, grid.multiplier(own.up), grid.multiplier(own.down)
    )


class Collector:
    """Gathers the moves of all phases and believers, every distinct array once."""

    def __init__(self, grid: Grid, game: BareGame, fought: Bools, phases: int, believers: int):
        self.grid, self.game = grid, game
        self.shape = grid.shape
        self.levels = grid.shape[0]
        self.block = int(np.prod(grid.shape[1:], dtype=np.int64))
        tracks = range(len(self.shape))
        self.may_rise = [fought & self._room(k, -1) for k in tracks]
        self.may_fall = [fought & self._room(k, 0) for k in tracks]
        self.known: dict[Hashable, tuple[Index, Index] | int] = {}
        self.first_up: list[Floats] = []
        self.first_down: list[Floats] = []
        self.rows: list[Floats] = []
        self.row_numbers: dict[bytes, int] = {}
        self.first = np.zeros((phases, believers), dtype=np.int32)
        self.up = np.full((phases, believers, self.levels, len(self.shape)), -1, dtype=np.int32)
        self.down = np.full((phases, believers, self.levels, len(self.shape)), -1, dtype=np.int32)

    def _room(self, k: int, outermost: int) -> Bools:
        """False on the outermost level of track k: an outward move there means: stays."""
        room = np.ones(self.shape[k], dtype=np.bool_)
        room[outermost] = False
        return room.reshape([-1 if axis == k else 1 for axis in range(len(self.shape))])

    def add(self, phase: int, believer: int, beliefs: Beliefs, security: SecurityClass) -> None:
        """The moves of every track as `believer` sees them in `phase`."""
        for k in range(len(self.shape)):
            key, moves = believed(self.grid, self.game, k, beliefs, security)
            if key not in self.known:
                self.known[key] = self._store(k, *moves())
            stored = self.known[key]
            if isinstance(stored, int):
                self.first[phase, believer] = stored
            else:
                self.up[phase, believer, :, k], self.down[phase, believer, :, k] = stored

    def _store(self, k: int, up: Floats, down: Floats) -> tuple[Index, Index] | int:
        up = np.where(self.may_rise[k], up, 0.0).reshape(self.levels, self.block)
        down = np.where(self.may_fall[k], down, 0.0).reshape(self.levels, self.block)
        if k == 0:
            self.first_up.append(up)
            self.first_down.append(down)
            return len(self.first_up) - 1
        return self._row_numbers(up), self._row_numbers(down)

    def _row_numbers(self, moves: Floats) -> Index:
        """The number of each row of `moves`; rows that move nobody are −1."""
        numbers = np.empty(self.levels, dtype=np.int32)
        new = np.flatnonzero((moves[1:] != moves[:-1]).any(axis=1)) + 1
        bounds = [0, *new.tolist(), self.levels]
        for start, end in pairwise(bounds):
            row = moves[start]
            if not row.any():
                numbers[start:end] = -1
                continue
            number = self.row_numbers.setdefault(row.tobytes(), len(self.rows))
            if number == len(self.rows):
                self.rows.append(row)
            numbers[start:end] = number
        return numbers

    def copy(self, phases: list[int], believer: int, like: tuple[list[int], int]) -> None:
        """What others see elsewhere, `believer` sees in those phases."""
        for moves in (self.first, self.up, self.down):
            moves[phases, believer] = moves[like]

    def operators(self, phases: slice) -> Operators:
        """Those of some of the phases, as arrays; what moves nobody differently is shared."""
        return Operators(
            first_up=self.stacked[0],
            first_down=self.stacked[1],
            first=self.first[phases],
            rows=self.stacked[2],
            up=self.up[phases],
            down=self.down[phases],
        )

    @cached_property
    def stacked(self) -> tuple[Floats, Floats, Floats]:
        """All that was gathered: moves of the first track (D, S), rows of the others (r, B)."""
        first = len(self.first_up)
        return (
            np.stack(self.first_up).reshape(first, -1),
            np.stack(self.first_down).reshape(first, -1),
            np.stack(self.rows) if self.rows else np.zeros((1, self.block)),
        )


def build_operators(
    grid: Grid,
    game: BareGame,
    fought: Bools,
    beliefs: Sequence[Sequence[Beliefs]],
    classes: Sequence[SecurityClass],
) -> tuple[Operators, Operators]:
    """Moves for beliefs[phase][party], then the truth: in the war, and in the new war by class.

    Phases of the latter run over m·C + c; without classes there are none.
    """
    believers = len(game.parties) + 1
    phases = len(beliefs)
    collector = Collector(grid, game, fought, phases * (1 + len(classes)), believers)
    truth, plain = Beliefs(), SecurityClass()
    seen: dict[int, tuple[list[int], int]] = {}
    for m, phase in enumerate(beliefs):
        rows = [m, *range(phases + m * len(classes), phases + (m + 1) * len(classes))]
        for i, own in enumerate((*phase, truth)):
            if id(own) in seen:
                collector.copy(rows, i, seen[id(own)])
                continue
            seen[id(own)] = rows, i
            for row, security in zip(rows, (plain, *classes), strict=True):
                collector.add(row, i, own, security)
    return collector.operators(slice(0, phases)), collector.operators(slice(phases, None))

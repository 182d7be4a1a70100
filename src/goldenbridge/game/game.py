"""The game as frozen arrays: what solve, forecast and replay read, and nothing else.

Axes, in this order: T weeks, M phases, P parties, K tracks, S states, N packages, E endings,
C security classes, L levels of the front. States are numbered in C order of the levels, last track
fastest; where an array is written (n0, B) the states are split into the levels of the first track
and the block B of all others.

One time convention: decisions and flows have T entries, values T + 1; what happens in week t is
stored under t, backwards and forwards alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from goldenbridge.game.bare import BareGame

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Index = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Operators:
    """Chances to move, for every phase, believer and track. Zero at outward moves and in ends.

    A believer is a party (0 … P−1) or the truth (P). Moves of the first track are kept for every
    state; those of the others as distinct rows over the block B, named by level of the first track,
    because most drifts do not depend on it.

    first_up, first_down  (D, S)
    first                 (M, P+1)          which of the D
    rows                  (rows, B)
    up, down              (M, P+1, n0, K)   row, −1: nobody moves (track 0 unused)
    """

    first_up: Floats
    first_down: Floats
    first: Index
    rows: Floats
    up: Index
    down: Index


@dataclass(frozen=True, slots=True, eq=False)
class Succession:
    """What other parties expect when a leader is followed by a successor who fights on (phase 0).

    into    (G,)       phase entered
    party   (G,)       the party that values it
    chance  (G, S)     δ_i · chance that the removal happens, that he follows and fights on
    state   (M, S)     the state after the tracks he resets
    """

    into: Index
    party: Index
    chance: Floats
    state: Index


@dataclass(frozen=True, slots=True, eq=False)
class Leaders:
    """Leaders by phase: (M, P) each. `present` is False where a party has none (then ψ = 0)."""

    present: Bools
    office: Floats
    fate: Floats
    fate_slope: Floats
    aim: Floats
    width: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Joint levels of the tracks that carry faces and resolves: there all packages look the same.

    of_state   (S,)        cell of a state; by_cell (S,) states in the order of their cells
    face       (cells,)    its joint level of the face tracks alone, 0 … F−1
    face_norm  (M, P, F)   norm(face_i)
    ratify     (M, P, cells)   least a_i the audience ratifies, −inf without audience
    """

    of_state: Index
    by_cell: Index
    face: Index
    face_norm: Floats
    ratify: Floats

    @property
    def count(self) -> int:
        """How many cells there are."""
        return int(self.face.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class NewWar:
    """The war that follows a broken peace (model, section 4).

    operators  the moves, of class c in phase m: phase index m·C + c
    worth      (M, P, S)   flow and removals of a period, all that is known beforehand
    survive    (M, S)      chance that nobody is removed
    starts     (L,)        state in which it starts, by level of the front
    recovered_front        level of the front where a package sets none
    """

    operators: Operators
    worth: Floats
    survive: Floats
    starts: Index
    recovered_front: int
    respite: int
    periods: int
    classes: int


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """A whole game in arrays. See the module's head for the axes.

    discount      (M, P)
    flow          (M, P, S)   worth of a week of war
    hazard        (M, P, S)   chance that the leader is removed
    worth         (M, P, S)   flow and all of a week that does not depend on V
    survive       (M, S)      chance that nobody is removed, 0 in ended states
    horizon       (M, P, S)   V(T): H of the frozen line, H of the ending in ended states
    ended         (S,)        ending that the state is, −1: war
    ending_credit (M, P, E, F)   a_i of endings, in each face level
    ending_names  E pairs (name, fallen party or −1)
    collapse      (P,)        the ending when that party's leader falls and nobody follows
    talks         (M,)
    recognition   (rotation, P+1)
    veto, audience (M, P)
    owner         (M,)        the party whose successor rules in the phase, −1 in phase 0
    rates         (names, S)
    """

    bare: BareGame
    shape: tuple[int, ...]
    periods: int
    shown: int
    start: int
    phase_names: tuple[str, ...]
    discount: Floats
    flow: Floats
    hazard: Floats
    worth: Floats
    survive: Floats
    horizon: Floats
    operators: Operators
    succession: Succession
    successor_phase: dict[tuple[int, int], int]
    ended: Index
    ending_credit: Floats
    ending_names: tuple[tuple[str, int], ...]
    collapse: Index
    leaders: Leaders
    can_break: Bools
    talks: Floats
    recognition: Floats
    veto: Bools
    audience: Bools
    owner: Index
    cells: Cells
    new_war: NewWar | None
    rate_names: tuple[str, ...]
    rates: Floats
    lapse: Floats

    @property
    def states(self) -> int:
        """S."""
        return prod(self.shape)

    @property
    def phases(self) -> int:
        """M."""
        return int(self.discount.shape[0])

    @property
    def parties(self) -> int:
        """P."""
        return int(self.discount.shape[1])

"""Who would sign which package in a week. Model, section 6.

Among the wars still going on in the week: the share in which a party would accept, whoever
proposes, in which audiences ratify, and in which all of them do. A margin W − C is its mean over
the same wars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from goldenbridge.forecast.forward import Forward
from goldenbridge.game.game import Bools, Floats, Ints
from goldenbridge.kernels import signing as kernel
from goldenbridge.kernels.bargain import SLACK

HALF = 0.5
"""Every side could sign: in at least this share of the wars still going on."""


@dataclass(frozen=True, slots=True, eq=False)
class Week:
    """The wars still going on in a week, by groups: states of one phase and cell.

    total     their mass
    groups    phase, face and cell (G,) each; start (G+1,): where a group's states stand below
    states    (S,) state; mass (S,); expected (P, S) C_j; bars (P, S) C_j − 5e-10
    order     (P, S) places of a group's states, bars ascending; ordered (P, S) the bars so
    added     (P, S) mass up to and with that bar, from the group's start
    face_norm, least, veto  (G, P) what of a look is credited, least credit that passes at home
    going_on  (P,) mean of C_j
    """

    week: int
    total: float
    phase: Ints
    face: Ints
    cell: Ints
    start: Ints
    states: Ints
    mass: Floats
    expected: Floats
    bars: Floats
    order: Ints
    ordered: Floats
    added: Floats
    face_norm: Floats
    least: Floats
    veto: Bools
    going_on: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Signing:
    """Would-sign figures of N packages in one week. Shares are of the wars still going on.

    packages   (N,)   their numbers in the game; else places in the list asked about
    accepts    (P, N) the party would accept, whoever proposes
    passes     (P, N) its audience ratifies (1 without an audience)
    ratifies   (N,)   every audience ratifies
    everybody  (N,)   every veto party accepts and every audience ratifies
    margin     (P, N) mean of W − C
    worth      (P, N) mean of W
    """

    week: int
    packages: Ints
    accepts: Floats
    passes: Floats
    ratifies: Floats
    everybody: Floats
    margin: Floats
    worth: Floats

    def only(self, kept: Bools | Ints) -> Signing:
        """Some of the packages."""
        return Signing(self.week, **{name: getattr(self, name)[..., kept] for name in _ARRAYS})

    @classmethod
    def joined(cls, parts: Sequence[Signing]) -> Signing:
        """All packages of these, of one week, one part after the other."""
        arrays = {
            name: np.concatenate([getattr(part, name) for part in parts], axis=-1)
            for name in _ARRAYS
        }
        return cls(parts[0].week, **arrays)

    @property
    def signable(self) -> Bools:
        """(N,) whether every side could sign: in at least half of the wars still going on."""
        return np.asarray(self.everybody >= HALF)


_ARRAYS = ("packages", "accepts", "passes", "ratifies", "everybody", "margin", "worth")


def wars(forward: Forward, week: int) -> Week:
    """The wars still going on in a week shown.

    Raises ValueError outside the weeks shown, or where no war is left to speak of.
    """
    game, solution = forward.game, forward.solution
    if not 0 <= week < game.shown:
        raise ValueError(f"week {week} is not shown; weeks are 0 to {game.shown - 1}")
    where = solution.reached
    at = np.flatnonzero(forward.wars[week] > 0)
    in_phase, states = where.phase[at], where.state[at].astype(np.int64)
    if not len(states):
        raise ValueError(f"no war is left in week {week}")
    in_cell = game.cells.of_state[states].astype(np.int64)
    order = np.lexsort((states, in_cell, in_phase))
    at, in_phase, states, in_cell = at[order], in_phase[order], states[order], in_cell[order]
    key = in_phase * game.cells.count + in_cell
    first = np.flatnonzero(np.diff(key, prepend=-1))
    start = np.append(first, len(states))
    phase, cell = in_phase[first], in_cell[first]
    face = game.cells.face[cell].astype(np.int64)
    mass = forward.wars[week, at]
    expected = np.take(solution.weeks.expected[week], at, axis=1)
    bars = expected - SLACK
    ordered, added = np.empty_like(bars), np.empty_like(bars)
    places = np.empty(bars.shape, dtype=np.int64)
    for a, b in pairwise(start):
        for j in range(game.parties):
            by_bar = np.argsort(bars[j, a:b], kind="stable")
            places[j, a:b] = a + by_bar
            ordered[j, a:b] = bars[j, a:b][by_bar]
            added[j, a:b] = np.cumsum(mass[a:b][by_bar])
        added[:, b - 1] = added[0, b - 1]
    total = 0.0
    for b in start[1:]:
        total += float(added[0, b - 1])
    return Week(
        week=week,
        total=total,
        phase=phase,
        face=face,
        cell=cell,
        start=start,
        states=states,
        mass=mass,
        expected=expected,
        bars=bars,
        order=places,
        ordered=ordered,
        added=added,
        face_norm=game.cells.face_norm[phase, :, face],
        least=game.cells.ratify[phase, :, cell],
        veto=game.veto[phase],
        going_on=expected @ mass / total,
    )


def signed(
    week: Week,
    actual: Floats,
    apparent: Floats,
    units: Floats,
    packages: Ints | None = None,
    sought: float = 0.0,
) -> Signing:
    """Would-sign figures of packages with u, y (P, N) and W (M, F, P, N) in units of 1e-9.

    sought  `everybody` is worked out only where it could reach this share, and 0 elsewhere
    """
    parties, count = actual.shape
    accepts, passes, worth = np.zeros((3, parties, count))
    ratifies, everybody = np.zeros((2, count))
    valued = tuple(np.ascontiguousarray(array) for array in (actual, apparent, units))
    one = (*valued, week.phase, week.face, week.start)
    kernel.one_by_one(
        *one, week.ordered, week.added, week.face_norm, week.least,
        accepts, passes, ratifies, worth,
    )  # fmt: skip
    least = np.minimum(passes.min(axis=0), accepts[week.veto.all(axis=0)].min(axis=0, initial=1.0))
    chosen = np.flatnonzero(least >= sought * week.total * (1.0 - 1e-9))
    kernel.together(
        chosen, *one, week.bars, week.mass, week.order, week.ordered, week.added, week.face_norm,
        week.least, week.veto, everybody,
    )  # fmt: skip
    worth /= week.total
    return Signing(
        week.week,
        np.arange(count) if packages is None else packages,
        accepts / week.total,
        passes / week.total,
        ratifies / week.total,
        everybody / week.total,
        worth - week.going_on[:, None],
        worth,
    )


def signing(forward: Forward, week: int, packages: Ints | None = None) -> Signing:
    """The same for packages of the game by number, all if None; errors as in `wars`."""
    given = forward.game.bare.packages
    chosen = np.arange(given.count) if packages is None else np.asarray(packages)
    return signed(
        wars(forward, week),
        given.actual[:, chosen],
        given.apparent[:, chosen],
        forward.solution.worth.units[..., chosen],
        chosen,
    )

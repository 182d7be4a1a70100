"""W: what every package is worth to every party, in every phase and face level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Bools, Floats, Game, Ints, NewWar
from goldenbridge.kernels import payoff
from goldenbridge.solve.renewed import reachable

BATCH = 512
"""Packages valued at a time: their numbers stay in the nearest cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """Payoffs of packages (model, section 4). Axes: M phases, F face levels, P parties, N packages.

    rows     (rows, N)      H, the kept deal, for every distinct leader and face level
    row_of   (M, F, P)      which row
    broken   (M, F, N)      q, the chance that the peace is broken
    units    (M, F, P, N)   W in units of 1e-9, whole numbers
    renewed  (M, P, starts) R_i; one column of 0 without peace
    start    (N,)           each package's column of `renewed`
    """

    rows: Floats
    row_of: Ints
    broken: Floats
    units: Floats
    renewed: Floats
    start: Ints

    def only(self, places: Bools | Ints) -> Worth:
        """Some of the packages."""
        return Worth(
            self.rows[:, places],
            self.row_of,
            self.broken[..., places],
            self.units[..., places],
            self.renewed,
            self.start[places],
        )

    @classmethod
    def joined(cls, parts: Sequence[Worth]) -> Worth:
        """All packages of these, of one game, one part after the other."""
        return cls(
            np.concatenate([part.rows for part in parts], axis=1),
            parts[0].row_of,
            np.concatenate([part.broken for part in parts], axis=2),
            np.concatenate([part.units for part in parts], axis=3),
            parts[0].renewed,
            np.concatenate([part.start for part in parts]),
        )

    def kept(self, m: int, f: int) -> Floats:
        """H of all packages: (P, N)."""
        return np.asarray(self.rows[self.row_of[m, f]])

    def value(self, m: int, f: int) -> Floats:
        """W of all packages: (P, N)."""
        return np.asarray(self.units[m, f] / 1e9)


def renewed_war(game: Game, used: Bools) -> Floats:
    """R_i(class, front): the new war's value at its start, (M, P, C·L); unused classes are 0."""
    war = game.new_war
    if war is None:
        return np.zeros((game.phases, game.parties, 1))
    levels = war.starts.shape[0]
    worth = np.zeros((game.phases, game.parties, war.classes, levels))
    classes = np.flatnonzero(used)
    for i in range(game.parties):
        reach = reachable(game, war, i)
        pairs: list[tuple[int, int]] = []
        same: list[tuple[int, int, int]] = []
        for m in range(game.phases):
            alike = [e for e in range(m) if _same_phase(game, war, e, m, i)]
            for c in classes.tolist():
                row = m * war.classes + c
                twin = next((e for e in alike if reach.alike(e * war.classes + c, row)), None)
                if twin is None:
                    pairs.append((m, row))
                else:
                    same.append((m, c, twin))
        wars = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        worth[wars[:, 0], i, wars[:, 1] % war.classes] = reach.pass_wars(
            wars,
            game.horizon[:, i],
            war.worth[:, i],
            np.ascontiguousarray(game.discount[:, i]),
            war.survive,
        )
        for m, c, twin in same:
            worth[m, i, c] = worth[twin, i, c]
    return worth.reshape(game.phases, game.parties, -1)


def _same_phase(game: Game, war: NewWar, e: int, m: int, i: int) -> bool:
    """Whether party i expects the same of a new war in both phases, moves apart."""
    return (
        game.discount[m, i] == game.discount[e, i]
        and np.array_equal(war.worth[m, i], war.worth[e, i])
        and np.array_equal(war.survive[m], war.survive[e])
        and np.array_equal(game.horizon[m, i], game.horizon[e, i])
    )


def _rows(game: Game) -> tuple[Ints, list[tuple[float, ...]]]:
    """Row of H for (M, F, P), and the rows: party, norm of its face, its leader."""
    leaders = game.leaders
    phases, parties, faces = game.cells.face_norm.shape
    row_of = np.empty((phases, faces, parties), dtype=np.int64)
    rows: dict[tuple[float, ...], int] = {}
    for m in range(phases):
        for i in range(parties):
            leader = (
                leaders.present[m, i],
                leaders.office[m, i],
                leaders.fate[m, i],
                leaders.fate_slope[m, i],
                leaders.aim[m, i],
                leaders.width[m, i],
            )
            for f in range(faces):
                key = (i, float(game.cells.face_norm[m, i, f]), *map(float, leader))
                row_of[m, f, i] = rows.setdefault(key, len(rows))
    return row_of, list(rows)


def package_worth(game: Game, renewed: Floats | None = None) -> Worth:
    """W of every package of the game, with the class passes that it needs.

    renewed  R_i where it is known already, for every class that a package names
    """
    packages, war = game.bare.packages, game.new_war
    count = packages.count
    phases, parties, faces = game.cells.face_norm.shape
    if war is None:
        start = np.zeros(count, dtype=np.int64)
        respite = np.zeros((phases, parties))
        used = np.zeros(0, dtype=np.bool_)
    else:
        levels = war.starts.shape[0]
        front = np.where(packages.front < 0, war.recovered_front, packages.front)
        start = packages.security * levels + front
        respite = game.discount**war.respite
        used = np.bincount(packages.security, minlength=war.classes) > 0
    if renewed is None:
        renewed = renewed_war(game, used)
    row_of, keys = _rows(game)
    table = np.array(keys)
    who, present = table[:, 0].astype(np.int64), table[:, 2] > 0
    rows = np.empty((len(keys), count))
    bits = np.empty(BATCH, dtype=np.int64)
    payoff.kept_worth(
        packages.actual,
        packages.apparent,
        who,
        table[:, 1].copy(),
        present,
        *(table[:, column].copy() for column in range(3, 8)),
        rows,
        np.empty(BATCH),
        np.empty(BATCH),
        bits,
        bits.view(np.float64),
    )
    broken = np.zeros((phases, faces, count))
    units = np.empty((phases, faces, parties, count))
    payoff.package_worth(
        rows,
        row_of,
        packages.penalty,
        game.lapse,
        start,
        renewed,
        war is not None,
        game.can_break,
        respite,
        broken,
        units,
        np.empty((parties, count)),
    )
    return Worth(rows, row_of, broken, units, renewed, start)

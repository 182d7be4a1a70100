"""W: what every package is worth to every party, in every phase and face level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.kernels import backward, payoff
from goldenbridge.solve.layout import blocks, strides


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """Payoffs of packages (model, section 4). Axes: M phases, F face levels, P parties, N packages.

    kept     (M, F, P, N)   H, the kept deal
    broken   (M, F, N)      q, the chance that the peace is broken
    units    (M, F, P, N)   W in whole units of 1e-9
    renewed  (M, P, starts) R_i; `start` (N,) is each package's column. Empty without `peace`
    """

    kept: Floats
    broken: Floats
    units: Ints
    renewed: Floats
    start: Ints

    def value(self, m: int, f: int, i: int) -> Floats:
        """W of all packages."""
        return self.units[m, f, i] / 1e9


def renewed_war(game: Game, used: Bools) -> Floats:
    """R_i(class, front): the new war's value at its start, (M, P, C·L); unused classes are 0."""
    war = game.new_war
    if war is None:
        return np.zeros((game.phases, game.parties, 1))
    levels = war.starts.shape[0]
    worth = np.zeros((game.phases, game.parties, war.classes * levels))
    operators = war.operators
    for m in range(game.phases):
        for c in np.flatnonzero(used):
            value = game.horizon[m].copy()
            backward.war_pass(
                war.periods, m, m * war.classes + c, blocks(game), value,
                operators.first_up, operators.first_down, operators.first, operators.rows,
                operators.up, operators.down, strides(game),
                war.worth, war.carry,
            )
            worth[m, :, c * levels : (c + 1) * levels] = value[:, war.starts]
    return worth


def package_worth(game: Game) -> Worth:
    """W of every package of the game, with the class passes that it needs."""
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
    renewed = renewed_war(game, used)
    kept = np.empty((phases, faces, parties, count))
    broken = np.zeros((phases, faces, count))
    units = np.empty((phases, faces, parties, count), dtype=np.int64)
    leaders = game.leaders
    payoff.package_worth(
        packages.actual, packages.apparent, packages.penalty, game.lapse, start, renewed,
        war is not None, game.can_break, respite, game.cells.face_norm, leaders.present,
        leaders.office, leaders.fate, leaders.fate_slope, leaders.aim, leaders.width,
        kept, broken, units,
    )
    return Worth(kept, broken, units, renewed, start)

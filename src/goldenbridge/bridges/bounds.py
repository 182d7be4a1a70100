"""What a package must at least be worth to be signed, and the most a partial one can still be.

A party that accepts in a share s of the wars going on accepts in at least that share of the wars of
some phase. Within a phase W is highest where most of a flattering look is credited, and

    W ≤ max(H, (1 − δ^d)·H + δ^d·R)

whoever breaks the peace, so a package falls short where H at the best face level is below `need`
in every phase. H rises with u and y as long as no fate falls with a better look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.ground import Ground
from goldenbridge.game.arrays import kept_in_office
from goldenbridge.game.game import Bools, Floats, Ints
from goldenbridge.kernels.bargain import SLACK
from goldenbridge.settlements.issues import NONE
from goldenbridge.settlements.values import class_strengths

ROUNDING = 2e-9
"""Wider than the rounding of W and of sums over issues, so that no package is dropped by it."""


@dataclass(frozen=True, eq=False)
class Need:
    """Necessary conditions for being signed in a share of the wars going on.

    bar     (M, P) least W that is accepted in the share of a phase's wars; −inf without a veto
    norm    (M, P) best face level of the week; NaN in phases without wars
    credit  (P,)   least credit that passes an audience at home in some war; −inf without one
    """

    acceptance: Acceptance
    bar: Floats
    norm: Floats
    credit: Floats

    @property
    def phases(self) -> Ints:
        """Phases in which wars go on."""
        return np.flatnonzero(~np.isnan(self.norm[:, 0]))

    def kept(self, renewed: Floats) -> Floats:
        """(M, P, …) least H at the best face level, where a broken peace is worth `renewed`."""
        game = self.acceptance.ground.game
        shape = (*self.bar.shape, *(1,) * (renewed.ndim - 2))
        bar = self.bar.reshape(shape)
        if game.new_war is None:
            return np.broadcast_to(bar, renewed.shape).copy()
        wait = (game.discount**game.new_war.respite).reshape(shape)
        with np.errstate(divide="ignore", invalid="ignore"):
            broken = (bar - wait * renewed) / (1.0 - wait)
        broken = np.where(wait >= 1.0, np.where(renewed >= bar, -np.inf, bar), broken)
        return np.asarray(np.minimum(bar, broken))

    def possible(self, actual: Floats, apparent: Floats, kept: Floats) -> Bools:
        """(N,) whether packages with u, y (P, N) at most so high can be signed; kept (M, P, N)."""
        game = self.acceptance.ground.game
        able = np.ones(actual.shape[1], dtype=np.bool_)
        for j in range(game.parties):
            spin = apparent[j] - actual[j]
            flattery, modesty = np.maximum(spin, 0.0), np.maximum(-spin, 0.0)
            best = np.nanmax(self.norm[:, j])
            able &= actual[j] + best * flattery - modesty >= self.credit[j] - SLACK - ROUNDING
            if not game.veto[self.phases, j].any():
                continue
            willing = np.zeros_like(able)
            for m in self.phases:
                left = np.flatnonzero(able & ~willing)
                seen = actual[j, left] + self.norm[m, j] * flattery[left] - modesty[left]
                worth = kept_in_office(actual[j, left], seen, game.leaders, int(m), j)
                willing[left] = worth >= kept[m, j, left] - ROUNDING
            able &= willing
        return able

    def met(self, units: Floats) -> Bools:
        """(N,) whether W (M, F, P, N), in units of 1e-9, is high enough in some phase for each."""
        able = np.ones(units.shape[3], dtype=np.bool_)
        for j in range(units.shape[2]):
            some = np.zeros_like(able)
            for m in self.phases:
                some |= units[m, :, j].max(axis=0) / 1e9 >= self.bar[m, j]
            able &= some
        return able


def need(acceptance: Acceptance, share: float) -> Need:
    """What is needed to be signed by every side in at least this share of the wars going on."""
    game, week = acceptance.ground.game, acceptance.week
    bar = np.full((game.phases, game.parties), -np.inf)
    norm = np.full((game.phases, game.parties), np.nan)
    for m in np.unique(week.phase):
        here = np.flatnonzero(week.phase == m)
        norm[m] = week.face_norm[here].max(axis=0)
        first, end = week.start[here[0]], week.start[here[-1] + 1]
        for j in np.flatnonzero(game.veto[m]):
            bar[m, j] = _quantile(week.expected[j, first:end], week.mass[first:end], share) - SLACK
    return Need(acceptance, bar, norm, week.least.min(axis=0))


def _quantile(values: Floats, mass: Floats, share: float) -> float:
    """Least value up to which the share of the mass lies; rounding errors on the safe side."""
    order = np.argsort(values, kind="stable")
    added = np.cumsum(mass[order])
    at = int(np.searchsorted(added, max(share - 1e-9, 0.0) * added[-1], side="left"))
    return float(values[order][min(at, len(values) - 1)])


def renewed_of(ground: Ground, groups: Floats) -> Floats:
    """(M, P, G) R of groups given by strengths or class and by front, as `partial.groups` does."""
    war, game = ground.game.new_war, ground.game
    if war is None:
        return np.full((game.phases, game.parties, len(groups)), -np.inf)
    if ground.terms.by_strength:
        table = class_strengths(ground.terms)
        distance = np.abs(groups[:, None, :2] - table[None]).sum(axis=2)
        security = distance.argmin(axis=1)
    else:
        security = np.maximum(groups[:, 0].astype(np.int64), 0)
    front = groups[:, 2].astype(np.int64)
    front = np.where(front == NONE, war.recovered_front, front)
    return np.asarray(ground.renewed[:, :, security * war.starts.shape[0] + front])

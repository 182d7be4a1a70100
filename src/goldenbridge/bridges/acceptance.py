"""Would every side sign? Any packages, in any week: the one home of that question for bridges.

The figures are those of `forecast.signing`; here they are asked of packages by their terms, also
of those that the game was not played over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.forecast.signing import HALF, Signing, Week, signed, wars
from goldenbridge.game.game import Floats

__all__ = ["HALF", "Acceptance", "Signing", "Week"]


@dataclass(frozen=True, eq=False)
class Acceptance:
    """Acceptance of any packages in one week; the wars still going on are looked up once.

    Raises ValueError where the week is not shown or no war is left.
    """

    ground: Ground
    number: int

    @cached_property
    def week(self) -> Week:
        """The wars still going on."""
        return wars(self.ground.forward, self.number)

    @cached_property
    def shares(self) -> Floats:
        """(G,) each group's share of the wars still going on."""
        ends = self.week.added[0, self.week.start[1:] - 1]
        return np.asarray(ends / self.week.total)

    @cached_property
    def places(self) -> Floats:
        """(M, F) share of the wars still going on in each phase and face level."""
        phases, _, faces = self.ground.game.cells.face_norm.shape
        share = np.zeros((phases, faces))
        np.add.at(share, (self.week.phase, self.week.face), self.shares)
        return share

    def mean(self, by_place: Floats) -> Floats:
        """Mean of (M, F, …) over the wars still going on: (…)."""
        total = np.zeros(by_place.shape[2:])
        for m, f in zip(*np.nonzero(self.places), strict=True):
            total += self.places[m, f] * by_place[m, f]
        return total

    @cached_property
    def norm(self) -> Floats:
        """(P,) what of a flattering look is credited at home, on average."""
        return np.asarray(self.shares @ self.week.face_norm)

    @cached_property
    def needs(self) -> Floats:
        """(P,) least credit that passes at home, on average; −inf without an audience."""
        return np.asarray(self.shares @ self.week.least)

    def credited(self, packages: Valued) -> Floats:
        """(P, N) a_i: what the packages are credited with at home, on average."""
        spin = packages.values.apparent - packages.values.actual
        credit = self.norm[:, None] * np.maximum(spin, 0.0) - np.maximum(-spin, 0.0)
        return np.asarray(packages.values.actual + credit)

    def of(self, packages: Valued, sought: float = 0.0) -> Signing:
        """Acceptance, votes at home and margins of these packages; `sought` as in `signed`."""
        values = packages.values
        return signed(
            self.week, values.actual, values.apparent, packages.worth.units, sought=sought
        )

    def lacking(self, signing: Signing, k: int) -> tuple[list[str], list[str]]:
        """Veto parties that would not accept package k, and those whose audience would not ratify.

        Each counts as lacking where it is willing in less than half of the wars still going on.
        """
        names = self.ground.parties
        vetoes = np.flatnonzero(self.ground.game.veto[0])
        unwilling = [names[j] for j in vetoes if signing.accepts[j, k] < HALF]
        unratified = [name for j, name in enumerate(names) if signing.passes[j, k] < HALF]
        return unwilling, unratified


def of_terms(ground: Ground, week: int, chosen: Mapping[str, str]) -> Signing:
    """Acceptance of one package given by issue and level."""
    return Acceptance(ground, week).of(ground.valued(ground.positions(chosen)))

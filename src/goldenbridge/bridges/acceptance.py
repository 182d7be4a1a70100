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

    def of(self, packages: Valued) -> Signing:
        """Acceptance, votes at home and margins of these packages."""
        values = packages.values
        return signed(self.week, values.actual, values.apparent, packages.worth.units)

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

"""Who would sign a package in a given week: acceptance over the wars still going on then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.forecast.forward import Forward
from goldenbridge.game.game import Floats, Ints
from goldenbridge.kernels.bargain import SLACK
from goldenbridge.solve.tables import ratified


@dataclass(frozen=True, slots=True, eq=False)
class Signing:
    """Would-sign figures of one week (model, section 6), for the packages asked for.

    accepts   (P, n)   share of the mass at war in which the party would accept, whoever proposes
    ratifies  (n,)     … in which every audience ratifies
    everybody (n,)     … in which every veto party accepts and every audience ratifies
    margin    (P, n)   mean of W − C over that mass
    """

    week: int
    packages: Ints
    accepts: Floats
    ratifies: Floats
    everybody: Floats
    margin: Floats


def signing(forward: Forward, week: int, packages: Ints | None = None) -> Signing:
    """Would-sign shares and margins in a week shown.

    packages: numbers (n,), all if None. Raises ValueError outside the weeks shown or where no war
    is left to speak of.
    """
    solution, game = forward.solution, forward.game
    if not 0 <= week < game.shown:
        raise ValueError(f"week {week} is not shown; weeks are 0 to {game.shown - 1}")
    if packages is None:
        packages = np.arange(game.bare.packages.count)
    total = float(forward.mass[week].sum())
    if total <= 0.0:
        raise ValueError(f"no war is left in week {week}")
    accepts, margin = np.zeros((2, game.parties, len(packages)))
    everybody, ratifies = np.zeros((2, len(packages)))
    for m in range(game.phases):
        for cell in range(game.cells.count):
            here = np.flatnonzero((game.cells.of_state == cell) & (forward.mass[week, m] > 0))
            if not len(here):
                continue
            face = int(game.cells.face[cell])
            worth = solution.worth.units[m, face][:, packages] / 1e9
            passes = ratified(game, m, face, np.array([cell]))[0][packages]
            mass = forward.mass[week, m, here]
            ratifies += mass.sum() * passes
            vetoes = np.flatnonzero(game.veto[m])
            margin += mass.sum() * worth
            for s, x in zip(here, mass, strict=True):
                c = solution.expected[week, m, :, s]
                agrees = worth >= c[:, None] - SLACK
                accepts += x * agrees
                margin -= x * c[:, None]
                everybody += x * (agrees[vetoes].all(axis=0) & passes)
    return Signing(
        week, packages, accepts / total, ratifies / total, everybody / total, margin / total
    )

"""The packages of a cell that no other ratifiable package makes superfluous."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def undominated(units: Ints, allowed: npt.NDArray[np.bool_]) -> list[Ints]:
    """For each row of `allowed` the package numbers kept, ascending.

    units    (P, N)   W in whole units of 1e-9
    allowed  (R, N)   which packages can be ratified in each of R cells
    """
    totals = units.sum(axis=0)
    by_total = np.argsort(-totals, kind="stable")
    found = []
    for row in allowed:
        left = by_total[row[by_total]]
        kept: list[int] = []
        while len(left):
            best = left[0]
            kept.append(int(best))
            left = left[(units[:, left] > units[:, best][:, None]).any(axis=0)]
        found.append(np.array(sorted(kept), dtype=np.int64))
    return found

"""Which exceptional packages may hide one that matters.

Whatever an exceptional package s keeps off the list is no better, in substance or look, than s, and
of the same group; so its worth has a bound. Where in every phase and face level each such bound is
reached by a package that every audience ratifies there, nothing behind s can be proposed, accepted
or set a price, and s need not be counted as exceptional when packages are put back.

For k behind s, H_i(k) <= H_i(s). With D_i = delta_i^d, L the chance that the peace lapses:
- nobody gains by breaking k: W_i(k) = (1 - q D_i) H_i(k) + q D_i R_i with L(s) <= q <= L at the
  worst look, which is linear in q, so one of the two ends bounds it;
- party j gains by breaking k, so B = R_j - penalty_j > H_j(k): W_j(k) is at most
  (1 - D_j) min(H_j(s), B) + D_j B, and that of the others (1 - D_i) H_i(s) + D_i R_i.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.kernels.pareto import any_above, pareto_cells
from goldenbridge.settlements.issues import Bools, Floats, Ints

UNIT = 1e-9


@dataclass(frozen=True, eq=False)
class Outlook:
    """What the packages are worth. M phases, F face levels, P parties, N packages.

    kept       (M, F, P, N) H_i
    units      (M, F, P, N) W_i in units of 1e-9, whole numbers
    ratified   (M, F, N)    every audience ratifies, in every cell of the face level
    renewed    (M, P, N)    R_i
    penalty    (P, N)       what breaking costs
    lapse      (N,)         chance that the peace lapses, with this look
    worst      (N,)         the same if every party saw the worst look, 0
    can_break  (M, P)
    wait       (M, P)       discount over the respite
    """

    kept: Floats
    units: Ints | Floats
    ratified: Bools
    renewed: Floats
    penalty: Floats
    lapse: Floats
    worst: Floats
    can_break: Bools
    wait: Floats


def pressing(exceptional: Bools, outlook: Outlook) -> Bools:
    """(N,) the exceptional packages behind which something may matter."""
    left = np.flatnonzero(exceptional)
    hopeful = np.zeros(len(left), dtype=bool)
    phases, faces = outlook.ratified.shape[:2]
    for m in range(phases):
        for f in range(faces):
            best = _best(outlook.units[m, f], outlook.ratified[m, f])
            for bound in _bounds(outlook, m, f, left):
                hopeful |= ~_reached(bound, best)
    found = np.zeros(len(exceptional), dtype=bool)
    found[left[hopeful]] = True
    return found


def _bounds(outlook: Outlook, m: int, f: int, s: Ints) -> list[Floats]:
    """Bounds (P, n) on what is behind packages s, one for every case above."""
    H, R = outlook.kept[m, f][:, s], outlook.renewed[m][:, s]
    wait = outlook.wait[m][:, None]
    ends = [(1.0 - q * wait) * H + q * wait * R for q in (outlook.lapse[s], outlook.worst[s])]
    bounds = [np.maximum(*ends)]
    for j in np.flatnonzero(outlook.can_break[m]):
        bound = (1.0 - wait) * H + wait * R
        broken = R[j] - outlook.penalty[j, s]
        bound[j] = (1.0 - wait[j]) * np.minimum(H[j], broken) + wait[j] * broken
        bounds.append(bound)
    return bounds


def _best(units: Ints | Floats, ratified: Bools) -> Ints:
    """(n, P) the undominated W of ratified packages, by falling sum."""
    whole = units.astype(np.int64)
    best = whole[:, pareto_cells(whole, ratified[None])[0]].T
    return np.ascontiguousarray(best[np.argsort(-best.sum(axis=1))])


def _reached(bound: Floats, best: Ints) -> Bools:
    """(n,) whether a package is worth at least the bound to every party."""
    points = np.ascontiguousarray(np.ceil(bound / UNIT).astype(np.int64).T + 1)
    group = np.zeros(len(points), dtype=np.int64)
    return any_above(points, group, best, np.array([0, len(best)]))

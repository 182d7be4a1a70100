"""Which single party's consent would open a deal that is out of reach, and at what price."""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled
from goldenbridge.kernels.backward import DEEP, SHALLOW
from goldenbridge.kernels.bargain import BITS, SLACK
from goldenbridge.kernels.bits import lowest_bit

UNKNOWN = -2
NEGLIGIBLE = 1e-18
"""Mass of a state below which its part in any figure is lost in the rounding of the others."""


@compiled
def lacking(
    j,
    mass,
    within,
    expected,
    cell,
    cells,
    veto,
    counts,
    worth,
    edges,
    sizes,
    orders,
    masks,
    opened,
    blocked,
    priced,
    low,
    high,
    rank,
    answer,
    now,
):
    """Of the mass out of reach, what j's consent alone would open, and mass × price over it.

    mass (weeks+1, M, S), within (weeks, M, S): whether a deal is within reach
    expected (weeks, M, P, S), veto (M, P); the tables hold the packages that every audience but j's
    ratifies, in the order of W_j
    opened (weeks, M, S)   out: set to 1 where j's consent would open a deal
    blocked, priced (weeks,)   out, added to
    low, high (M, P, S) empty intervals, rank (M, P, S), answer (M, S) unknown, now (P,): room

    As in the backward sweep, an answer holds until some C_i leaves the interval around it, which is
    as wide as can be told cheaply: see `phase_repairs`.
    """
    _, phases, parties, states = expected.shape
    weeks = blocked.shape[0]
    words = masks.shape[3]
    for t in range(weeks):
        for m in range(phases):
            for s in range(states):
                x = mass[t, m, s]
                if x < NEGLIGIBLE or within[t, m, s]:
                    continue
                table = m * cells + cell[s]
                known = answer[m, s] > UNKNOWN
                for i in range(parties):
                    if veto[m, i] and i != j:
                        c = expected[t, m, i, s]
                        known &= (c > low[m, i, s]) & (c <= high[m, i, s])
                if not known:
                    for i in range(parties):
                        if veto[m, i] and i != j:
                            c = expected[t, m, i, s]
                            r = rank[m, i, s]
                            most = sizes[table, i]
                            while r < most and c > edges[table, i, r]:
                                r += 1
                            while r > 0 and c <= edges[table, i, r - 1]:
                                r -= 1
                            rank[m, i, s] = r
                            now[i] = r
                    k = -1
                    depth = 0
                    for attempt in range(3):
                        lower = 0 if attempt == 0 else (DEEP if attempt == 1 else SHALLOW)
                        found = -1
                        for w in range(words):
                            common = (1 << BITS) - 1
                            for i in range(parties):
                                if veto[m, i] and i != j:
                                    common &= masks[table, i, max(now[i] - lower, 0), w]
                            if common != 0:
                                place = w * BITS + lowest_bit(common)
                                found = orders[table, 0, place] if place < counts[table] else -1
                                break
                        if attempt == 0:
                            k = found
                        elif found == k:
                            depth = lower
                            break
                    answer[m, s] = k
                    for i in range(parties):
                        if veto[m, i] and i != j:
                            r = max(now[i] - depth, 0)
                            low[m, i, s] = edges[table, i, r - 1] if r > 0 else -np.inf
                            high[m, i, s] = worth[table, k, i] + SLACK if k >= 0 else np.inf
                k = answer[m, s]
                if k >= 0:
                    opened[t, m, s] = 1
                    blocked[t] += x
                    priced[t] += x * max(0.0, expected[t, m, j, s] - worth[table, k, j])


@compiled
def out_of_reach(mass, within, opened, lost):
    """The mass out of reach that no single consent would open: lost (weeks,), added to."""
    _, phases, states = within.shape
    for t in range(lost.shape[0]):
        for m in range(phases):
            for s in range(states):
                if not (within[t, m, s] or opened[t, m, s]):
                    lost[t] += mass[t, m, s]

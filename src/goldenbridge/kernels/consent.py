"""Which single party's consent would open a deal that is out of reach, and at what price."""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled
from goldenbridge.kernels.bargain import best_common, rank_of


@compiled
def lacking(
    j, mass, expected, choice, cell, table_of, veto, worth, edges, sizes, orders, masks, opened,
):
    """Of the mass out of reach, what j's consent alone would open, and mass × price over it.

    mass (S,), expected (P, S), choice (P+1, S): one week and phase; tables: packages that every
    audience but j's ratifies, in the order of W_j
    opened (S,)   set to 1 where j's consent would open a deal
    """
    parties = expected.shape[0]
    accepts = np.zeros(parties, np.bool_)
    ranks = np.zeros(parties, np.int64)
    for i in range(parties):
        accepts[i] = veto[i] and i != j
    blocked = 0.0
    priced = 0.0
    for s in range(mass.shape[0]):
        x = mass[s]
        if x == 0.0:
            continue
        within = False
        for p in range(parties):
            within |= veto[p] and choice[p, s] >= 0
        if within:
            continue
        table = table_of + cell[s]
        for i in range(parties):
            if accepts[i]:
                size = sizes[table, i]
                low, high = 0, size
                c = expected[i, s]
                while low < high:
                    middle = (low + high) // 2
                    if edges[table, i, middle] < c:
                        low = middle + 1
                    else:
                        high = middle
                ranks[i] = rank_of(c, edges[table, i], size, low)
        at = best_common(masks, table, 0, ranks, accepts)
        if at >= 0:
            opened[s] = 1
            blocked += x
            k = orders[table, 0, at]
            priced += x * max(0.0, expected[j, s] - worth[table, j, k])
    return blocked, priced


@compiled
def out_of_reach(mass, choice, veto, opened):
    """The mass out of reach that no single consent would open; `opened` is cleared."""
    lost = 0.0
    for s in range(mass.shape[0]):
        within = opened[s] == 1
        for p in range(veto.shape[0]):
            within |= veto[p] and choice[p, s] >= 0
        if not within:
            lost += mass[s]
        opened[s] = 0
    return lost

"""Which single party's consent would open a deal that is out of reach, and at what price."""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled
from goldenbridge.kernels import types as given
from goldenbridge.kernels.backward import INWARDS
from goldenbridge.kernels.bargain import BITS, SLACK
from goldenbridge.kernels.bits import lowest_bit

UNKNOWN = -2
NEGLIGIBLE = 1e-18
"""Mass of a state below which its part in any figure is lost in the rounding of the others."""


@compiled
def lacking(
    m: given.Int,
    mass: given.Floats3,
    within: given.Bools3,
    expected: given.Floats4,
    cell: given.Index1,
    cells: given.Int,
    veto: given.Bools1,
    counts: given.Ints1,
    worth: given.Floats3,
    edges: given.Floats3,
    sizes: given.Ints2,
    orders: given.Small3,
    masks: given.Ints4,
    blocked: given.Floats2,
    priced: given.Floats2,
    nobody: given.Floats1,
    low: given.Singles3,
    high: given.Singles3,
    rank: given.Small3,
    answer: given.Small2,
    now: given.Ints1,
):
    """Of phase m's mass out of reach, what each party's consent alone opens, and mass × price.

    mass (weeks+1, M, S), within (weeks, M, S): whether a deal is within reach
    expected (weeks, M, P, S), veto (P,)
    table j·cells + cell holds the packages that every audience but j's ratifies, by their W_j
    blocked, priced (P, weeks), nobody (weeks,)   out, added to
    low, high (S, P, P) single precision, empty intervals; rank (S, P, P), answer (S, P) unknown,
    now (P,)   room to work in

    As in the backward sweep, an answer holds until some C_i leaves the interval around it: up to
    the W_i of the package chosen, and down to the next edge.
    """
    parties, states = expected.shape[2:]
    words = masks.shape[3]
    for t in range(nobody.shape[0]):
        for s in range(states):
            x = mass[t, m, s]
            if x < NEGLIGIBLE or within[t, m, s]:
                continue
            alone = False
            for j in range(parties):
                known = answer[s, j] > UNKNOWN
                for i in range(parties):
                    if veto[i] and i != j:
                        c = expected[t, m, i, s]
                        known &= (c > low[s, j, i]) & (c <= high[s, j, i])
                table = j * cells + cell[s]
                if not known:
                    for i in range(parties):
                        if veto[i] and i != j:
                            c = expected[t, m, i, s]
                            r = rank[s, j, i]
                            most = sizes[table, i]
                            while r < most and c > edges[table, i, r]:
                                r += 1
                            while r > 0 and c <= edges[table, i, r - 1]:
                                r -= 1
                            rank[s, j, i] = r
                            now[i] = r
                    k = -1
                    for w in range(words):
                        common = (1 << BITS) - 1
                        for i in range(parties):
                            if veto[i] and i != j:
                                common &= masks[table, i, now[i], w]
                        if common != 0:
                            place = w * BITS + lowest_bit(common)
                            if place < counts[table]:
                                k = orders[table, 0, place]
                            break
                    answer[s, j] = k
                    for i in range(parties):
                        if veto[i] and i != j:
                            low[s, j, i] = -np.inf
                            high[s, j, i] = np.inf
                            r = now[i]
                            if r > 0:
                                edge = edges[table, i, r - 1]
                                low[s, j, i] = edge + INWARDS * max(1.0, abs(edge))
                            if k >= 0:
                                edge = worth[table, k, i] + SLACK
                                high[s, j, i] = edge - INWARDS * max(1.0, abs(edge))
                k = answer[s, j]
                if k >= 0:
                    alone = True
                    blocked[j, t] += x
                    priced[j, t] += x * max(0.0, expected[t, m, j, s] - worth[table, k, j])
            if not alone:
                nobody[t] += x

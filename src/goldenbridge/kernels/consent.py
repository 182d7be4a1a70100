"""Which single party's consent would open a deal that is out of reach, and at what price."""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled
from goldenbridge.kernels import types as given
from goldenbridge.kernels.backward import INWARDS
from goldenbridge.kernels.bargain import BITS, SLACK, first_accepts, second_refuses
from goldenbridge.kernels.bits import lowest_bit

UNKNOWN = -2
NEGLIGIBLE = 1e-18
"""Mass of a state below which its part in any figure is lost in the rounding of the others."""


@compiled
def lacking(
    begin: given.Int,
    end: given.Int,
    mass: given.Floats2,
    within: given.Bools2,
    expected: given.Floats3,
    cell: given.Index1,
    row_of: given.Ints2,
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
    """Of a phase's mass out of reach, what each party's consent alone opens, and mass × price.

    begin, end         its S states among the R that a war may come to
    mass (weeks+1, R), within (weeks, R): whether a deal is within reach
    expected (weeks, P, R), cell (R,), veto (P,)
    row_of (P, cells)  row of the packages that every audience but j's ratifies, by their W_j
    counts (rows,)     how many
    blocked, priced (P, weeks), nobody (weeks,)   out, added to
    low, high (S, P, P) single precision, empty intervals; rank (S, P, P), answer (S, P) unknown,
    now (P,)   room to work in

    As in the backward sweep, an answer holds until some C_i leaves the interval around it: up to
    the W_i of the package chosen, and down to the next edge.
    """
    parties = expected.shape[1]
    words = masks.shape[3]
    for t in range(nobody.shape[0]):
        for r in range(begin, end):
            s = r - begin
            x = mass[t, r]
            if x < NEGLIGIBLE or within[t, r]:
                continue
            alone = False
            for j in range(parties):
                known = answer[s, j] > UNKNOWN
                for i in range(parties):
                    if veto[i] and i != j:
                        c = expected[t, i, r]
                        known &= (c > low[s, j, i]) & (c <= high[s, j, i])
                row = row_of[j, cell[r]]
                if not known:
                    for i in range(parties):
                        if veto[i] and i != j:
                            c = expected[t, i, r]
                            at = rank[s, j, i]
                            most = sizes[row, i]
                            while at < most and c > edges[row, i, at]:
                                at += 1
                            while at > 0 and c <= edges[row, i, at - 1]:
                                at -= 1
                            rank[s, j, i] = at
                            now[i] = at
                    k = -1
                    for w in range(words):
                        common = (1 << BITS) - 1
                        for i in range(parties):
                            if veto[i] and i != j:
                                common &= masks[row, i, now[i], w]
                        if common != 0:
                            place = w * BITS + lowest_bit(common)
                            if place < counts[row]:
                                k = orders[row, 0, place]
                            break
                    answer[s, j] = k
                    for i in range(parties):
                        if veto[i] and i != j:
                            low[s, j, i] = -np.inf
                            high[s, j, i] = np.inf
                            at = now[i]
                            if at > 0:
                                edge = edges[row, i, at - 1]
                                low[s, j, i] = edge + INWARDS * max(1.0, abs(edge))
                            if k >= 0:
                                edge = worth[row, k, i] + SLACK
                                high[s, j, i] = edge - INWARDS * max(1.0, abs(edge))
                k = answer[s, j]
                if k >= 0:
                    alone = True
                    blocked[j, t] += x
                    priced[j, t] += x * max(0.0, expected[t, j, r] - worth[row, k, j])
            if not alone:
                nobody[t] += x


@compiled
def lacking_of_two(
    begin: given.Int,
    end: given.Int,
    mass: given.Floats2,
    within: given.Bools2,
    expected: given.Floats3,
    cell: given.Index1,
    row_of: given.Ints2,
    veto: given.Bools1,
    counts: given.Ints1,
    worth: given.Floats3,
    blocked: given.Floats2,
    priced: given.Floats2,
    nobody: given.Floats1,
    place: given.Small2,
):
    """The same for two parties, whose kept packages stand in line: see `backward.line_repairs`.

    What the other accepts is one end of the line, and its far end is the best of it.
    place (2, S)   where that end began last: 0 before, room to work in
    """
    first_asked, second_asked = veto[0], veto[1]
    n = worth.shape[1]
    flat = worth.reshape(worth.size)
    first_row, second_row = row_of[0], row_of[1]
    first_place, second_place = place[0], place[1]
    states = end - begin
    cells = cell[begin:end]
    for t in range(nobody.shape[0]):
        all_mass, all_reached = mass[t], within[t]
        here, reached = all_mass[begin:end], all_reached[begin:end]
        first_all, second_all = expected[t, 0], expected[t, 1]
        first, second = first_all[begin:end], second_all[begin:end]
        by_first, by_second, alone = 0.0, 0.0, 0.0
        first_price, second_price = 0.0, 0.0
        for s in range(states):
            x = here[s]
            if x < NEGLIGIBLE or reached[s]:
                continue
            opened = False
            row = first_row[cells[s]]
            base = 2 * n * row
            most = counts[row]
            k = 0
            if second_asked:
                c = second[s]
                k = first_place[s]
                k = second_refuses(flat, base, most, c, k)
                first_place[s] = k
            if k < most:
                opened = True
                by_first += x
                first_price += x * max(0.0, first[s] - flat[base + 2 * k])
            row = second_row[cells[s]]
            base = 2 * n * row
            k = counts[row]
            if first_asked:
                most = k
                c = first[s]
                k = second_place[s]
                k = first_accepts(flat, base, most, c, k)
                second_place[s] = k
            if k > 0:
                opened = True
                by_second += x
                second_price += x * max(0.0, second[s] - flat[base + 2 * (k - 1) + 1])
            if not opened:
                alone += x
        blocked[0, t] += by_first
        blocked[1, t] += by_second
        priced[0, t] += first_price
        priced[1, t] += second_price
        nobody[t] += alone

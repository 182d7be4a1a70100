"""The bargaining step: which package each proposer puts on the table, and who accepts.

In one cell every decision is a function of the ranks of the C_j among the W_j of the packages kept
there. Rank r of party j means: it accepts a package if W_j ≥ levels[r], the r-th of its distinct
payoffs. A bitset over a proposer's order says what j accepts at each rank; the first common bit is
the best package that everybody accepts. Ties are settled once, in the orders.
"""

from __future__ import annotations

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given
from goldenbridge.kernels.payoff import rounded

BITS = 63
SLACK = 5e-10


@inner
def first_accepts(flat, base, most, c, place):
    """How many packages of a line of `most` the first of two parties accepts, with C = c.

    flat    W of all lines, both parties' side by side; base: where this line begins
    place   how many it was: the answer is near
    """
    while place > 0 and c > flat[base + 2 * (place - 1)] + SLACK:
        place -= 1
    while place < most and c <= flat[base + 2 * place] + SLACK:
        place += 1
    return place


@inner
def second_refuses(flat, base, most, c, place):
    """How many packages of a line the second of two parties refuses; see `first_accepts`."""
    while place < most and c > flat[base + 2 * place + 1] + SLACK:
        place += 1
    while place > 0 and c <= flat[base + 2 * (place - 1) + 1] + SLACK:
        place -= 1
    return place


@inner
def fill_levels(units, count, levels, sizes):
    """The distinct W_j of a cell, ascending: levels (P, n + 1), sizes (P,)."""
    for j in range(units.shape[0]):
        size = 0
        for k in range(count):
            value = units[j, k]
            low, high = 0, size
            while low < high:
                middle = (low + high) // 2
                if levels[j, middle] < value:
                    low = middle + 1
                else:
                    high = middle
            if low < size and levels[j, low] == value:
                continue
            for x in range(size, low, -1):
                levels[j, x] = levels[j, x - 1]
            levels[j, low] = value
            size += 1
        sizes[j] = size


@inner
def prefers(first, second, number, k, other):
    """Whether k goes before another: by `first` down, then `second` down, then number."""
    if first[k] != first[other]:
        return first[k] > first[other]
    if second[k] != second[other]:
        return second[k] > second[other]
    return number[k] < number[other]


@inner
def fill_order(first, second, number, count, order):
    """Packages by `first` down, then `second` down, then number; by insertion."""
    for k in range(count):
        at = k
        while at > 0 and prefers(first, second, number, k, order[at - 1]):
            order[at] = order[at - 1]
            at -= 1
        order[at] = k


@inner
def fill_masks(units, count, order, levels, sizes, start, words, masks):
    """What j accepts at rank r, as bits over `order`: masks[j, r, start:start + words]."""
    for j in range(units.shape[0]):
        for at in range(count):
            value = units[j, order[at]]
            low, high = 0, sizes[j] - 1
            while low < high:
                middle = (low + high) // 2
                if levels[j, middle] < value:
                    low = middle + 1
                else:
                    high = middle
            masks[j, low, start + at // BITS] |= 1 << (at % BITS)
        for r in range(sizes[j] - 2, -1, -1):
            for w in range(start, start + words):
                masks[j, r, w] |= masks[j, r + 1, w]


@inner
def mediator_scores(units, count, veto, ranks_by, out):
    """How the mediator ranks: 0 product, 1 sum, 2 minimum over veto parties, in units of 1e-9."""
    for k in range(count):
        product = 1.0
        total = 0.0
        least = 0.0
        first = True
        for j in range(units.shape[0]):
            if not veto[j]:
                continue
            product *= max(units[j, k], 0.0) / 1e9
            total += units[j, k]
            least = units[j, k] if first else min(least, units[j, k])
            first = False
        if ranks_by == 0:
            out[k] = rounded(product)
        elif ranks_by == 1:
            out[k] = total
        else:
            out[k] = least


@compiled
def fill_higher(
    units: given.Floats3,
    phase_of: given.Ints1,
    row_of: given.Ints1,
    counts: given.Ints1,
    veto: given.Bools2,
    ranks_by: given.Int,
    kept: given.Ints2,
    higher: given.Small3,
    local: given.Floats2,
    total: given.Floats1,
    score: given.Floats1,
):
    """What the mediator prefers between two parties, where kept packages (tables, n) stand in line.

    higher (tables, n, 2)   out: the nearest place on either side that he prefers, −1 and `counts`
                            for none
    The rest: `fill_cells`.
    """
    for table in range(kept.shape[0]):
        row, count = row_of[table], counts[table]
        line = kept[table]
        for k in range(count):
            local[0, k] = units[row, 0, line[k]]
            local[1, k] = units[row, 1, line[k]]
            total[k] = local[0, k] + local[1, k]
        mediator_scores(local, count, veto[phase_of[table]], ranks_by, score)
        for k in range(count):
            at = k - 1
            while at >= 0 and not prefers(score, total, line, at, k):
                at = higher[table, at, 0]
            higher[table, k, 0] = at
        for k in range(count - 1, -1, -1):
            at = k + 1
            while at < count and not prefers(score, total, line, at, k):
                at = higher[table, at, 1]
            higher[table, k, 1] = at


@compiled
def fill_cells(
    units: given.Floats3,
    kept: given.Ints2,
    counts: given.Ints1,
    phase_of: given.Ints1,
    row_of: given.Ints1,
    proposers: given.Ints2,
    veto: given.Bools2,
    ranks_by: given.Int,
    levels: given.Floats3,
    sizes: given.Ints2,
    orders: given.Small3,
    masks: given.Ints4,
    local: given.Floats2,
    others: given.Floats1,
    score: given.Floats1,
):
    """Levels, orders and masks of every table.

    units   (rows, P, N)   W in units of 1e-9, whole numbers; row_of[table] names a table's row
    kept    (tables, n)    packages of each table, counts (tables,) how many
    proposers (tables, Q)  whose orders are wanted: parties, P for the mediator
    veto    (M, P), phase_of (tables,)
    levels  (tables, P, n+1), sizes (tables, P), orders (tables, Q, n)
    masks   (tables, P, n+1, Q·words)   all 0 before
    local (P, n), others, score (n,)   room to work in
    """
    parties = units.shape[1]
    words = masks.shape[3] // orders.shape[1]
    for table in range(kept.shape[0]):
        count = counts[table]
        row = row_of[table]
        for j in range(parties):
            for k in range(count):
                local[j, k] = units[row, j, kept[table, k]]
        fill_levels(local, count, levels[table], sizes[table])
        for q in range(proposers.shape[1]):
            p = proposers[table, q]
            for k in range(count):
                total = 0.0
                for j in range(parties):
                    total += local[j, k]
                others[k] = total
            if p < parties:
                for k in range(count):
                    others[k] -= local[p, k]
                fill_order(local[p], others, kept[table], count, orders[table, q])
            else:
                mediator_scores(local, count, veto[phase_of[table]], ranks_by, score)
                fill_order(score, others, kept[table], count, orders[table, q])
            fill_masks(
                local,
                count,
                orders[table, q],
                levels[table],
                sizes[table],
                q * words,
                words,
                masks[table],
            )

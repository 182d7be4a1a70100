"""The backward sweep: section 5 of the model over tracks, phases and parties.

A state's decisions stay as they were while no C_j crosses a threshold of its cell. So each state
carries, per party, the interval of C_j within which its decisions hold, and the sums with which
V_i = alpha·C_i + beta_i there; only states that left their interval are looked up again.
"""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given
from goldenbridge.kernels.bargain import BITS, SLACK
from goldenbridge.kernels.bits import lowest_bit
from goldenbridge.kernels.tracks import expect, week

INWARDS = 2.5e-7
"""More than the rounding of an edge to single precision, relative."""


@inner
def mix(s, table, alpha, beta, choice, talks, chances, worth):
    """alpha and beta of one state from its choices: V_i = alpha·C_i + beta_i."""
    parties = beta.shape[0]
    dealt = 0.0
    for i in range(parties):
        beta[i, s] = 0.0
    for p in range(parties + 1):
        k = choice[p, s]
        if k >= 0:
            share = talks * chances[p]
            dealt += share
            for i in range(parties):
                beta[i, s] += share * worth[table, k, i]
    alpha[s] = 1.0 - dealt


@inner
def settle(expected, low, high, alpha, beta, value, alive, size, mark, left_in):
    """V = alpha·C + beta, and a mark wherever C left the interval in which that holds.

    expected, low, high, alpha, beta (S,), value (S + 2B,)
    low, high                  single precision, rounded inwards: half the memory, and a state
                               marked too often is only decided once more
    alive                      blocks in which there is war: from, to
    mark (S,), left_in (n0,)   states and blocks to decide anew; added to
    Returns how many were marked.
    """
    marked_in_all = 0
    for f in range(alive[0], alive[1]):
        at = f * size
        c = expected[at : at + size]
        least = low[at : at + size]
        most = high[at : at + size]
        share = alpha[at : at + size]
        rest = beta[at : at + size]
        out = value[at + size : at + 2 * size]
        for i in range(size):
            out[i] = share[i] * c[i] + rest[i]
        left = 0
        for i in range(size):
            left += int((c[i] <= least[i]) | (c[i] > most[i]))
        if left > 0:
            marked_in_all += left
            left_in[f] += left
            marked = mark[at : at + size]
            for i in range(size):
                marked[i] |= (c[i] <= least[i]) | (c[i] > most[i])
    return marked_in_all


@inner
def heirs(value, worth, into, heir, chance, reset, size, begin, end, out):
    """What a week is worth before V, and the wars of successors: out (P, S).

    value (M, P, S + 2B), worth (P, S), of which begin … end are worked out
    `into`, `heir`, `chance`, `reset`: see `Succession`
    """
    for p in range(worth.shape[0]):
        total = out[p]
        known = worth[p]
        for s in range(begin, end):
            total[s] = known[s]
        for g in range(into.shape[0]):
            if heir[g] != p:
                continue
            follows = value[into[g], p, size:]
            likely = chance[g]
            state = reset[into[g]]
            for s in range(begin, end):
                total[s] += likely[s] * follows[state[s]]


@inner
def phase_repairs(
    value,
    expected,
    cell,
    table_of,
    rank,
    low,
    high,
    alpha,
    beta,
    choice,
    within,
    talks,
    chances,
    veto,
    worth,
    edges,
    sizes,
    orders,
    masks,
    mark,
    left_in,
    by_cell,
    size,
    now,
    common,
    chosen,
):
    """Decide anew wherever some C_j left its interval. Returns in how many states.

    value (P, S + 2B), expected, low, high, beta (P, S), alpha (S,), rank (S, P), choice (P+1, S)
    within (S,)                whether a deal is within reach: some veto party has one to propose
    mark (S,), left_in (n0,)   states and blocks to decide anew; cleared
    worth  (tables, n, P), edges (tables, P, n+1), sizes (tables, P), orders (tables, P+1, n)
    masks  (tables, P, n+1, (P+1)·words); table_of + cell[s] is the table of a state
    by_cell (S,)  states in the order of their cells, in which many are decided: tables stay near
    now (P,), common ((P+1)·words,), chosen (P+1,)   room to work in

    The new intervals: upwards each C_j may rise to the least W_j among the packages chosen where j
    has a say, since what others accept can only shrink meanwhile; downwards to its next edge. Nine
    of ten states that leave theirs decide otherwise, so looking for wider ones does not pay.

    One loop without helpers or slices: called per state, either costs more than the work itself.
    """
    parties = expected.shape[0]
    proposers = parties + 1
    words = masks.shape[3] // proposers
    repaired = 0
    many = 0
    for f in range(left_in.shape[0]):
        many += left_in[f]
    whole = many * 4 > mark.shape[0]
    for f in range(left_in.shape[0]):
        if left_in[f] == 0 and not whole:
            continue
        left_in[f] = 0
        for at in range(f * size, (f + 1) * size):
            s = by_cell[at] if whole else at
            if mark[s] == 0:
                continue
            mark[s] = 0
            repaired += 1
            table = table_of + cell[s]
            for j in range(parties):
                c = expected[j, s]
                r = rank[s, j]
                most = sizes[table, j]
                while r < most and c > edges[table, j, r]:
                    r += 1
                while r > 0 and c <= edges[table, j, r - 1]:
                    r -= 1
                rank[s, j] = r
                now[j] = r
            changed = False
            for x in range(common.shape[0]):
                common[x] = (1 << BITS) - 1
            for j in range(parties):
                if veto[j]:
                    for x in range(common.shape[0]):
                        common[x] &= masks[table, j, now[j], x]
            for p in range(proposers):
                k = -1
                for w in range(words):
                    x = p * words + w
                    word = common[x]
                    if p < parties and not veto[p]:
                        word &= masks[table, p, now[p], x]
                    if word != 0:
                        k = orders[table, p, w * BITS + lowest_bit(word)]
                        break
                chosen[p] = k
                changed |= k != choice[p, s]
            for j in range(parties):
                r = now[j]
                low[j, s] = -np.inf
                if r > 0:
                    edge = edges[table, j, r - 1]
                    low[j, s] = edge + INWARDS * max(1.0, abs(edge))
                least = np.inf
                for p in range(proposers):
                    k = chosen[p]
                    if k >= 0 and (veto[j] or p == j):
                        least = min(least, worth[table, k, j] + SLACK)
                high[j, s] = least - INWARDS * max(1.0, abs(least)) if least < np.inf else np.inf
            if not changed:
                continue
            dealt = 0.0
            reached = False
            for j in range(parties):
                beta[j, s] = 0.0
            for p in range(proposers):
                k = chosen[p]
                choice[p, s] = k
                if k >= 0:
                    reached |= p < parties and veto[min(p, parties - 1)]
                    share = talks * chances[p]
                    dealt += share
                    for j in range(parties):
                        beta[j, s] += share * worth[table, k, j]
            alpha[s] = 1.0 - dealt
            within[s] = reached
            for j in range(parties):
                value[j, size + s] = alpha[s] * expected[j, s] + beta[j, s]
    return repaired


@inner
def chain_repairs(
    value,
    expected,
    cell,
    table_of,
    rank,
    low,
    high,
    alpha,
    beta,
    choice,
    within,
    talks,
    chances,
    veto,
    worth,
    edges,
    sizes,
    orders,
    masks,
    mark,
    left_in,
    by_cell,
    size,
):
    """The same for two parties, whose kept packages stand in one line.

    What is better for one is worse for the other, or one of the two packages would have gone. So a
    party accepts one end of the line: from his best, the first party down to `last`, the second
    from `first` on. Either proposes the far end of what the other accepts; only the mediator, who
    has an order of his own, needs the bits.
    """
    words = masks.shape[3] // 3
    first_asked, second_asked = veto[0], veto[1]
    by_first, by_second, by_third = talks * chances[0], talks * chances[1], talks * chances[2]
    repaired = 0
    many = 0
    for f in range(left_in.shape[0]):
        many += left_in[f]
    whole = many * 4 > mark.shape[0]
    for f in range(left_in.shape[0]):
        if left_in[f] == 0 and not whole:
            continue
        left_in[f] = 0
        for at in range(f * size, (f + 1) * size):
            s = by_cell[at] if whole else at
            if mark[s] == 0:
                continue
            mark[s] = 0
            repaired += 1
            table = table_of + cell[s]
            most = sizes[table, 0]
            c = expected[0, s]
            r = rank[s, 0]
            while r < most and c > edges[table, 0, r]:
                r += 1
            while r > 0 and c <= edges[table, 0, r - 1]:
                r -= 1
            rank[s, 0] = r
            d = expected[1, s]
            q = rank[s, 1]
            while q < most and d > edges[table, 1, q]:
                q += 1
            while q > 0 and d <= edges[table, 1, q - 1]:
                q -= 1
            rank[s, 1] = q
            low[0, s] = -np.inf
            if r > 0:
                edge = edges[table, 0, r - 1]
                low[0, s] = edge + INWARDS * max(1.0, abs(edge))
            low[1, s] = -np.inf
            if q > 0:
                edge = edges[table, 1, q - 1]
                low[1, s] = edge + INWARDS * max(1.0, abs(edge))
            last = most - 1 - r
            begin = q if second_asked else 0
            end = last if first_asked else most - 1
            dealt = 0.0
            mine = 0.0
            theirs = 0.0
            least = np.inf
            other = np.inf
            reached = False
            k = -1
            if begin <= last:
                k = orders[table, 0, begin]
                dealt += by_first
                u, v = worth[table, k, 0], worth[table, k, 1]
                mine += by_first * u
                theirs += by_first * v
                least = u
                if second_asked:
                    other = v
                reached |= first_asked
            choice[0, s] = k
            k = -1
            if end >= q:
                k = orders[table, 0, end]
                dealt += by_second
                u, v = worth[table, k, 0], worth[table, k, 1]
                mine += by_second * u
                theirs += by_second * v
                other = min(other, v)
                if first_asked:
                    least = min(least, u)
                reached |= second_asked
            choice[1, s] = k
            k = -1
            if begin <= end:
                for w in range(words):
                    common = (1 << BITS) - 1
                    if first_asked:
                        common &= masks[table, 0, r, 2 * words + w]
                    if second_asked:
                        common &= masks[table, 1, q, 2 * words + w]
                    if common != 0:
                        k = orders[table, 2, w * BITS + lowest_bit(common)]
                        break
                dealt += by_third
                u, v = worth[table, k, 0], worth[table, k, 1]
                mine += by_third * u
                theirs += by_third * v
                if second_asked:
                    other = min(other, v)
                if first_asked:
                    least = min(least, u)
            choice[2, s] = k
            least += SLACK
            other += SLACK
            high[0, s] = least - INWARDS * max(1.0, abs(least)) if least < np.inf else np.inf
            high[1, s] = other - INWARDS * max(1.0, abs(other)) if other < np.inf else np.inf
            alpha[s] = 1.0 - dealt
            beta[0, s] = mine
            beta[1, s] = theirs
            within[s] = reached
            value[0, size + s] = (1.0 - dealt) * c + mine
            value[1, size + s] = (1.0 - dealt) * d + theirs
    return repaired


@inner
def remix(m, cell, table_of, ended, alpha, beta, choice, talks, chances, worth):
    """alpha and beta of all states: where proposers take turns, chances change by the week."""
    for s in range(cell.shape[0]):
        if ended[s] < 0:
            mix(s, table_of + cell[s], alpha[m], beta[m], choice[m], talks, chances, worth)


@compiled
def sweep(
    periods: given.Int,
    keep: given.Int,
    shape: given.Pair,
    alive: given.Pair,
    first_up: given.Floats2,
    first_down: given.Floats2,
    first: given.Index2,
    rows: given.Floats2,
    up: given.Index4,
    down: given.Index4,
    strides: given.Ints1,
    week_worth: given.Floats3,
    discount: given.Floats2,
    survive: given.Floats2,
    into: given.Index1,
    heir: given.Index1,
    chance: given.Floats2,
    reset: given.Index2,
    ended: given.Index1,
    cell: given.Index1,
    by_cell: given.Index1,
    cells: given.Int,
    talks: given.Floats1,
    recognition: given.Floats2,
    veto: given.Bools2,
    worth: given.Floats3,
    edges: given.Floats3,
    sizes: given.Ints2,
    orders: given.Small3,
    masks: given.Ints4,
    kept_expected: given.Floats4,
    kept_choice: given.Small4,
    kept_fights: given.Floats3,
    kept_within: given.Bools3,
    kept_value: given.Floats4,
    counts: given.Ints1,
    spare: given.Floats3,
    padded: given.Floats3,
    rank: given.Small3,
    low: given.Singles3,
    high: given.Singles3,
    alpha: given.Floats2,
    beta: given.Floats3,
    choice: given.Small3,
    within: given.Bools2,
    mark: given.Marks1,
    left_in: given.Ints1,
    one: given.Floats1,
    two: given.Floats1,
    first_worth: given.Floats2,
    now: given.Ints1,
    common: given.Ints1,
    chosen: given.Ints1,
):
    """All weeks, from the last to the first. `padded` holds V(T) before and V(0) after.

    kept_expected (keep, M, P, S), kept_choice (keep, M, P+1, S)   C(t) and choices for t < keep
    kept_fights, kept_within (keep, M, S)   share that goes on to fight; whether a deal is in reach
    kept_value    (keep or 0, M, P, S)                             V(t), where asked for
    counts        (T,)                                             states decided anew
    The rest is room to work in (`solve.room`): allocating here would take long to compile.
    """
    phases, parties, states = spare.shape
    levels, size = shape
    begin, end = alive[0] * size, alive[1] * size
    turns = recognition.shape[0]
    for t in range(periods - 1, -1, -1):
        chances = recognition[t % turns]
        expected = kept_expected[t] if t < keep else spare
        heirs(padded, week_worth[0], into, heir, chance, reset, size, begin, end, first_worth)
        for m in range(phases):
            if turns > 1:
                remix(m, cell, m * cells, ended, alpha, beta, choice, talks[m], chances, worth)
            known = first_worth if m == 0 else week_worth[m]
            for p in range(parties):
                answer = expect(
                    padded[m, p], rows, up[m, p], down[m, p], strides, levels, size, one, two
                )
                ahead = padded[m, p] if answer == 0 else (one if answer == 1 else two)
                week(
                    ahead,
                    first_up[first[m, p]],
                    first_down[first[m, p]],
                    known[p],
                    discount[m, p],
                    survive[m],
                    size,
                    begin,
                    end,
                    expected[m, p],
                )
                settle(
                    expected[m, p],
                    low[m, p],
                    high[m, p],
                    alpha[m],
                    beta[m, p],
                    padded[m, p],
                    alive,
                    size,
                    mark,
                    left_in,
                )
            if parties == 2:
                counts[t] += chain_repairs(
                    padded[m],
                    expected[m],
                    cell,
                    m * cells,
                    rank[m],
                    low[m],
                    high[m],
                    alpha[m],
                    beta[m],
                    choice[m],
                    within[m],
                    talks[m],
                    chances,
                    veto[m],
                    worth,
                    edges,
                    sizes,
                    orders,
                    masks,
                    mark,
                    left_in,
                    by_cell,
                    size,
                )
            else:
                counts[t] += phase_repairs(
                    padded[m],
                    expected[m],
                    cell,
                    m * cells,
                    rank[m],
                    low[m],
                    high[m],
                    alpha[m],
                    beta[m],
                    choice[m],
                    within[m],
                    talks[m],
                    chances,
                    veto[m],
                    worth,
                    edges,
                    sizes,
                    orders,
                    masks,
                    mark,
                    left_in,
                    by_cell,
                    size,
                    now,
                    common,
                    chosen,
                )
        if t < keep:
            for m in range(phases):
                for s in range(states):
                    kept_fights[t, m, s] = alpha[m, s]
                    kept_within[t, m, s] = within[m, s]
                for p in range(parties + 1):
                    for s in range(states):
                        kept_choice[t, m, p, s] = choice[m, p, s]
        if t < kept_value.shape[0]:
            for m in range(phases):
                for p in range(parties):
                    for s in range(states):
                        kept_value[t, m, p, s] = padded[m, p, size + s]


@compiled
def war_pass(
    periods: given.Int,
    phase: given.Int,
    row: given.Int,
    shape: given.Pair,
    first_up: given.Floats2,
    first_down: given.Floats2,
    first: given.Index2,
    rows: given.Floats2,
    up: given.Index4,
    down: given.Index4,
    strides: given.Ints1,
    week_worth: given.Floats3,
    discount: given.Floats2,
    survive: given.Floats2,
    now: given.Floats1,
    one: given.Floats1,
    two: given.Floats1,
):
    """A war without talks, one phase and believer: V from its horizon to its start.

    phase          the phase of `week_worth`, `discount`, `survive`; `row`: of the operators
    now (S + 2B,)  V at the horizon in, at the start out, 0 outside the states
    one, two       (S + 2B,) room to work in
    """
    levels, size = shape
    states = levels * size
    inside = now[size : size + states]
    for _ in range(periods):
        answer = expect(now, rows, up[row, 0], down[row, 0], strides, levels, size, one, two)
        if answer == 0:
            for s in range(states):
                one[size + s] = inside[s]
        week(
            two if answer == 2 else one,
            first_up[first[row, 0]],
            first_down[first[row, 0]],
            week_worth[phase, 0],
            discount[phase, 0],
            survive[phase],
            size,
            0,
            states,
            inside,
        )

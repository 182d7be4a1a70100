"""The backward sweep: section 5 of the model over tracks, phases and parties.

A state's decisions stay as they were while no C_j crosses a threshold of its cell. So each state
carries, per party, the interval of C_j within which its decisions hold, and the sums with which
V_i = alpha·C_i + beta_i there; only states that left their interval are looked up again.
"""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given
from goldenbridge.kernels.bargain import BITS, SLACK, first_accepts, second_refuses
from goldenbridge.kernels.bits import lowest_bit
from goldenbridge.kernels.tracks import expect, week

INWARDS = 2.5e-7
"""More than the rounding of an edge to single precision, relative."""


@inner
def settle(expected, low, high, alpha, beta, value, begin, end, size, mark, left_in):
    """V = alpha·C + beta, and a mark wherever C left the interval in which that holds.

    expected, low, high, alpha, beta (S,), value (S + 2B,)
    low, high                  single precision, rounded inwards: half the memory, and a state
                               marked too often is only decided once more
    begin, end                 blocks in which there is war
    mark (S,), left_in (n0,)   states and blocks to decide anew; added to
    """
    for f in range(begin, end):
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
            left_in[f] += left
            marked = mark[at : at + size]
            for i in range(size):
                marked[i] |= (c[i] <= least[i]) | (c[i] > most[i])


@inner
def heirs(worth, heir, chance, goes_to, value, out):
    """What a week is worth before V, and the wars of successors: out (P, S) of phase 0.

    worth (P, R); heir (G,), chance, goes_to (G, S): see `sweep`; value: V of all phases
    """
    for p in range(worth.shape[0]):
        total = out[p]
        known = worth[p]
        for s in range(total.shape[0]):
            total[s] = known[s]
        for g in range(heir.shape[0]):
            if heir[g] != p:
                continue
            likely = chance[g]
            place = goes_to[g]
            for s in range(total.shape[0]):
                total[s] += likely[s] * value[place[s]]


@inner
def collect(a, b, mark, left_in, levels, size, by_cell, places):
    """The states marked among a … b: how many, and which, in `places`. Clears the marks.

    mark (R,), left_in (n0,)   states and blocks to decide anew
    by_cell (R,)  states in the order of their cells, in which many are decided: tables stay near
    No branch by state: which are marked cannot be foreseen.
    """
    many = 0
    for f in range(levels):
        many += left_in[f]
    whole = many * 4 > b - a
    count = 0
    if whole:
        for at in range(a, b):
            s = by_cell[at]
            places[count] = s
            count += mark[s]
            mark[s] = 0
    for f in range(levels):
        if left_in[f] > 0 and not whole:
            for s in range(a + f * size, a + (f + 1) * size):
                places[count] = s
                count += mark[s]
                mark[s] = 0
        left_in[f] = 0
    return count


@inner
def phase_repairs(
    value,
    to,
    step,
    expected,
    cell,
    row_of,
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
    places,
    count,
    now,
    common,
    chosen,
):
    """Decide anew in states where some C_j left its interval.

    value                      V of party j in state s at to + j·step + s
    expected, rank, low, high, beta (P, R), alpha (R,), choice (P+1, R), cell (R,)
    within (R,)                whether a deal is within reach: some veto party has one to propose
    places (count,)            those states
    worth  (rows, n, P), edges (rows, P, n+1), sizes (rows, P), orders (rows, P+1, n)
    masks  (rows, P, n+1, (P+1)·words); row_of[cell[s]] is the row of a state
    now (P,), common ((P+1)·words,), chosen (P+1,)   room to work in

    The new intervals: upwards each C_j may rise to the least W_j among the packages chosen where j
    has a say, since what others accept can only shrink meanwhile; downwards to its next edge. Nine
    of ten states that leave theirs decide otherwise, so looking for wider ones does not pay.

    One loop without helpers or slices: called per state, either costs more than the work itself.
    """
    parties = expected.shape[0]
    proposers = parties + 1
    words = masks.shape[3] // proposers
    for at in range(count):
        s = places[at]
        row = row_of[cell[s]]
        for j in range(parties):
            c = expected[j, s]
            r = rank[j, s]
            most = sizes[row, j]
            while r < most and c > edges[row, j, r]:
                r += 1
            while r > 0 and c <= edges[row, j, r - 1]:
                r -= 1
            rank[j, s] = r
            now[j] = r
        changed = False
        for x in range(common.shape[0]):
            common[x] = (1 << BITS) - 1
        for j in range(parties):
            if veto[j]:
                for x in range(common.shape[0]):
                    common[x] &= masks[row, j, now[j], x]
        for p in range(proposers):
            k = -1
            for w in range(words):
                x = p * words + w
                word = common[x]
                if p < parties and not veto[p]:
                    word &= masks[row, p, now[p], x]
                if word != 0:
                    k = orders[row, p, w * BITS + lowest_bit(word)]
                    break
            chosen[p] = k
            changed |= k != choice[p, s]
        for j in range(parties):
            r = now[j]
            low[j, s] = -np.inf
            if r > 0:
                edge = edges[row, j, r - 1]
                low[j, s] = edge + INWARDS * max(1.0, abs(edge))
            least = np.inf
            for p in range(proposers):
                k = chosen[p]
                if k >= 0 and (veto[j] or p == j):
                    least = min(least, worth[row, k, j] + SLACK)
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
                    beta[j, s] += share * worth[row, k, j]
        alpha[s] = 1.0 - dealt
        within[s] = reached
        for j in range(parties):
            value[to + j * step + s] = alpha[s] * expected[j, s] + beta[j, s]


@inner
def line_repairs(
    value,
    to,
    step,
    expected,
    cell,
    row_of,
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
    most_in_all,
    flat,
    filled,
    nearest,
    places,
    count,
):
    """The same for two parties, whose kept packages stand in line.

    What is better for one is worse for the other, or one of the two packages would have gone. So
    each accepts one end of the line, the first party its first `rank` places, the second all but
    so many. Either proposes the far end of what the other accepts. The mediator walks from what he
    proposed last to the best between both ends, each step to the nearest that he prefers.
    flat (rows, n, 2) W, filled (rows,), nearest (rows, n, 2) `higher`, all flat: see `solve.tables`
    most_in_all       n
    """
    first_asked, second_asked = veto[0], veto[1]
    by_first, by_second, by_third = talks * chances[0], talks * chances[1], talks * chances[2]
    first, second = expected[0], expected[1]
    first_rank, second_rank = rank[0], rank[1]
    first_low, second_low, first_high, second_high = low[0], low[1], high[0], high[1]
    first_beta, second_beta = beta[0], beta[1]
    first_choice, second_choice, third_choice = choice[0], choice[1], choice[2]
    for at in range(count):
        s = places[at]
        row = row_of[cell[s]]
        most = filled[row]
        base = 2 * most_in_all * row
        c = first[s]
        a = first_rank[s]
        a = first_accepts(flat, base, most, c, a)
        first_rank[s] = a
        d = second[s]
        b = second_rank[s]
        b = second_refuses(flat, base, most, d, b)
        second_rank[s] = b
        first_low[s] = -np.inf
        if a < most:
            edge = flat[base + 2 * a] + SLACK
            first_low[s] = edge + INWARDS * max(1.0, abs(edge))
        second_low[s] = -np.inf
        if b > 0:
            edge = flat[base + 2 * (b - 1) + 1] + SLACK
            second_low[s] = edge + INWARDS * max(1.0, abs(edge))
        begin = b if second_asked else 0
        end = a if first_asked else most
        dealt = 0.0
        mine = 0.0
        theirs = 0.0
        least = np.inf
        other = np.inf
        reached = False
        k = -1
        if begin < a:
            k = begin
            dealt += by_first
            mine += by_first * flat[base + 2 * k]
            theirs += by_first * flat[base + 2 * k + 1]
            least = flat[base + 2 * k]
            if second_asked:
                other = flat[base + 2 * k + 1]
            reached |= first_asked
        first_choice[s] = k
        k = -1
        if b < end:
            k = end - 1
            dealt += by_second
            mine += by_second * flat[base + 2 * k]
            theirs += by_second * flat[base + 2 * k + 1]
            other = min(other, flat[base + 2 * k + 1])
            if first_asked:
                least = min(least, flat[base + 2 * k])
            reached |= second_asked
        second_choice[s] = k
        k = -1
        if begin < end:
            k = third_choice[s]
            if k < begin or k >= end:
                k = begin
            better = True
            while better:
                better = False
                if nearest[base + 2 * k] >= begin:
                    k = nearest[base + 2 * k]
                    better = True
                if nearest[base + 2 * k + 1] < end:
                    k = nearest[base + 2 * k + 1]
                    better = True
            dealt += by_third
            mine += by_third * flat[base + 2 * k]
            theirs += by_third * flat[base + 2 * k + 1]
            if second_asked:
                other = min(other, flat[base + 2 * k + 1])
            if first_asked:
                least = min(least, flat[base + 2 * k])
        third_choice[s] = k
        least += SLACK
        other += SLACK
        first_high[s] = least - INWARDS * max(1.0, abs(least)) if least < np.inf else np.inf
        second_high[s] = other - INWARDS * max(1.0, abs(other)) if other < np.inf else np.inf
        alpha[s] = 1.0 - dealt
        first_beta[s] = mine
        second_beta[s] = theirs
        within[s] = reached
        value[to + s] = (1.0 - dealt) * c + mine
        value[to + step + s] = (1.0 - dealt) * d + theirs


@inner
def remix(a, b, cell, row_of, ended, alpha, beta, choice, talks, chances, worth):
    """alpha and beta of states a … b: where proposers take turns, chances change by the week."""
    parties = beta.shape[0]
    for s in range(a, b):
        if ended[s] >= 0:
            continue
        row = row_of[cell[s]]
        dealt = 0.0
        for i in range(parties):
            beta[i, s] = 0.0
        for p in range(parties + 1):
            k = choice[p, s]
            if k >= 0:
                share = talks * chances[p]
                dealt += share
                for i in range(parties):
                    beta[i, s] += share * worth[row, k, i]
        alpha[s] = 1.0 - dealt


@compiled
def sweep(
    periods: given.Int,
    keep: given.Int,
    ends: given.Ints1,
    shapes: given.Ints2,
    alive: given.Ints2,
    first_up: given.Floats1,
    first_down: given.Floats1,
    first: given.Ints2,
    rows_in_all: given.Int,
    rows: given.Floats1,
    widths: given.Ints1,
    up: given.Index4,
    down: given.Index4,
    strides: given.Ints2,
    week_worth: given.Floats2,
    discount: given.Floats2,
    survive: given.Floats1,
    heir: given.Index1,
    chance: given.Floats2,
    goes_to: given.Index2,
    ended: given.Index1,
    cell: given.Index1,
    by_cell: given.Index1,
    row_of: given.Ints2,
    talks: given.Floats1,
    recognition: given.Floats2,
    veto: given.Bools2,
    worth: given.Floats3,
    flat: given.Floats1,
    filled: given.Ints1,
    nearest: given.Small1,
    edges: given.Floats3,
    sizes: given.Ints2,
    orders: given.Small3,
    masks: given.Ints4,
    kept_expected: given.Floats3,
    kept_choice: given.Small3,
    kept_fights: given.Floats2,
    kept_within: given.Bools2,
    kept_value: given.Floats3,
    counts: given.Ints1,
    spare: given.Floats2,
    value: given.Floats1,
    bordered: given.Ints1,
    rank: given.Small2,
    low: given.Singles2,
    high: given.Singles2,
    alpha: given.Floats1,
    beta: given.Floats2,
    choice: given.Small2,
    within: given.Bools1,
    mark: given.Marks1,
    left_in: given.Ints1,
    places: given.Ints1,
    one: given.Floats1,
    two: given.Floats1,
    before: given.Floats2,
    now: given.Ints1,
    common: given.Ints1,
    chosen: given.Ints1,
):
    """All weeks, from the last to the first, over the R states that a war may come to.

    The X phases that may be entered stand one after the other, each with S states; ends (X+1,):
    where the states of each begin.

    shapes, alive (X, 2)   (n0, B), and the blocks in which there is war: from, to
    first_up, first_down   moves of the first track; first (X, P): where those of S states begin
    rows, widths (X+1,)    rows_in_all rows by phase, and where: see `tracks.expect`
    up, down (X, P, n0, K), strides (X, K)
    week_worth (P, R), discount (X, P), survive (R,)
    heir (G,), chance, goes_to (G, S of phase 0)   the party that values a successor's war, how
                           likely that is, and where in `value` it then stands
    by_cell (R,)           the states of each phase in the order of their cells
    row_of (X, cells)      row of worth, …, masks; see `solve.tables`
    flat, nearest          `worth` and `higher`, flat
    kept_expected (keep, P, R), kept_choice (keep, P+1, R)   C(t) and choices for t < keep
    kept_fights, kept_within (keep, R)   share that goes on to fight; whether a deal is in reach
    kept_value    (keep or 0, P, R)      V(t), where asked for
    counts        (T,)                   states decided anew
    value         V(T) before and V(0) after, (P, S + 2B) by phase; bordered (X+1,): where
    The rest is room to work in (`solve.room`): allocating here would take long to compile.
    """
    phases, parties = discount.shape
    turns = recognition.shape[0]
    for t in range(periods - 1, -1, -1):
        chances = recognition[t % turns]
        expected = kept_expected[t] if t < keep else spare
        if heir.shape[0] > 0:
            heirs(week_worth, heir, chance, goes_to, value, before)
        for x in range(phases):
            a, b = ends[x], ends[x + 1]
            states = b - a
            levels, size = shapes[x, 0], shapes[x, 1]
            begin, end = alive[x, 0] * size, alive[x, 1] * size
            whole = states + 2 * size
            moves = rows[widths[x] : widths[x + 1]]
            width = moves.shape[0] // rows_in_all
            if turns > 1:
                remix(a, b, cell, row_of[x], ended, alpha, beta, choice, talks[x], chances, worth)
            for p in range(parties):
                padded = value[bordered[x] + p * whole : bordered[x] + (p + 1) * whole]
                answer = expect(
                    padded,
                    moves,
                    width,
                    up[x, p],
                    down[x, p],
                    strides[x],
                    alive[x, 0],
                    alive[x, 1],
                    size,
                    one,
                    two,
                )
                ahead = padded if answer == 0 else (one if answer == 1 else two)
                worth_of_all = week_worth[p]
                known = worth_of_all[a:b]
                if x == 0 and heir.shape[0] > 0:
                    known = before[p]
                in_all = expected[p]
                out = in_all[a:b]
                if t < keep:
                    over = spare[p]
                    for s in range(begin):
                        out[s] = over[a + s]
                    for s in range(end, states):
                        out[s] = over[a + s]
                week(
                    ahead[:whole],
                    first_up[first[x, p] : first[x, p] + states],
                    first_down[first[x, p] : first[x, p] + states],
                    known,
                    discount[x, p],
                    survive[a:b],
                    size,
                    begin,
                    end,
                    out,
                )
                lows, highs, rest = low[p], high[p], beta[p]
                settle(
                    out,
                    lows[a:b],
                    highs[a:b],
                    alpha[a:b],
                    rest[a:b],
                    padded,
                    alive[x, 0],
                    alive[x, 1],
                    size,
                    mark[a:b],
                    left_in,
                )
            count = collect(a, b, mark, left_in, levels, size, by_cell, places)
            counts[t] += count
            to = bordered[x] + size - a
            if parties == 2:
                line_repairs(
                    value,
                    to,
                    whole,
                    expected,
                    cell,
                    row_of[x],
                    rank,
                    low,
                    high,
                    alpha,
                    beta,
                    choice,
                    within,
                    talks[x],
                    chances,
                    veto[x],
                    worth.shape[1],
                    flat,
                    filled,
                    nearest,
                    places,
                    count,
                )
            else:
                phase_repairs(
                    value,
                    to,
                    whole,
                    expected,
                    cell,
                    row_of[x],
                    rank,
                    low,
                    high,
                    alpha,
                    beta,
                    choice,
                    within,
                    talks[x],
                    chances,
                    veto[x],
                    worth,
                    edges,
                    sizes,
                    orders,
                    masks,
                    places,
                    count,
                    now,
                    common,
                    chosen,
                )
            if t < kept_value.shape[0]:
                for p in range(parties):
                    for s in range(a, b):
                        kept_value[t, p, s] = value[to + p * whole + s]
        if t < keep:
            fights, reached = kept_fights[t], kept_within[t]
            for s in range(alpha.shape[0]):
                fights[s] = alpha[s]
            for s in range(alpha.shape[0]):
                reached[s] = within[s]
            for p in range(parties + 1):
                proposed, told = choice[p], kept_choice[t, p]
                for s in range(alpha.shape[0]):
                    told[s] = proposed[s]


@compiled
def war_passes(
    periods: given.Int,
    pairs: given.Ints2,
    shape: given.Pair,
    alive: given.Pair,
    first_up: given.Floats2,
    first_down: given.Floats2,
    first: given.Index1,
    rows_in_all: given.Int,
    rows: given.Floats1,
    up: given.Index3,
    down: given.Index3,
    strides: given.Ints1,
    horizon: given.Floats2,
    week_worth: given.Floats2,
    discount: given.Floats1,
    survive: given.Floats2,
    starts: given.Index1,
    out: given.Floats2,
    now: given.Floats1,
    one: given.Floats1,
    two: given.Floats1,
):
    """Wars without talks, as one believer sees them: V from their horizon to their start.

    pairs (n, 2)   of each war: which of `horizon`, `week_worth`, `discount`, `survive` (·, S), and
                   which of `first`, `up`, `down` (·, n0, K)
    alive          blocks in which there is war: from, to
    starts (L,)    the states asked about; out (n, L)
    now, one, two (S + 2B,)   room to work in, 0 outside the states
    """
    levels, size = shape
    states = levels * size
    width = rows.shape[0] // rows_in_all
    inside = now[size : size + states]
    for war in range(pairs.shape[0]):
        which, row = pairs[war, 0], pairs[war, 1]
        paid = horizon[which]
        for s in range(states):
            inside[s] = paid[s]
        for _ in range(periods):
            answer = expect(
                now,
                rows,
                width,
                up[row],
                down[row],
                strides,
                alive[0],
                alive[1],
                size,
                one,
                two,
            )
            if answer == 0:
                for s in range(states):
                    one[size + s] = inside[s]
            week(
                two if answer == 2 else one,
                first_up[first[row]],
                first_down[first[row]],
                week_worth[which],
                discount[which],
                survive[which],
                size,
                alive[0] * size,
                alive[1] * size,
                inside,
            )
        for level in range(starts.shape[0]):
            out[war, level] = inside[starts[level]]

"""The backward sweep: section 5 of the model over tracks, phases and parties.

A state's decisions stay as they were while no C_j crosses a threshold of its cell. So each state
carries, per party, the interval of C_j within which its decisions hold, and the sums with which
V_i = alpha·C_i + beta_i there; only states that left their interval are looked up again.
"""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled
from goldenbridge.kernels.bargain import best_common, rank_of
from goldenbridge.kernels.tracks import expect_block, week_block


@compiled
def decide(
    s, table, expected, rank, low, high, alpha, beta, choice,
    talks, chances, veto, worth, edges, sizes, orders, masks, accepts, now,
):
    """Settle all decisions of one state anew, from the C_i expected there.

    expected (P, S), rank, low, high, beta (P, S), alpha (S,), choice (P+1, S): column s is written
    talks, chances (P+1,), veto (P,)      this week's
    worth  (P, n), edges (P, n+1), sizes (P,), orders (P+1, n), masks (P+1, P, n+1, words)
    accepts (P,), now (P,)                room to work in
    """
    parties = expected.shape[0]
    for j in range(parties):
        r = rank_of(expected[j, s], edges[table, j], sizes[table, j], rank[j, s])
        rank[j, s] = r
        now[j] = r
        low[j, s] = edges[table, j, r - 1] if r > 0 else -np.inf
        high[j, s] = edges[table, j, r] if r < sizes[table, j] else np.inf
        accepts[j] = veto[j]
    for p in range(parties + 1):
        if p < parties:
            accepts[p] = True
        at = best_common(masks[table, p], now, accepts, masks.shape[4])
        if p < parties:
            accepts[p] = veto[p]
        choice[p, s] = orders[table, p, at] if at >= 0 else -1
    mix(s, table, alpha, beta, choice, talks, chances, worth)


@compiled
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
                beta[i, s] += share * worth[table, i, k]
    alpha[s] = 1.0 - dealt


@compiled
def apply_block(expected, low, high, alpha, beta, value):
    """V = alpha·C + beta for one block; returns in how many states C left its interval."""
    left = 0
    for i in range(expected.shape[0]):
        c = expected[i]
        value[i] = alpha[i] * c + beta[i]
        left += int((c <= low[i]) | (c > high[i]))
    return left


@compiled
def mark_block(expected, low, high, mark):
    """Mark the states of a block in which C left its interval."""
    for i in range(expected.shape[0]):
        if (expected[i] <= low[i]) | (expected[i] > high[i]):
            mark[i] = 1


@compiled
def succeed(block, size, phase_values, chance, state, out):
    """Add what a successor's war is worth: chance · V_m in the state he resets to."""
    start = block * size
    for i in range(size):
        out[i] += chance[start + i] * phase_values[state[start + i]]


@compiled
def phase_week(
    m, value, expected, first_up, first_down, first, rows, up, down, strides,
    worth, carry, into, heir, chance, reset, low, high, alpha, beta,
    mark, left_in, ring, work, pad,
):
    """One week of one phase, all parties: C, and V where the decisions of next week still hold.

    value, expected  (M, P, n0, B)   V(t+1) in, V(t) out; C(t)
    mark (n0, B), left_in (n0,)      states and blocks to decide anew
    """
    levels, size = value.shape[2], value.shape[3]
    for f in range(levels):
        left_in[f] = 0
    for p in range(value.shape[1]):
        rise = first_up[first[m, p]]
        fall = first_down[first[m, p]]
        for f in range(levels + 1):
            if f < levels:
                expect_block(
                    value[m, p, f], ring[f % 3], rows, up[m, p, f], down[m, p, f], strides, work, pad
                )
            b = f - 1
            if b < 0:
                continue
            here = ring[b % 3]
            below = ring[(b - 1) % 3] if b > 0 else here
            above = ring[f % 3] if f < levels else here
            week_block(
                below, here, above, rise[b], fall[b], worth[m, p, b], carry[m, p, b],
                expected[m, p, b],
            )
            if m == 0:
                for g in range(into.shape[0]):
                    if heir[g] == p:
                        succeed(
                            b, size, value[into[g], p].reshape(levels * size), chance[g],
                            reset[into[g]], expected[m, p, b],
                        )
            left = apply_block(
                expected[m, p, b], low[m, p, b], high[m, p, b], alpha[m, b], beta[m, p, b],
                value[m, p, b],
            )
            if left > 0:
                left_in[b] += left
                mark_block(expected[m, p, b], low[m, p, b], high[m, p, b], mark[b])


@compiled
def phase_repairs(
    m, value, expected, cell, table_of, rank, low, high, alpha, beta, choice,
    talks, chances, veto, worth, edges, sizes, orders, masks, mark, left_in, accepts, now,
):
    """Decide anew wherever some C_j left its interval; all arrays flat over states (S,)."""
    parties = expected.shape[1]
    size = mark.shape[1]
    repaired = 0
    for f in range(mark.shape[0]):
        if left_in[f] == 0:
            continue
        for i in range(size):
            if mark[f, i] == 0:
                continue
            mark[f, i] = 0
            s = f * size + i
            decide(
                s, table_of + cell[s], expected[m], rank[m], low[m], high[m], alpha[m], beta[m],
                choice[m], talks, chances, veto, worth, edges, sizes, orders, masks, accepts, now,
            )
            for j in range(parties):
                value[m, j, s] = alpha[m, s] * expected[m, j, s] + beta[m, j, s]
            repaired += 1
    return repaired


@compiled
def remix(m, cell, table_of, ended, alpha, beta, choice, talks, chances, worth):
    """alpha and beta of all states: where proposers take turns, chances change by the week."""
    for s in range(cell.shape[0]):
        if ended[s] < 0:
            mix(s, table_of + cell[s], alpha[m], beta[m], choice[m], talks, chances, worth)


@compiled
def sweep(
    periods, keep, shape, value, first_up, first_down, first, rows, up, down, strides,
    week_worth, carry, into, heir, chance, reset, ended, cell, cells, talks, recognition, veto,
    worth, edges, sizes, orders, masks,
    kept_expected, kept_choice, kept_value, counts,
):
    """All weeks, from the last to the first. `value` (M, P, S) holds V(T) before and V(0) after.

    kept_expected (keep, M, P, S), kept_choice (keep, M, P+1, S)   C(t) and choices for t < keep
    kept_value    (keep or 0, M, P, S)                             V(t), where asked for
    counts        (T,)                                             states decided anew
    """
    phases, parties, states = value.shape
    levels, size = shape
    spare = np.empty((phases, parties, states))
    rank = np.zeros((phases, parties, states), np.int16)
    low = np.full((phases, parties, states), np.inf)
    high = np.full((phases, parties, states), np.inf)
    alpha = np.ones((phases, states))
    beta = np.zeros((phases, parties, states))
    choice = np.full((phases, parties + 1, states), -1, np.int16)
    for m in range(phases):
        for j in range(parties):
            for s in range(states):
                if ended[s] >= 0:
                    low[m, j, s] = -np.inf
    pad = 1
    for k in range(1, strides.shape[0]):
        pad = max(pad, strides[k])
    mark = np.zeros((levels, size), np.uint8)
    left_in = np.zeros(levels, np.int64)
    ring = np.zeros((3, size))
    work = np.zeros((2, size + 2 * pad))
    accepts = np.zeros(parties, np.bool_)
    now = np.zeros(parties, np.int64)
    blocks = (phases, parties, levels, size)
    turns = recognition.shape[0]
    for t in range(periods - 1, -1, -1):
        chances = recognition[t % turns]
        expected = kept_expected[t] if t < keep else spare
        for m in range(phases):
            if turns > 1:
                remix(m, cell, m * cells, ended, alpha, beta, choice, talks[m], chances, worth)
            phase_week(
                m, value.reshape(blocks), expected.reshape(blocks), first_up, first_down, first,
                rows, up, down, strides, week_worth, carry, into, heir, chance, reset,
                low.reshape(blocks), high.reshape(blocks), alpha.reshape((phases, levels, size)),
                beta.reshape(blocks), mark, left_in, ring, work, pad,
            )
            counts[t] += phase_repairs(
                m, value, expected, cell, m * cells, rank, low, high, alpha, beta, choice,
                talks[m], chances, veto[m], worth, edges, sizes, orders, masks, mark, left_in,
                accepts, now,
            )
        if t < keep:
            kept_choice[t] = choice
        if t < kept_value.shape[0]:
            kept_value[t] = value


@compiled
def war_pass(
    periods, phase, row, shape, value, first_up, first_down, first, rows, up, down, strides,
    week_worth, carry,
):
    """A war without talks, one phase and believer set: V_i from its horizon to its start.

    phase                 the phase of `week_worth` and `carry`; `row`: of the operators
    value  (P, S)         V at the horizon in, at the start out
    """
    parties = value.shape[0]
    levels, size = shape
    pad = 1
    for k in range(1, strides.shape[0]):
        pad = max(pad, strides[k])
    ring = np.zeros((3, size))
    work = np.zeros((2, size + 2 * pad))
    blocks = value.reshape((parties, levels, size))
    for p in range(parties):
        rise = first_up[first[row, p]]
        fall = first_down[first[row, p]]
        for _ in range(periods):
            for f in range(levels + 1):
                if f < levels:
                    expect_block(
                        blocks[p, f], ring[f % 3], rows, up[row, p, f], down[row, p, f], strides,
                        work, pad,
                    )
                b = f - 1
                if b < 0:
                    continue
                here = ring[b % 3]
                below = ring[(b - 1) % 3] if b > 0 else here
                above = ring[f % 3] if f < levels else here
                week_block(
                    below, here, above, rise[b], fall[b], week_worth[phase, p, b],
                    carry[phase, p, b], blocks[p, b],
                )

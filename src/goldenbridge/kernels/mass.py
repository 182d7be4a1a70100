"""The forward sweep: where the mass of wars goes, week by week (model, section 6)."""

from __future__ import annotations

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given
from goldenbridge.kernels.tracks import move

NEGLIGIBLE = 1e-100


@inner
def dot(first, second):
    """Σ first·second, added up in four strands, in the same order on every machine."""
    size = first.shape[0]
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    whole = size - size % 4
    for s in range(0, whole, 4):
        a += first[s] * second[s]
        b += first[s + 1] * second[s + 1]
        c += first[s + 2] * second[s + 2]
        d += first[s + 3] * second[s + 3]
    for s in range(whole, size):
        a += first[s] * second[s]
    return (a + b) + (c + d)


@inner
def talk(mass, fights, choice, share, within, table_of, cell, talks, chances, dealt):
    """Deals of one week in one phase; returns the mass for which a deal is within reach.

    mass, fights (S,)      at the start of the week, and what is left to fight
    share, within (S,)     share that no deal ends, whether a deal is within reach
    dealt (2, tables, n)   mass that signs each kept package, added up: two rows by turns, as
                           neighbours sign alike and a sum waits for its last store
    """
    states = mass.shape[0]
    reach = 0.0
    for s in range(states):
        fights[s] = mass[s] * share[s]
    for s in range(states):
        if within[s]:
            reach += mass[s]
    for p in range(choice.shape[0]):
        likely = talks * chances[p]
        if likely == 0.0:
            continue
        chosen = choice[p]
        for s in range(states):
            k = chosen[s]
            if k >= 0 and mass[s] > 0.0:
                dealt[s & 1, table_of + cell[s], k] += mass[s] * likely
    return reach


@inner
def remove_leaders(
    m,
    fights,
    hazard,
    present,
    first_phase,
    lottery,
    ends,
    ending_of,
    collapse,
    reset,
    face_of,
    following,
    fell,
    gone_on,
    gone_ended,
    collapsed,
    lost,
    falls,
):
    """Removals of one week in one phase, in the order of the parties; `fights` keeps the rest.

    first_phase (P+1,)   phase of each party's first successor; lottery, ends, ending_of (M,)
    following (M, S)     mass of next week, to which the wars of successors are added
    fell (M, P, E, F)    wars that end because his leader fell, gone_on, gone_ended (M,) by
                         successor, collapsed (M, P)
    lost (S,), falls (2, F)   room to work in
    """
    parties, states = hazard.shape
    for j in range(parties):
        if not present[j]:
            continue
        chance = hazard[j]
        for s in range(states):
            lost[s] = fights[s] * chance[s]
            fights[s] -= lost[s]
        for f in range(falls.shape[1]):
            falls[0, f] = 0.0
            falls[1, f] = 0.0
        for s in range(states):
            falls[s & 1, face_of[s]] += lost[s]
        total = 0.0
        for f in range(falls.shape[1]):
            total += falls[0, f] + falls[1, f]
        if total == 0.0:
            continue
        if m > 0 or first_phase[j + 1] == first_phase[j]:
            collapsed[m, j] += total
            for f in range(falls.shape[1]):
                fell[m, j, collapse[j], f] += falls[0, f] + falls[1, f]
            continue
        for q in range(first_phase[j], first_phase[j + 1]):
            stops = lottery[q] * ends[q]
            goes = lottery[q] - stops
            gone_ended[q] += total * stops
            gone_on[q] += total * goes
            if stops > 0.0:
                for f in range(falls.shape[1]):
                    fell[m, j, ending_of[q], f] += (falls[0, f] + falls[1, f]) * stops
            if goes > 0.0:
                into = following[q]
                state = reset[q]
                for s in range(states):
                    into[state[s]] += lost[s] * goes


@inner
def collect_ended(m, mass, ended_in, face_of, ended):
    """Take the mass that has reached an end out of the war."""
    for s in range(mass.shape[0]):
        if ended_in[s] >= 0 and mass[s] > 0.0:
            ended[m, ended_in[s], face_of[s]] += mass[s]
            mass[s] = 0.0


@compiled
def forward(
    weeks: given.Int,
    start: given.Int,
    shape: given.Pair,
    choice: given.Small4,
    share: given.Floats3,
    within: given.Bools3,
    cell: given.Index1,
    cells: given.Int,
    face_of: given.Index1,
    talks: given.Floats1,
    recognition: given.Floats2,
    hazard: given.Floats3,
    present: given.Bools2,
    first_phase: given.Ints1,
    lottery: given.Floats1,
    ends: given.Floats1,
    ending_of: given.Ints1,
    collapse: given.Index1,
    reset: given.Index2,
    ended_in: given.Index1,
    rates: given.Floats2,
    first_up: given.Floats2,
    first_down: given.Floats2,
    first: given.Index1,
    rows: given.Floats2,
    up: given.Index3,
    down: given.Index3,
    strides: given.Ints1,
    column: given.Ints2,
    broken: given.Floats2,
    stays: given.Floats3,
    history: given.Floats3,
    reach: given.Floats1,
    settled: given.Floats2,
    breaks: given.Floats2,
    kept_office: given.Floats2,
    ended: given.Floats4,
    fell: given.Floats5,
    gone_on: given.Floats2,
    gone_ended: given.Floats2,
    collapsed: given.Floats3,
    amounts: given.Floats2,
    padded: given.Floats1,
    rising: given.Floats1,
    falling: given.Floats1,
    dealt: given.Floats3,
    lost: given.Floats1,
    falls: given.Floats2,
):
    """All weeks shown, from the start state.

    first, up, down: operators of the truth, by phase
    column (tables, n)      column of `settled` of each kept package
    broken (tables, n)      q;   stays (tables, P, n): survival of the first leader, 0 if gone
    history (weeks+1, M, S) mass at the start of each week
    settled, breaks (weeks, columns)
    kept_office (weeks, P)  mass of deals that leaves him in office
    ended (weeks, M, E, F)  at an end of a track; fell (weeks, M, P, E, F)
    gone_on, gone_ended (weeks, M), collapsed (weeks, M, P)
    amounts (rates, weeks)
    padded, rising, falling (S + 2B,), dealt (2, tables, n), lost (S,), falls (2, F): all 0, room
    """
    phases, parties, states = hazard.shape
    levels, size = shape
    fights = padded[size : size + states]
    turns = recognition.shape[0]
    history[0, 0, start] = 1.0
    for t in range(weeks):
        following = history[t + 1]
        for m in range(phases):
            reach[t] += talk(
                history[t, m],
                fights,
                choice[t, m],
                share[t, m],
                within[t, m],
                m * cells,
                cell,
                talks[m],
                recognition[t % turns],
                dealt,
            )
            for r in range(rates.shape[0]):
                amounts[r, t] += dot(fights, rates[r])
            remove_leaders(
                m,
                fights,
                hazard[m],
                present[m],
                first_phase,
                lottery,
                ends,
                ending_of,
                collapse,
                reset,
                face_of,
                following,
                fell[t],
                gone_on[t],
                gone_ended[t],
                collapsed[t],
                lost,
                falls,
            )
            move(
                padded,
                first_up[first[m]],
                first_down[first[m]],
                rows,
                up[m],
                down[m],
                strides,
                levels,
                size,
                following[m],
                rising,
                falling,
                NEGLIGIBLE,
            )
        for m in range(phases):
            collect_ended(m, following[m], ended_in, face_of, ended[t])
        for table in range(column.shape[0]):
            for k in range(column.shape[1]):
                x = dealt[0, table, k] + dealt[1, table, k]
                if x == 0.0:
                    continue
                dealt[0, table, k] = 0.0
                dealt[1, table, k] = 0.0
                settled[t, column[table, k]] += x
                breaks[t, column[table, k]] += x * broken[table, k]
                for i in range(parties):
                    kept_office[t, i] += x * stays[table, i, k]

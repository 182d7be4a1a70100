"""The forward sweep: where the mass of wars goes, week by week (model, section 6)."""

from __future__ import annotations

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given
from goldenbridge.kernels.tracks import move_first, move_others

NEGLIGIBLE = 1e-100


STRANDS = 4
"""Sums added up side by side: one alone waits for its own last store or addition."""


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
def remove_leaders(
    m,
    begin,
    at,
    fights,
    hazard,
    present,
    first_phase,
    lottery,
    ends,
    ending_of,
    collapse,
    goes_to,
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

    fights, lost, face_of   of states of the phase, from `begin` on
    hazard (P, R)        of the states of all phases, those from place `at` on
    first_phase (P+1,)   phase of each party's first successor; lottery, ends, ending_of (M,)
    following (R,)       mass of next week, to which the wars of successors are added at goes_to
                         (M, S of phase 0)
    fell (M, P, E, F)    wars that end because his leader fell, gone_on, gone_ended (M,) by
                         successor, collapsed (M, P)
    falls (STRANDS, F)   room to work in
    """
    parties = hazard.shape[0]
    states = fights.shape[0]
    for j in range(parties):
        if not present[j]:
            continue
        likely = hazard[j]
        chance = likely[at : at + states]
        for s in range(states):
            x = fights[s]
            gone = x * chance[s]
            lost[s] = gone
            fights[s] = x - gone
        for f in range(falls.shape[1]):
            for strand in range(STRANDS):
                falls[strand, f] = 0.0
        for s in range(states):
            falls[s & (STRANDS - 1), face_of[s]] += lost[s]
        total = 0.0
        for f in range(falls.shape[1]):
            for strand in range(1, STRANDS):
                falls[0, f] += falls[strand, f]
            total += falls[0, f]
        if total == 0.0:
            continue
        if m > 0 or first_phase[j + 1] == first_phase[j]:
            collapsed[m, j] += total
            for f in range(falls.shape[1]):
                fell[m, j, collapse[j], f] += falls[0, f]
            continue
        for q in range(first_phase[j], first_phase[j + 1]):
            stops = lottery[q] * ends[q]
            goes = lottery[q] - stops
            gone_ended[q] += total * stops
            gone_on[q] += total * goes
            if stops > 0.0:
                for f in range(falls.shape[1]):
                    fell[m, j, ending_of[q], f] += falls[0, f] * stops
            if goes > 0.0:
                places = goes_to[q]
                place = places[begin : begin + states]
                for s in range(states):
                    following[place[s]] += lost[s] * goes


@inner
def credit(places, count, told, since, table, talks, chances, column, asked, signed):
    """Credit what is proposed in a state with the mass that stood there since it is proposed.

    places (count,)           the states; told (P+1, R), since (R,): 0 afterwards
    """
    for place in range(count):
        s = places[place]
        stood = since[s] * talks[s]
        since[s] = 0.0
        if stood == 0.0:
            continue
        row = table[s]
        for p in range(told.shape[0]):
            k = told[p, s]
            if k >= 0:
                for q in range(asked.shape[2]):
                    signed[column[row, k], q] += stood * chances[p] * asked[row, k, q]


@inner
def reconsider(places, count, told, now, table, talks, chances, asked, weight):
    """What is asked of the deals of those states: Σ chance of a deal · asked.

    told, now (P+1, R)   proposals so far, and from this week on; weight (Q, R)
    """
    for place in range(count):
        s = places[place]
        row = table[s]
        for q in range(asked.shape[2]):
            weight[q, s] = 0.0
        for p in range(told.shape[0]):
            k = now[p, s]
            told[p, s] = k
            if k >= 0:
                for q in range(asked.shape[2]):
                    weight[q, s] += talks[s] * chances[p] * asked[row, k, q]


@compiled
def forward(
    weeks: given.Int,
    start: given.Int,
    ends: given.Ints1,
    phase: given.Ints1,
    shapes: given.Ints2,
    alive: given.Ints2,
    share: given.Floats2,
    hazard: given.Floats2,
    present: given.Bools2,
    first_phase: given.Ints1,
    lottery: given.Floats1,
    ends_it: given.Floats1,
    ending_of: given.Ints1,
    collapse: given.Index1,
    goes_to: given.Index2,
    face_of: given.Index1,
    over: given.Ints2,
    rates: given.Floats2,
    first_up: given.Floats1,
    first_down: given.Floats1,
    first: given.Ints1,
    rows_in_all: given.Int,
    rows: given.Floats1,
    widths: given.Ints1,
    up: given.Index4,
    down: given.Index4,
    strides: given.Ints2,
    history: given.Floats2,
    ended: given.Floats4,
    fell: given.Floats5,
    gone_on: given.Floats2,
    gone_ended: given.Floats2,
    collapsed: given.Floats3,
    amounts: given.Floats2,
    padded: given.Floats1,
    spare: given.Floats1,
    fought: given.Floats1,
    lost: given.Floats1,
    falls: given.Floats2,
):
    """All weeks shown, from the start state, over the R states that a war may come to.

    The X phases that may be entered stand one after the other, S states each; ends (X+1,): where
    they begin, phase (X,): which they are.

    shapes, alive (X, 2)    (n0, B), and the blocks in which there is war: from, to
    share (weeks, R)        what no deal ends of the wars of a week
    hazard (P, R)           chance that the leader is removed; present, …, collapse by phase: see
                            `remove_leaders`
    over (3, n)             states that are ends: which, in what phase, which ending
    first_up, first_down    moves of the first track in truth, (S + 2B,) each; first (X,): where
    rows, widths, up, down (X, 1, n0, K)   of the other tracks: see `tracks.move_others`
    history (weeks+1, R)    out: mass at the start of each week
    ended (weeks, M, E, F)  at an end of a track; fell (weeks, M, P, E, F)
    gone_on, gone_ended (weeks, M), collapsed (weeks, M, P)
    amounts (rates, weeks)
    padded, spare (S + 2B,), fought (R,), lost (S,), falls (STRANDS, F): room
    """
    start_of_war = history[0]
    for s in range(start_of_war.shape[0]):
        start_of_war[s] = 0.0
    start_of_war[start] = 1.0
    for t in range(weeks):
        before = history[t]
        following = history[t + 1]
        for s in range(following.shape[0]):
            following[s] = 0.0
        not_ended = share[t]
        for x in range(ends.shape[0] - 1):
            m = phase[x]
            levels, size = shapes[x, 0], shapes[x, 1]
            states = levels * size
            begin, end = alive[x, 0] * size, alive[x, 1] * size
            at = ends[x] + begin
            mass = before[at : ends[x] + end]
            left = not_ended[at : ends[x] + end]
            in_phase = fought[at : ends[x] + end]
            fights = padded[size + begin : size + end]
            for s in range(end - begin):
                here = mass[s] * left[s]
                fights[s] = here
                in_phase[s] = here
            for s in range(size + begin):
                padded[s] = 0.0
            for s in range(size + end, states + 2 * size):
                padded[s] = 0.0
            remove_leaders(
                m,
                begin,
                at,
                fights,
                hazard,
                present[m],
                first_phase,
                lottery,
                ends_it,
                ending_of,
                collapse,
                goes_to,
                face_of[at : ends[x] + end],
                following,
                fell[t],
                gone_on[t],
                gone_ended[t],
                collapsed[t],
                lost,
                falls,
            )
            whole = states + 2 * size
            moves = rows[widths[x] : widths[x + 1]]
            width = moves.shape[0] // rows_in_all
            for s in range(size):
                spare[s] = 0.0
            for s in range(states + size, whole):
                spare[s] = 0.0
            move_first(
                padded[:whole],
                first_up[first[x] : first[x] + whole],
                first_down[first[x] : first[x] + whole],
                size,
                spare[:whole],
            )
            answer = move_others(
                spare, padded, moves, width, up[x, 0], down[x, 0], strides[x], levels, size
            )
            moved = padded if answer == 1 else spare
            arrived = moved[size : size + states]
            arriving = following[ends[x] : ends[x + 1]]
            for s in range(states):
                arriving[s] += arrived[s] if arrived[s] > NEGLIGIBLE else 0.0
        for r in range(rates.shape[0]):
            amounts[r, t] = dot(fought, rates[r])
        for place in range(over.shape[1]):
            s = over[0, place]
            ended[t, over[1, place], over[2, place], face_of[s]] += following[s]
            following[s] = 0.0


@compiled
def deals(
    mass: given.Floats2,
    choice: given.Small3,
    within: given.Bools2,
    table: given.Ints1,
    talks: given.Floats1,
    recognition: given.Floats2,
    column: given.Ints2,
    asked: given.Floats3,
    reach: given.Floats1,
    weekly: given.Floats2,
    signed: given.Floats2,
    told: given.Small2,
    weight: given.Floats2,
    since: given.Floats1,
    mark: given.Marks1,
    places: given.Ints1,
):
    """What is signed, by week and by package, over the R states that a war may come to.

    mass (weeks+1, R), choice (weeks or more, P+1, R), within (weeks or more, R)
    table, talks (R,)        each state's table, and chance that there are talks
    column (tables, n)       column of `signed` of each kept package
    asked (tables, n, Q)     what is asked of a deal: 1, its chance to break, …
    reach (weeks,)           mass with a deal within reach
    weekly (weeks, Q)        Σ mass · asked, by week; signed (columns, Q) the same by package
    told (P+1, R) −2, weight (Q, R), since (R,) 0, mark (R,), places (R+1,): room to work in

    Proposals are the same from week to week but in few states. So what is asked is known by state
    until a proposal changes, and a package is credited then with all that stood there since.
    """
    weeks = reach.shape[0]
    proposers, states = choice.shape[1:]
    turns = recognition.shape[0]
    for t in range(weeks + 1):
        here = mass[t]
        for s in range(states):
            mark[s] = int(t == weeks)
        for p in range(proposers if t < weeks else 0):
            before = told[p]
            now = choice[t, p]
            for s in range(states):
                mark[s] |= int(before[s] != now[s])
        if t < weeks:
            for s in range(states):
                mark[s] = int(turns > 1) | (mark[s] & int(here[s] > 0.0))
        count = 0
        for s in range(states):
            places[count] = s
            count += int(mark[s] > 0)
        last = recognition[(t - 1) % turns]
        credit(places, count, told, since, table, talks, last, column, asked, signed)
        if t == weeks:
            continue
        chances = recognition[t % turns]
        reconsider(places, count, told, choice[t], table, talks, chances, asked, weight)
        reach[t] = dot(here, within[t])
        for q in range(asked.shape[2]):
            weekly[t, q] = dot(here, weight[q])
        for s in range(states):
            since[s] += here[s]

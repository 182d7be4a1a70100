"""The forward sweep: where the mass of wars goes, week by week (model, section 6)."""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled
from goldenbridge.kernels.tracks import move

NEGLIGIBLE = 1e-100


@compiled
def talk_and_fight(
    m, mass, fights, choice, table_of, cell, talks, chances, veto, dealt
):
    """Deals of one week in one phase; returns the mass for which a deal is within reach.

    mass, fights (S,)   at the start of the week, and what is left to fight
    dealt (tables, n)   mass that signs each kept package, added up
    """
    proposers = choice.shape[0]
    reach = 0.0
    for s in range(mass.shape[0]):
        x = mass[s]
        if x == 0.0:
            fights[s] = 0.0
            continue
        table = table_of + cell[s]
        signed = 0.0
        open_to_veto = False
        for p in range(proposers):
            k = choice[p, s]
            if k >= 0:
                share = talks * chances[p]
                signed += share
                dealt[table, k] += x * share
                if p < proposers - 1 and veto[p]:
                    open_to_veto = True
        if open_to_veto:
            reach += x
        fights[s] = x * (1.0 - signed)
    return reach


@compiled
def remove_leaders(
    m, fights, hazard, present, first_phase, lottery, ends, ending_of, collapse, reset, face_of,
    following, fell, gone_on, gone_ended, collapsed,
):
    """Removals of one week in one phase, in the order of the parties; `fights` keeps the rest.

    first_phase (P+1,)   phase of each party's first successor; lottery, ends, ending_of (M,)
    following (M, S)     mass of next week, to which the wars of successors are added
    fell (M, P, E, F)    wars that end because his leader fell, gone_on, gone_ended (M,) by successor, collapsed (M, P)
    """
    parties, states = hazard.shape
    for j in range(parties):
        if not present[j]:
            continue
        succeeded = m == 0 and first_phase[j + 1] > first_phase[j]
        for s in range(states):
            x = fights[s]
            if x == 0.0:
                continue
            lost = x * hazard[j, s]
            fights[s] = x - lost
            if not succeeded:
                collapsed[m, j] += lost
                fell[m, j, collapse[j], face_of[s]] += lost
                continue
            for q in range(first_phase[j], first_phase[j + 1]):
                part = lost * lottery[q]
                stops = part * ends[q]
                if stops > 0.0:
                    gone_ended[q] += stops
                    fell[m, j, ending_of[q], face_of[s]] += stops
                gone_on[q] += part - stops
                following[q, reset[q, s]] += part - stops


@compiled
def collect_ended(m, mass, ended_in, face_of, ended):
    """Take the mass that has reached an end out of the war."""
    for s in range(mass.shape[0]):
        if ended_in[s] >= 0 and mass[s] > 0.0:
            ended[m, ended_in[s], face_of[s]] += mass[s]
            mass[s] = 0.0


@compiled
def forward(
    weeks, start, shape, choice, cell, cells, face_of, talks, recognition, veto, hazard, present,
    first_phase, lottery, ends, ending_of, collapse, reset, ended_in, rates,
    first_up, first_down, first, rows, up, down, strides, column, broken, stays,
    history, reach, settled, breaks, kept_office, ended, fell, gone_on, gone_ended, collapsed, amounts,
):
    """All weeks shown, from the start state.

    first, up, down: operators of the truth, by phase
    column (tables, n)      column of `settled` of each kept package
    broken (tables, n)      q;   stays (tables, P, n): survival of the first leader, 0 if gone
    history (weeks+1, M, S) mass at the start of each week
    settled, breaks (weeks, columns), kept_office (weeks, P): mass of deals that leaves him in office
    ended (weeks, M, E, F) at an end of a track, fell (weeks, M, P, E, F), gone_on, gone_ended (weeks, M), collapsed (weeks, M, P)
    amounts (rates, weeks)
    """
    phases, parties, states = hazard.shape
    levels, size = shape
    padded = np.zeros(states + 2 * size)
    fights = padded[size : size + states]
    rising = np.zeros(states + 2 * size)
    falling = np.zeros(states + 2 * size)
    dealt = np.zeros(column.shape)
    turns = recognition.shape[0]
    history[0, 0, start] = 1.0
    for t in range(weeks):
        following = history[t + 1]
        for m in range(phases):
            reach[t] += talk_and_fight(
                m, history[t, m], fights, choice[t, m], m * cells, cell, talks[m],
                recognition[t % turns], veto[m], dealt,
            )
            for r in range(rates.shape[0]):
                total = 0.0
                for s in range(states):
                    total += fights[s] * rates[r, s]
                amounts[r, t] += total
            remove_leaders(
                m, fights, hazard[m], present[m], first_phase, lottery, ends, ending_of, collapse,
                reset, face_of, following, fell[t], gone_on[t], gone_ended[t], collapsed[t],
            )
            move(
                padded, first_up[first[m]], first_down[first[m]], rows, up[m], down[m], strides,
                levels, size, following[m], rising, falling, NEGLIGIBLE,
            )
        for m in range(phases):
            collect_ended(m, following[m], ended_in, face_of, ended[t])
        for table in range(dealt.shape[0]):
            for k in range(dealt.shape[1]):
                x = dealt[table, k]
                if x == 0.0:
                    continue
                dealt[table, k] = 0.0
                settled[t, column[table, k]] += x
                breaks[t, column[table, k]] += x * broken[table, k]
                for i in range(parties):
                    kept_office[t, i] += x * stays[table, i, k]

"""Who would sign a package among the wars still going on: acceptance, votes at home, margins."""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled

SLACK = 5e-10


@compiled
def would_sign(
    actual, apparent, units, phase, face, start, bars, mass, ordered, added, face_norm, least,
    veto, accepts, passes, ratifies, everybody, worth,
):
    """Masses of the wars of one week in which each of N packages would be signed. Model, section 6.

    actual, apparent (P, N)
    units      (M, F, P, N)  W in units of 1e-9
    phase, face (G,)         of the groups: states of one phase and cell in which a war goes on
    start      (G+1,)        where each group's states stand in the next four
    bars       (P, S)        C_j − 5e-10 of the states, group by group; mass (S,)
    ordered    (P, S)        the same bars, ascending within a group
    added      (P, S)        mass up to and with that bar, from the group's start
    face_norm  (G, P)        least (G, P): least a_i that passes at home, −inf without an audience
    veto       (G, P)
    accepts    (P, N)        out, all starting at 0: mass in which j accepts, whoever proposes
    passes     (P, N)        … j's audience ratifies
    ratifies   (N,)          … every audience does
    everybody  (N,)          … every veto party accepts and every audience ratifies
    worth      (P, N)        Σ mass·W
    """
    parties, count = actual.shape
    agreed = np.empty(parties)
    for k in range(count):
        for g in range(phase.shape[0]):
            first, end = start[g], start[g + 1]
            whole = added[0, end - 1]
            ratified = True
            some, every = True, True
            for j in range(parties):
                spin = apparent[j, k] - actual[j, k]
                credit = actual[j, k] + face_norm[g, j] * max(spin, 0.0) - max(-spin, 0.0)
                if credit >= least[g, j] - SLACK:
                    passes[j, k] += whole
                else:
                    ratified = False
                w = units[phase[g], face[g], j, k] / 1e9
                agreed[j] = w
                worth[j, k] += whole * w
                if w < ordered[j, first]:
                    some = some and not veto[g, j]
                    every = every and not veto[g, j]
                    continue
                if w >= ordered[j, end - 1]:
                    accepts[j, k] += whole
                    continue
                below = first + np.searchsorted(ordered[j, first:end], w, side="right")
                accepts[j, k] += added[j, below - 1]
                every = every and not veto[g, j]
            if not ratified:
                continue
            ratifies[k] += whole
            if every:
                everybody[k] += whole
            elif some:
                sum_ = 0.0
                for s in range(first, end):
                    yes = True
                    for j in range(parties):
                        if veto[g, j] and agreed[j] < bars[j, s]:
                            yes = False
                    if yes:
                        sum_ += mass[s]
                everybody[k] += sum_

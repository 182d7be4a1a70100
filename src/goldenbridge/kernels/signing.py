"""Who would sign a package among the wars still going on: acceptance, votes at home, margins.

Model, section 6. The wars of one week stand in G groups, states of one phase and cell:

start      (G+1,)  where each group's states stand in what has S entries; phase, face (G,)
order      (P, S)  places of the states, a group's C_j ascending; ordered (P, S) the C_j − 5e-10
added      (P, S)  mass up to and with that state, from the group's start
face_norm, least, veto  (G, P)   what is credited of a look; least a_i that passes at home
actual, apparent (P, N), units (M, F, P, N) W in units of 1e-9: the packages
"""

from __future__ import annotations

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given

SLACK = 5e-10


@inner
def willing(ordered, first, end, w):
    """How many of ordered[first:end], ascending, are at most w."""
    if w < ordered[first]:
        return 0
    if w >= ordered[end - 1]:
        return end - first
    low, high = first, end
    while low < high:
        middle = (low + high) >> 1
        if ordered[middle] <= w:
            low = middle + 1
        else:
            high = middle
    return low - first


@compiled
def one_by_one(
    actual: given.Floats2,
    apparent: given.Floats2,
    units: given.Floats4,
    phase: given.Ints1,
    face: given.Ints1,
    start: given.Ints1,
    ordered: given.Floats2,
    added: given.Floats2,
    face_norm: given.Floats2,
    least: given.Floats2,
    accepts: given.Floats2,
    passes: given.Floats2,
    ratifies: given.Floats1,
    worth: given.Floats2,
):
    """What each party alone would do; out, all starting at 0, as masses:

    accepts (P, N)  j accepts, whoever proposes; passes (P, N) j's audience ratifies
    ratifies (N,)   every audience does;         worth (P, N)  Σ mass·W
    """
    parties, count = actual.shape
    for k in range(count):
        for g in range(phase.shape[0]):
            first, end = start[g], start[g + 1]
            whole = added[0, end - 1]
            ratified = True
            for j in range(parties):
                spin = apparent[j, k] - actual[j, k]
                credit = actual[j, k] + face_norm[g, j] * max(spin, 0.0) - max(-spin, 0.0)
                if credit >= least[g, j] - SLACK:
                    passes[j, k] += whole
                else:
                    ratified = False
                w = units[phase[g], face[g], j, k] / 1e9
                worth[j, k] += whole * w
                some = willing(ordered[j], first, end, w)
                if some > 0:
                    accepts[j, k] += added[j, first + some - 1]
            if ratified:
                ratifies[k] += whole


@compiled
def together(
    chosen: given.Ints1,
    actual: given.Floats2,
    apparent: given.Floats2,
    units: given.Floats4,
    phase: given.Ints1,
    face: given.Ints1,
    start: given.Ints1,
    bars: given.Floats2,
    mass: given.Floats1,
    order: given.Ints2,
    ordered: given.Floats2,
    added: given.Floats2,
    face_norm: given.Floats2,
    least: given.Floats2,
    veto: given.Bools2,
    everybody: given.Floats1,
):
    """Mass in which every veto party accepts and every audience ratifies.

    chosen (n,) the packages asked about; bars (P, S) C_j − 5e-10 and mass (S,) of the states
    everybody (N,)  out, starting at 0
    """
    parties = actual.shape[0]
    for k in chosen:
        for g in range(phase.shape[0]):
            first, end = start[g], start[g + 1]
            fewest, who = end - first, -1
            for j in range(parties):
                spin = apparent[j, k] - actual[j, k]
                credit = actual[j, k] + face_norm[g, j] * max(spin, 0.0) - max(-spin, 0.0)
                if credit < least[g, j] - SLACK:
                    fewest = 0
                elif veto[g, j]:
                    w = units[phase[g], face[g], j, k] / 1e9
                    some = willing(ordered[j], first, end, w)
                    if some < fewest:
                        fewest, who = some, j
            if fewest == 0:
                continue
            if who < 0:
                everybody[k] += added[0, end - 1]
                continue
            both = 0.0
            for at in range(first, first + fewest):
                s = order[who, at]
                all_ = True
                for j in range(parties):
                    if veto[g, j] and units[phase[g], face[g], j, k] / 1e9 < bars[j, s]:
                        all_ = False
                if all_:
                    both += mass[s]
            everybody[k] += both

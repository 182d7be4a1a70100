"""What a package is worth: credit at home, office, and a peace that can break (model, 2 to 4)."""

from __future__ import annotations

import math

from goldenbridge.kernels import compiled

SLACK = 5e-10


@compiled
def credited(actual, apparent, norm):
    """a_i: substance, what the face track leaves of flattering spin, an unflattering look in full."""
    spin = apparent - actual
    if spin > 0.0:
        return actual + norm * spin
    return actual + spin


@compiled
def office_worth(actual, apparent, present, office, fate, slope, aim, width):
    """H: office after an end that looks like `apparent`, and substance (model, section 2)."""
    if not present:
        return actual
    depth = (apparent - aim) / width
    stays = 1.0 / (1.0 + math.exp(-min(max(depth, -700.0), 700.0)))
    out = min(max(fate + slope * apparent, 0.0), 1.0)
    return office * (stays + (1.0 - stays) * out) + (1.0 - office) * actual


@compiled
def package_worth(
    actual, apparent, penalty, lapse, start, renewed, has_peace, can_break, respite,
    face_norm, present, office, fate, slope, aim, width, kept, broken, units,
):
    """H, q and W of every package, by phase and face level (model, section 4).

    actual, apparent, penalty  (P, N)
    lapse      (N,)            chance that a peace lapses that nobody gains by breaking
    start      (N,)            column of `renewed`: class and front of the new war
    renewed    (M, P, starts)  R_i
    respite    (M, P)          δ_i^d
    face_norm  (M, P, F)
    kept       (M, F, P, N)    out: H
    broken     (M, F, N)       out: q
    units      (M, F, P, N)    out: W in units of 1e-9, whole numbers
    """
    phases, parties, faces = face_norm.shape
    for m in range(phases):
        for f in range(faces):
            for i in range(parties):
                norm = face_norm[m, i, f]
                for k in range(actual.shape[1]):
                    u = actual[i, k]
                    kept[m, f, i, k] = office_worth(
                        u, credited(u, apparent[i, k], norm), present[m, i], office[m, i],
                        fate[m, i], slope[m, i], aim[m, i], width[m, i],
                    )
            if not has_peace:
                for i in range(parties):
                    for k in range(actual.shape[1]):
                        units[m, f, i, k] = round_units(kept[m, f, i, k])
                continue
            for k in range(actual.shape[1]):
                gains = 0
                for i in range(parties):
                    after = renewed[m, i, start[k]] - penalty[i, k]
                    if can_break[m, i] and after > kept[m, f, i, k] + SLACK:
                        gains |= 1 << i
                q = 1.0 if gains else lapse[k]
                broken[m, f, k] = q
                for i in range(parties):
                    h = kept[m, f, i, k]
                    after = renewed[m, i, start[k]]
                    if gains & (1 << i):
                        after -= penalty[i, k]
                    d = respite[m, i]
                    worth = (1.0 - q) * h + q * ((1.0 - d) * h + d * after)
                    units[m, f, i, k] = round_units(worth)


@compiled
def round_units(worth):
    """W in whole units of 1e-9, ties to even."""
    return int(round_half_even(worth * 1e9))


@compiled
def round_half_even(x):
    """The nearest whole number, ties to even."""
    low = math.floor(x)
    rest = x - low
    if rest > 0.5 or (rest == 0.5 and low % 2.0 == 1.0):
        return low + 1.0
    return low


@compiled
def ratifiable(actual, apparent, face_norm, least, skipped, out):
    """Whether every audience but `skipped`'s ratifies each package; −1 skips nobody.

    face_norm  (P,)   in this face level
    least      (R, P)   least a_i that each audience ratifies in each of R cells, −inf without one
    out        (R, N)
    """
    cells, parties = least.shape
    count = actual.shape[1]
    for r in range(cells):
        for k in range(count):
            out[r, k] = True
    for i in range(parties):
        if i == skipped:
            continue
        for r in range(cells):
            if least[r, i] == -math.inf:
                continue
            bar = least[r, i] - SLACK
            for k in range(count):
                if credited(actual[i, k], apparent[i, k], face_norm[i]) < bar:
                    out[r, k] = False

"""What a package is worth: credit at home, office, and a peace that can break (model, 2 to 4)."""

from __future__ import annotations

import numpy as np

from goldenbridge.kernels import compiled, inner
from goldenbridge.kernels import types as given

SLACK = 5e-10


@inner
def fill_exp(x, bits, whole, count, out):
    """exp of x[:count], |x| ≤ 700, within 2 units in the last place; no branch, no call: SIMD.

    x = k·log 2 + r, |r| ≤ log 2 / 2; e^r by its series to the 13th power, 2^k written as bits.
    Adding 1.5·2^52 rounds to a whole number and leaves it in the low bits.
    x (n,); bits (n,) whole numbers and `whole`, the same memory as floats: room; out (n,)
    """
    for i in range(count):
        whole[i] = x[i] * 1.4426950408889634 + 6755399441055744.0
    for i in range(count):
        k = whole[i] - 6755399441055744.0
        r = (x[i] - k * 6.93145751953125e-1) - k * 1.42860682030941723212e-6
        p = 1.0 / 6227020800.0
        p = p * r + 1.0 / 479001600.0
        p = p * r + 1.0 / 39916800.0
        p = p * r + 1.0 / 3628800.0
        p = p * r + 1.0 / 362880.0
        p = p * r + 1.0 / 40320.0
        p = p * r + 1.0 / 5040.0
        p = p * r + 1.0 / 720.0
        p = p * r + 1.0 / 120.0
        p = p * r + 1.0 / 24.0
        p = p * r + 1.0 / 6.0
        p = p * r + 0.5
        p = p * r + 1.0
        out[i] = p * r + 1.0
    for i in range(count):
        bits[i] = (bits[i] << 52) + (1023 << 52)
    for i in range(count):
        out[i] *= whole[i]


@inner
def office_worth(
    actual, apparent, norm, present, office, fate, slope, aim, width, depth, bits, whole, stays, out
):
    """H of every package for one party and face level (model, sections 2 and 3): out (N,).

    actual, apparent (N,); depth, bits, whole, stays (B,): room for B packages at a time
    """
    most = depth.shape[0]
    for start in range(0, actual.shape[0], most):
        count = min(most, actual.shape[0] - start)
        u = actual[start : start + count]
        y = apparent[start : start + count]
        worth = out[start : start + count]
        if not present:
            for k in range(count):
                worth[k] = u[k]
            continue
        for k in range(count):
            spin = y[k] - u[k]
            worth[k] = u[k] + norm * max(spin, 0.0) - max(-spin, 0.0)
        for k in range(count):
            depth[k] = -min(max((worth[k] - aim) / width, -700.0), 700.0)
        fill_exp(depth, bits, whole, count, stays)
        for k in range(count):
            stay = 1.0 / (1.0 + stays[k])
            gone = min(max(fate + slope * worth[k], 0.0), 1.0)
            worth[k] = office * (stay + (1.0 - stay) * gone) + (1.0 - office) * u[k]


@compiled
def kept_worth(
    actual: given.Floats2,
    apparent: given.Floats2,
    who: given.Ints1,
    norms: given.Floats1,
    present: given.Bools1,
    office: given.Floats1,
    fate: given.Floats1,
    slope: given.Floats1,
    aim: given.Floats1,
    width: given.Floats1,
    out: given.Floats2,
    depth: given.Floats1,
    stays: given.Floats1,
    bits: given.Ints1,
    whole: given.Floats1,
):
    """H for every distinct party, leader and face level: out (rows, N).

    actual, apparent (P, N); who (rows,) the party; the others (rows,)
    depth, stays, bits, whole (B,)   room for B packages at a time; see `fill_exp`
    """
    for r in range(who.shape[0]):
        office_worth(
            actual[who[r]],
            apparent[who[r]],
            norms[r],
            present[r],
            office[r],
            fate[r],
            slope[r],
            aim[r],
            width[r],
            depth,
            bits,
            whole,
            stays,
            out[r],
        )


@compiled
def package_worth(
    kept: given.Floats2,
    row_of: given.Ints3,
    penalty: given.Floats2,
    lapse: given.Floats1,
    start: given.Ints1,
    renewed: given.Floats3,
    has_peace: given.Bool,
    can_break: given.Bools2,
    respite: given.Floats2,
    broken: given.Floats3,
    units: given.Floats4,
    again: given.Floats2,
):
    """q and W of every package, by phase and face level (model, section 4).

    kept       (rows, N)      H; row_of (M, F, P): which row
    penalty    (P, N)
    lapse      (N,)           chance that a peace lapses that nobody gains by breaking
    start      (N,)           column of `renewed`: class and front of the new war
    renewed    (M, P, starts) R_i
    respite    (M, P)         δ_i^d
    broken     (M, F, N)      out: q
    units      (M, F, P, N)   out: W in units of 1e-9, whole numbers; ties of rounding go to even
    again      (P, N)         room to work in
    """
    phases, faces, parties = row_of.shape
    count = start.shape[0]
    for m in range(phases):
        if has_peace:
            for i in range(parties):
                values = renewed[m, i]
                mine = again[i]
                for k in range(count):
                    mine[k] = values[start[k]]
        for f in range(faces):
            q = broken[m, f]
            if has_peace:
                for k in range(count):
                    q[k] = lapse[k]
                for i in range(parties):
                    if can_break[m, i]:
                        h = kept[row_of[m, f, i]]
                        mine = again[i]
                        pays = penalty[i]
                        for k in range(count):
                            q[k] = 1.0 if mine[k] - pays[k] > h[k] + SLACK else q[k]
            for i in range(parties):
                h = kept[row_of[m, f, i]]
                worth = units[m, f, i]
                if not has_peace:
                    for k in range(count):
                        worth[k] = rounded(h[k])
                    continue
                mine = again[i]
                pays = penalty[i]
                d = respite[m, i]
                for k in range(count):
                    after = mine[k] - pays[k]
                    gains = can_break[m, i] and after > h[k] + SLACK
                    after = after if gains else mine[k]
                    worth[k] = rounded((1.0 - q[k]) * h[k] + q[k] * ((1.0 - d) * h[k] + d * after))


@inner
def rounded(worth):
    """Whole units of 1e-9, ties to even: adding 1.5·2^52 leaves no room for the rest."""
    return (worth * 1e9 + 6755399441055744.0) - 6755399441055744.0


@compiled
def ratifiable(
    actual: given.Floats2,
    apparent: given.Floats2,
    face_norm: given.Floats1,
    least: given.Floats2,
    skipped: given.Int,
    out: given.Bools2,
    credit: given.Floats1,
):
    """Whether every audience but `skipped`'s ratifies each package; −1 skips nobody.

    face_norm  (P,)   in this face level
    least      (R, P)   least a_i that each audience ratifies in each of R cells, −inf without one
    out        (R, N);   credit (N,) room to work in
    """
    cells, parties = least.shape
    count = actual.shape[1]
    for r in range(cells):
        for k in range(count):
            out[r, k] = True
    for i in range(parties):
        asks = False
        for r in range(cells):
            asks |= least[r, i] > -np.inf
        if i == skipped or not asks:
            continue
        u = actual[i]
        y = apparent[i]
        norm = face_norm[i]
        for k in range(count):
            spin = y[k] - u[k]
            credit[k] = u[k] + norm * max(spin, 0.0) - max(-spin, 0.0)
        for r in range(cells):
            bar = least[r, i] - SLACK
            passes = out[r]
            for k in range(count):
                passes[k] &= credit[k] >= bar

"""A week's moves as a product of tridiagonal operators, one a track (model, section 1).

Backwards the last track's operator is applied first, forwards the first track's. Vectors over
states are flat, with room for one block on either side, so that a neighbour is a shift: a move that
is not possible has chance 0, whatever stands at its far end. A block is all states that share a
level of the first track; for the other tracks the chances of a block are a numbered row, −1 for
"nobody moves", as most drifts do not depend on the first track and one short row serves every
block. A row comes several times over, so that blocks alike are one loop.

Loops over slices, no helper inside: a call, or an index that may be negative, costs more than the
work itself.
"""

from __future__ import annotations

from goldenbridge.kernels import inner


@inner
def alike(up, down, f, k, most):
    """How many blocks from f on move by the same rows of track k, at most `most`."""
    run = 1
    while (
        run < most
        and f + run < up.shape[0]
        and up[f + run, k] == up[f, k]
        and down[f + run, k] == down[f, k]
    ):
        run += 1
    return run


@inner
def expect(value, rows, up, down, strides, levels, size, first, second):
    """E[value] over the moves of all tracks but the first. Returns where it stands.

    value          (S + 2B,)   what next week is worth
    rows           (r, n·B)    chances to move, n times over; up, down (n0, K): which row
    first, second  (S + 2B,)   room to work in
    The answer is `value` itself (0), `first` (1) or `second` (2).
    """
    source = value
    answer = 0
    most = rows.shape[1] // size
    for k in range(strides.shape[0] - 1, 0, -1):
        moves = False
        for f in range(levels):
            moves |= (up[f, k] >= 0) | (down[f, k] >= 0)
        if not moves:
            continue
        answer = 2 if answer == 1 else 1
        target = first if answer == 1 else second
        stride = strides[k]
        f = 0
        while f < levels:
            at = (f + 1) * size
            run = alike(up, down, f, k, most)
            length = run * size
            here = source[at : at + length]
            above = source[at + stride : at + stride + length]
            below = source[at - stride : at - stride + length]
            out = target[at : at + length]
            if up[f, k] >= 0 and down[f, k] >= 0:
                rise = rows[up[f, k]]
                fall = rows[down[f, k]]
                for i in range(length):
                    x = here[i]
                    out[i] = x + rise[i] * (above[i] - x) + fall[i] * (below[i] - x)
            elif down[f, k] >= 0:
                fall = rows[down[f, k]]
                for i in range(length):
                    out[i] = here[i] + fall[i] * (below[i] - here[i])
            elif up[f, k] >= 0:
                rise = rows[up[f, k]]
                for i in range(length):
                    out[i] = here[i] + rise[i] * (above[i] - here[i])
            else:
                for i in range(length):
                    out[i] = here[i]
            f += run
        source = target
    return answer


@inner
def week(expected, rise, fall, worth, discount, survive, size, begin, end, out):
    """worth + discount · survive · E over the first track's moves: a week of war. All flat.

    expected (S + 2B,); rise, fall, worth, survive, out (S,), of which begin … end are worked out
    """
    here = expected[size + begin : size + end]
    above = expected[2 * size + begin : 2 * size + end]
    below = expected[begin:end]
    up = rise[begin:end]
    down = fall[begin:end]
    known = worth[begin:end]
    stays = survive[begin:end]
    told = out[begin:end]
    for s in range(end - begin):
        x = here[s]
        ahead = x + up[s] * (above[s] - x) + down[s] * (below[s] - x)
        told[s] = known[s] + discount * stays[s] * ahead


@inner
def move(mass, rise, fall, rows, up, down, strides, levels, size, moved, rising, falling, least):
    """Add to `moved` where the mass of a phase stands after all tracks have moved.

    mass           (S + 2B,)   before the moves; changed. Operators as in `expect` and `week`
    moved          (S,)        added to, where more than `least` arrives
    rising, falling (S + 2B,)  room to work in, 0 outside the states
    """
    states = moved.shape[0]
    here = mass[size : size + states]
    going_up = rising[size : size + states]
    going_down = falling[size : size + states]
    for s in range(states):
        going_up[s] = here[s] * rise[s]
        going_down[s] = here[s] * fall[s]
    from_below = rising[:states]
    from_above = falling[2 * size : 2 * size + states]
    for s in range(states):
        here[s] += from_below[s] + from_above[s] - going_up[s] - going_down[s]
    for k in range(1, strides.shape[0]):
        stride = strides[k]
        moves = False
        for f in range(levels):
            moves |= (up[f, k] >= 0) | (down[f, k] >= 0)
        if not moves:
            continue
        for f in range(levels):
            at = (f + 1) * size
            block = mass[at : at + size]
            block_up = rising[at : at + size]
            block_down = falling[at : at + size]
            for i in range(size):
                block_up[i] = 0.0
                block_down[i] = 0.0
            if up[f, k] >= 0:
                chance = rows[up[f, k]]
                for i in range(size):
                    block_up[i] = block[i] * chance[i]
            if down[f, k] >= 0:
                chance = rows[down[f, k]]
                for i in range(size):
                    block_down[i] = block[i] * chance[i]
        from_below = rising[size - stride : size - stride + states]
        from_above = falling[size + stride : size + stride + states]
        for s in range(states):
            here[s] += from_below[s] + from_above[s] - going_up[s] - going_down[s]
    for s in range(states):
        if here[s] > least:
            moved[s] += here[s]

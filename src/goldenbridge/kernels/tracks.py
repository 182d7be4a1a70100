"""A week's moves as a product of tridiagonal operators, one a track (model, section 1).

Backwards the last track's operator is applied first, forwards the first track's. Vectors over
states are flat, with room for one block on either side, so that a neighbour is a shift: a move that
is not possible has chance 0, whatever stands at its far end. A block is all states that share a
level of the first track; for the other tracks the chances of a block are a numbered row, −1 for
"nobody moves", as most drifts do not depend on the first track and one short row serves every
block.

Loops over slices, no helper inside: a call, or an index that may be negative, costs more than the
work itself.
"""

from __future__ import annotations

from goldenbridge.kernels import inner


@inner
def expect(value, rows, up, down, strides, levels, size, first, second):
    """E[value] over the moves of all tracks but the first. Returns where it stands.

    value          (S + 2B,)   what next week is worth
    rows           (r, B)      chances to move; up, down (n0, K): which row
    first, second  (S + 2B,)   room to work in
    The answer is `value` itself (0), `first` (1) or `second` (2).
    """
    source = value
    answer = 0
    for k in range(strides.shape[0] - 1, 0, -1):
        moves = False
        for f in range(levels):
            moves |= (up[f, k] >= 0) | (down[f, k] >= 0)
        if not moves:
            continue
        answer = 2 if answer == 1 else 1
        target = first if answer == 1 else second
        stride = strides[k]
        for f in range(levels):
            at = (f + 1) * size
            here = source[at : at + size]
            above = source[at + stride : at + stride + size]
            below = source[at - stride : at - stride + size]
            out = target[at : at + size]
            if up[f, k] >= 0 and down[f, k] >= 0:
                rise = rows[up[f, k]]
                fall = rows[down[f, k]]
                for i in range(size):
                    x = here[i]
                    out[i] = x + rise[i] * (above[i] - x) + fall[i] * (below[i] - x)
            elif down[f, k] >= 0:
                fall = rows[down[f, k]]
                for i in range(size):
                    out[i] = here[i] + fall[i] * (below[i] - here[i])
            elif up[f, k] >= 0:
                rise = rows[up[f, k]]
                for i in range(size):
                    out[i] = here[i] + rise[i] * (above[i] - here[i])
            else:
                for i in range(size):
                    out[i] = here[i]
        source = target
    return answer


@inner
def week(expected, rise, fall, worth, discount, survive, size, out):
    """worth + discount · survive · E over the first track's moves: a week of war. All flat.

    expected (S + 2B,); rise, fall, worth, survive, out (S,)
    """
    states = out.shape[0]
    here = expected[size : size + states]
    above = expected[2 * size : 2 * size + states]
    below = expected[:states]
    for s in range(states):
        x = here[s]
        ahead = x + rise[s] * (above[s] - x) + fall[s] * (below[s] - x)
        out[s] = worth[s] + discount * survive[s] * ahead


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

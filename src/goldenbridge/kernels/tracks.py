"""A week's moves as a product of tridiagonal operators, one a track (model, section 1).

Backwards the last track's operator is applied first, forwards the first track's. The state space is
walked in blocks: all states that share a level of the first track. Within a block the other tracks
move, in a buffer that stays in the nearest cache; rows of chances are numbered, −1 for "nobody moves".
"""

from __future__ import annotations

from goldenbridge.kernels import compiled


@compiled
def expect_block(value, out, rows, up, down, strides, work, pad):
    """E[value] over the moves of all tracks but the first, for one block.

    value, out  (B,)     what the block is worth next week, and what is expected of it
    rows        (r, B)   chances to move
    up, down    (K,)     rows of each track, −1: none
    work        (2, B + 2·pad)   zero outside the block
    """
    size = value.shape[0]
    tracks = up.shape[0]
    last = 0
    for k in range(tracks - 1, 0, -1):
        if up[k] >= 0 or down[k] >= 0:
            last = k
    if last == 0:
        for i in range(size):
            out[i] = value[i]
        return
    source = 0
    start = work[0, pad : pad + size]
    for i in range(size):
        start[i] = value[i]
    for k in range(tracks - 1, last - 1, -1):
        if up[k] < 0 and down[k] < 0:
            continue
        stride = strides[k]
        here = work[source, pad : pad + size]
        above = work[source, pad + stride : pad + stride + size]
        below = work[source, pad - stride : pad - stride + size]
        target = out if k == last else work[1 - source, pad : pad + size]
        if up[k] < 0:
            fall = rows[down[k]]
            for i in range(size):
                target[i] = here[i] + fall[i] * (below[i] - here[i])
        elif down[k] < 0:
            rise = rows[up[k]]
            for i in range(size):
                target[i] = here[i] + rise[i] * (above[i] - here[i])
        else:
            rise = rows[up[k]]
            fall = rows[down[k]]
            for i in range(size):
                x = here[i]
                target[i] = x + rise[i] * (above[i] - x) + fall[i] * (below[i] - x)
        source = 1 - source


@compiled
def week_block(below, here, above, rise, fall, worth, carry, out):
    """worth + carry · E[here over the first track's moves]: a week of war for one block."""
    for i in range(here.shape[0]):
        x = here[i]
        out[i] = worth[i] + carry[i] * (x + rise[i] * (above[i] - x) + fall[i] * (below[i] - x))


@compiled
def move_block(mass, rows, up, down, strides, work, pad):
    """The mass of one block after all tracks but the first have moved, in place.

    mass  (B,)   the same operators as in `expect_block`, transposed, in the order of motion
    """
    size = mass.shape[0]
    rising = work[0]
    falling = work[1]
    for k in range(1, up.shape[0]):
        if up[k] < 0 and down[k] < 0:
            continue
        stride = strides[k]
        if up[k] >= 0:
            rise = rows[up[k]]
            for i in range(size):
                rising[pad + i] = mass[i] * rise[i]
        else:
            for i in range(size):
                rising[pad + i] = 0.0
        if down[k] >= 0:
            fall = rows[down[k]]
            for i in range(size):
                falling[pad + i] = mass[i] * fall[i]
        else:
            for i in range(size):
                falling[pad + i] = 0.0
        risen = rising[pad - stride : pad - stride + size]
        fallen = falling[pad + stride : pad + stride + size]
        leaves_up = rising[pad : pad + size]
        leaves_down = falling[pad : pad + size]
        for i in range(size):
            mass[i] += risen[i] + fallen[i] - leaves_up[i] - leaves_down[i]

"""A week's moves as a product of tridiagonal operators, one a track (model, section 1).

Backwards the last track's operator is applied first, forwards the first track's. Vectors over
states are flat, with room for one block on either side, so that a neighbour is a shift: a move that
is not possible has chance 0, whatever stands at its far end. A block is all states that share a
level of the first track; for the other tracks the chances of a block are a numbered row, as most
drifts do not depend on the first track and one short row serves every block. Where nobody rises
there is none, −1; none for falls says that the track moves nowhere. A row comes several times over,
so that blocks alike are one loop.

Loops over slices, no helper inside: a call, or an index that may be negative, costs more than the
work itself.
"""

from __future__ import annotations

from goldenbridge.kernels import inner


@inner
def alike(up, down, f, k, most, end):
    """How many blocks from f on, before `end`, move by the same rows of track k, at most `most`."""
    run = 1
    while (
        run < most
        and f + run < end
        and up[f + run, k] == up[f, k]
        and down[f + run, k] == down[f, k]
    ):
        run += 1
    return run


@inner
def expect(value, rows, width, up, down, strides, begin, end, size, first, second):
    """E[value] over the moves of all tracks but the first. Returns where it stands.

    value          (S + 2B,)   what next week is worth
    rows           chances to move, n times over, `width` numbers each; up, down (n0, K): which
    begin, end                 the blocks in which there are moves
    first, second  (S + 2B,)   room to work in
    The answer is `value` itself (0), `first` (1) or `second` (2).
    """
    source = value
    answer = 0
    most = width // size
    for k in range(strides.shape[0] - 1, 0, -1):
        if down[begin, k] < 0:
            continue
        answer = 2 if answer == 1 else 1
        target = first if answer == 1 else second
        stride = strides[k]
        f = begin
        while f < end:
            at = (f + 1) * size
            run = alike(up, down, f, k, most, end)
            length = run * size
            here = source[at : at + length]
            above = source[at + stride : at + stride + length]
            below = source[at - stride : at - stride + length]
            out = target[at : at + length]
            if up[f, k] >= 0:
                rise = rows[up[f, k] * width : up[f, k] * width + length]
                fall = rows[down[f, k] * width : down[f, k] * width + length]
                for i in range(length):
                    x = here[i]
                    out[i] = x + rise[i] * (above[i] - x) + fall[i] * (below[i] - x)
            else:
                fall = rows[down[f, k] * width : down[f, k] * width + length]
                for i in range(length):
                    out[i] = here[i] + fall[i] * (below[i] - here[i])
            f += run
        source = target
    if answer > 0:
        for at in range(size, (begin + 1) * size):
            source[at] = value[at]
        for at in range((end + 1) * size, value.shape[0] - size):
            source[at] = value[at]
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
def move_first(mass, rise, fall, size, out):
    """Where mass stands after the first track has moved: all (S + 2B,), 0 outside the states."""
    states = mass.shape[0] - 2 * size
    here = mass[size : size + states]
    below = mass[:states]
    above = mass[2 * size :]
    up = rise[size : size + states]
    down = fall[size : size + states]
    from_below = rise[:states]
    from_above = fall[2 * size :]
    after = out[size : size + states]
    for s in range(states):
        x = here[s]
        after[s] = x + (
            below[s] * from_below[s] + above[s] * from_above[s] - x * up[s] - x * down[s]
        )


@inner
def move_others(mass, spare, rows, width, up, down, strides, levels, size):
    """Move all tracks but the first. Returns where the mass stands: `mass` (0) or `spare` (1).

    mass, spare    (S + 2B,)     0 outside the states; the mass, and room to work in
    rows           chances to move, n times over between blocks of 0, `width` numbers each;
                   up, down (n0, K): which
    """
    answer = 0
    most = width // size - 2
    for k in range(1, strides.shape[0]):
        if down[0, k] < 0:
            continue
        source = mass if answer == 0 else spare
        target = spare if answer == 0 else mass
        stride = strides[k]
        f = 0
        while f < levels:
            at = (f + 1) * size
            run = alike(up, down, f, k, most, levels)
            length = run * size
            here = source[at : at + length]
            above = source[at + stride : at + stride + length]
            below = source[at - stride : at - stride + length]
            out = target[at : at + length]
            if up[f, k] >= 0:
                rising = rows[up[f, k] * width : (up[f, k] + 1) * width]
                rise = rising[size : size + length]
                from_below = rising[size - stride : size - stride + length]
                falling = rows[down[f, k] * width : (down[f, k] + 1) * width]
                fall = falling[size : size + length]
                from_above = falling[size + stride : size + stride + length]
                for i in range(length):
                    x = here[i]
                    out[i] = x + (
                        below[i] * from_below[i]
                        + above[i] * from_above[i]
                        - x * rise[i]
                        - x * fall[i]
                    )
            else:
                falling = rows[down[f, k] * width : (down[f, k] + 1) * width]
                fall = falling[size : size + length]
                from_above = falling[size + stride : size + stride + length]
                for i in range(length):
                    out[i] = here[i] + (above[i] * from_above[i] - here[i] * fall[i])
            f += run
        answer = 1 - answer
    return answer

"""How states are laid out for the kernels: levels of the first track × the block of all others.

The phases that may be entered stand one after the other; see `Reached`.
"""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Floats, Game, Index, Ints
from goldenbridge.solve.box import Box, Reached

REPEATED = 2048
"""Numbers in a row that comes several times over: few enough to stay near."""


def repeated(rows: Floats, levels: int) -> Floats:
    """Rows over a block (r, B) as rows over as many blocks as fit, at most all: (r, n·B)."""
    return np.tile(rows, max(1, min(levels, REPEATED // rows.shape[1])))


def bordered(values: Floats, size: int) -> Floats:
    """With a block of 0 on either side: (n, S) as (n, S + 2B)."""
    wide = np.zeros((values.shape[0], values.shape[1] + 2 * size))
    wide[:, size : values.shape[1] + size] = values
    return wide


def first_moves(
    game: Game, where: Reached, believers: Ints, border: bool = False
) -> tuple[Floats, Floats, Ints]:
    """Moves up and down of the first track, and where those of phase and believer begin: (X, ·).

    Those of a phase are (S,), or with a block of 0 on either side (S + 2B,).
    """
    operators = game.operators
    stored: dict[tuple[object, ...], int] = {}
    parts: tuple[list[Floats], list[Floats]] = ([], [])
    first = np.zeros((len(where.phases), len(believers)), dtype=np.int64)
    size = 0
    for x, (m, box) in enumerate(where.phases):
        for place, believer in enumerate(believers):
            number = int(operators.first[m, believer])
            key = (number, *((part.start, part.stop) for part in box.levels))
            if key not in stored:
                stored[key] = size
                for into, moves in zip(
                    parts, (operators.first_up, operators.first_down), strict=True
                ):
                    taken = box.take(moves[number])
                    edge = np.zeros(box.blocks[1] if border else 0)
                    into.append(np.concatenate([edge, taken, edge]))
                size += box.states + 2 * len(edge)
            first[x, place] = stored[key]
    return np.concatenate(parts[0]), np.concatenate(parts[1]), first


def with_nothing(rows: Floats) -> Floats:
    """Rows of moves (r, B), and a last one for nobody."""
    return np.concatenate([rows, np.zeros((1, rows.shape[1]))])


def all_falls(up: Index, down: Index, nothing: int) -> Index:
    """`down` (…, n0, K) with the row `nothing` where nobody falls, if the track moves somewhere."""
    moves = ((up >= 0) | (down >= 0)).any(axis=-2, keepdims=True)
    return np.where(moves & (down < 0), np.int32(nothing), down)


def other_moves(
    game: Game, where: Reached, believers: Ints, border: bool = False
) -> tuple[int, Floats, Ints, Index, Index]:
    """Moves of the other tracks: rows, and by which of them tracks move in the eyes of believers.

    How many rows there are, the rows by phase, and where those of each phase begin: (r, n·B), or
    with a block of 0 on either side (r, (n+2)·B). Rows up and down, by phase: (X, ·, n0, K).
    """
    operators = game.operators
    rows = with_nothing(operators.rows)
    parts: list[Floats] = []
    up = np.full((len(where.phases), len(believers), *operators.up.shape[2:]), -1, dtype=np.int32)
    down = up.copy()
    for x, (m, box) in enumerate(where.phases):
        part = repeated(box.take(rows, 1), box.shape[0])
        parts.append(bordered(part, box.blocks[1]) if border else part)
        levels = slice(0, box.shape[0])
        up[x, :, levels] = operators.up[m, believers, box.levels[0]]
        down[x, :, levels] = operators.down[m, believers, box.levels[0]]
    widths = np.concatenate([[0], np.cumsum([part.size for part in parts])])
    flat = np.concatenate([part.ravel() for part in parts])
    return len(rows), flat, widths, up, all_falls(up, down, len(rows) - 1)


def by_cell(game: Game, box: Box) -> Index:
    """The states of a box in the order of their cells."""
    if box.complete:
        return game.cells.by_cell
    return np.argsort(box.take(game.cells.of_state), kind="stable").astype(np.int32)

"""Solve a game: class passes, payoffs, tables, then one sweep from the last week to the first."""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Game
from goldenbridge.kernels import backward as kernel
from goldenbridge.solve.layout import alive, blocks, repeated, strides
from goldenbridge.solve.room import sweep_room
from goldenbridge.solve.solution import Solution
from goldenbridge.solve.tables import Tables, bargaining_tables
from goldenbridge.solve.worth import Worth, package_worth


def solve(
    game: Game,
    audit: bool = False,
    worth: Worth | None = None,
    tables: Tables | None = None,
) -> Solution:
    """The unique solution given the tie rule (model, section 5).

    Keeps expectations and decisions of the weeks shown; with `audit` of all weeks, values too.
    `worth` and `tables` may be handed in where they are known already.
    """
    worth = package_worth(game) if worth is None else worth
    tables = bargaining_tables(game, worth) if tables is None else tables
    keep = game.periods if audit else game.shown
    shape = (game.phases, game.parties, game.states)
    room = sweep_room(game, tables.masks.shape[3])
    expected = np.empty((keep, *shape))
    choice = np.empty((keep, shape[0], shape[1] + 1, shape[2]), dtype=np.int16)
    fights = np.empty((keep, game.phases, game.states))
    within = np.empty((keep, game.phases, game.states), dtype=np.bool_)
    values = np.empty((game.periods if audit else 0, *shape))
    decided = np.zeros(game.periods, dtype=np.int64)
    operators, succession = game.operators, game.succession
    size = blocks(game)[1]
    begin, end = alive(game)
    for over in (slice(0, begin * size), slice(end * size, None)):
        expected[..., over] = game.horizon[..., over]
    kernel.sweep(
        game.periods,
        keep,
        blocks(game),
        (begin, end),
        operators.first_up,
        operators.first_down,
        operators.first,
        repeated(operators.rows, game.shape[0]),
        operators.up,
        operators.down,
        strides(game),
        game.worth,
        game.discount,
        game.survive,
        succession.into,
        succession.party,
        succession.chance,
        succession.state,
        game.ended,
        game.cells.of_state,
        game.cells.by_cell,
        game.cells.count,
        game.talks,
        game.recognition,
        game.veto,
        tables.worth,
        tables.edges,
        tables.sizes,
        tables.orders,
        tables.masks,
        expected,
        choice,
        fights,
        within,
        values,
        decided,
        *room,
    )
    value = np.ascontiguousarray(room.padded[:, :, size : size + game.states])
    return Solution(game, worth, tables, expected, choice, fights, within, values, value, decided)

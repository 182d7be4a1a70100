"""Solve a game: class passes, payoffs, tables, then one sweep from the last week to the first."""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Floats, Game, Index, Ints
from goldenbridge.kernels import backward as kernel
from goldenbridge.solve.box import Reached, everything, reached
from goldenbridge.solve.layout import by_cell, first_moves, other_moves
from goldenbridge.solve.room import sweep_room
from goldenbridge.solve.solution import Solution, Weeks
from goldenbridge.solve.tables import Tables, bargaining_tables
from goldenbridge.solve.worth import Worth, package_worth


def solve(
    game: Game,
    audit: bool = False,
    worth: Worth | None = None,
    tables: Tables | None = None,
) -> Solution:
    """The unique solution given the tie rule (model, section 5), where a war may come to.

    Keeps expectations and decisions of the weeks shown; with `audit` of all weeks and states, and
    values too. `worth` and `tables` may be handed in where they are known already.
    """
    worth = package_worth(game) if worth is None else worth
    tables = bargaining_tables(game, worth) if tables is None else tables
    where = everything(game) if audit else reached(game)
    keep = game.periods if audit else game.shown
    weeks = Weeks(
        expected=np.empty((keep, game.parties, where.count)),
        choice=np.empty((keep, game.parties + 1, where.count), dtype=np.int16),
        fights=np.empty((keep, where.count)),
        within=np.empty((keep, where.count), dtype=np.bool_),
        value=np.empty((game.periods if audit else 0, game.parties, where.count)),
        start=np.empty((game.parties, where.count)),
    )
    decided = np.zeros(game.periods, dtype=np.int64)
    room = sweep_room(game, where, tables.masks.shape[3])
    parties = np.arange(game.parties)
    kernel.sweep(
        game.periods,
        keep,
        where.bounds,
        where.blocks,
        where.alive,
        *first_moves(game, where, parties),
        *other_moves(game, where, parties),
        where.strides,
        np.concatenate([box.take(game.worth[m]) for m, box in where.phases], axis=1),
        game.discount[where.entered],
        np.concatenate([box.take(game.survive[m]) for m, box in where.phases]),
        *_succession(game, where, room.bordered),
        where.ended,
        where.cell,
        np.concatenate([where.part(m).start + by_cell(game, box) for m, box in where.phases]),
        tables.row.reshape(game.phases, -1)[where.entered],
        game.talks[where.entered],
        game.recognition,
        game.veto[where.entered],
        tables.worth,
        tables.worth.ravel(),
        tables.filled,
        tables.higher.ravel(),
        tables.edges,
        tables.sizes,
        tables.orders,
        tables.masks,
        weeks.expected,
        weeks.choice,
        weeks.fights,
        weeks.within,
        weeks.value,
        decided,
        *room,
    )
    for (m, box), at in zip(where.phases, room.bordered, strict=False):
        size = box.blocks[1]
        value = room.value[at : at + game.parties * (box.states + 2 * size)]
        weeks.start[:, where.part(m)] = value.reshape(game.parties, -1)[:, size:-size]
    return Solution(game, worth, tables, where, weeks, decided)


def _succession(game: Game, where: Reached, bordered: Ints) -> tuple[Index, Floats, Index]:
    """Who values whose war, how likely, and where it stands among the values of all phases."""
    heirs, first = game.succession, where.phases[0][1]
    goes_to = np.zeros((len(heirs.into), first.states), dtype=np.int32)
    for x, (m, box) in enumerate(where.phases):
        for g in np.flatnonzero(heirs.into == m):
            size = box.blocks[1]
            start = int(bordered[x]) + int(heirs.party[g]) * (box.states + 2 * size) + size
            goes_to[g] = start + where.inherited(m)
    return heirs.party, first.take(heirs.chance), goes_to

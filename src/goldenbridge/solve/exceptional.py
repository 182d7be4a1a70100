"""Packages whose breach somebody would like without gaining by it (model, section 5).

Merging issue by issue keeps, in each group, what nothing weakly dominates in (u, y). With a peace
that can break this may drop too much: where a party that pays a penalty or cannot break has
R_i > H_i, it would like the peace broken by another, and a package worse for that other may be
better for it. Such survivors do not count as dominating, unless nothing behind them can matter.
"""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Bools, Game
from goldenbridge.settlements.pressing import Outlook, pressing
from goldenbridge.solve.tables import ratified
from goldenbridge.solve.worth import Worth


def exceptional(game: Game, worth: Worth) -> Bools:
    """(N,): in some phase and cell a party that pays or cannot break has R_i > H_i."""
    packages = game.bare.packages
    found = np.zeros(packages.count, dtype=np.bool_)
    if game.new_war is None:
        return found
    for m in range(game.phases):
        for i in range(game.parties):
            held_back = (packages.penalty[i] > 0) | ~game.can_break[m, i]
            if held_back.any():
                renewed = worth.renewed[m, i, worth.start]
                least = worth.rows[worth.row_of[m, :, i]].min(axis=0)
                found |= held_back & (renewed > least)
    return found


def hiding(game: Game, worth: Worth) -> Bools:
    """(N,): exceptional packages behind which one may stand that somebody could sign or propose."""
    found = exceptional(game, worth)
    return pressing(found, _outlook(game, worth)) if found.any() else found


def _outlook(game: Game, worth: Worth) -> Outlook:
    packages, peace, war = game.bare.packages, game.bare.peace, game.new_war
    assert peace is not None
    assert war is not None
    phases, faces = worth.units.shape[:2]
    cells = [np.flatnonzero(game.cells.face == f) for f in range(faces)]
    everywhere = [
        [ratified(game, m, f, cells[f]).all(axis=0) for f in range(faces)] for m in range(phases)
    ]
    return Outlook(
        kept=worth.rows[worth.row_of],
        units=worth.units,
        ratified=np.array(everywhere),
        renewed=worth.renewed[:, :, worth.start],
        penalty=packages.penalty,
        lapse=game.lapse,
        worst=np.clip(packages.lapse + sum(peace.lost_face or (0.0,)), 0.0, 1.0),
        can_break=game.can_break,
        wait=game.discount**war.respite,
    )

"""Packages whose breach somebody would like without gaining by it (model, section 5).

Merging issue by issue keeps, in each group, what nothing weakly dominates in (u, y). With a peace
that can break this may drop too much: where a party that pays a penalty or cannot break has
R_i > H_i, it would like the peace broken by another, and a package worse for that other may be
better for it. Such survivors do not count as dominating.
"""

from __future__ import annotations

import numpy as np

from goldenbridge.game.game import Bools, Game
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
                least = worth.kept[m, :, i].min(axis=0)
                found |= held_back & (renewed > least)
    return found

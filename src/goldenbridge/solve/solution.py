"""A solved game: what everybody expects in every state and week, and every decision."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.solve.tables import Small, Tables
from goldenbridge.solve.worth import Worth


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The result of `solve`. Weeks t < kept are stored; every phase and state, ended ones included.

    expected  (kept, M, P, S)     C_i(t, s): what each party expects if the week brings no deal
    choice    (kept, M, P+1, S)   place in `tables.kept` of what each proposer proposes, −1: nothing
    fights    (kept, M, S)        share of the wars that no deal ends this week
    within    (kept, M, S)        whether a deal is within reach, whoever proposes
    value     (weeks, M, P, S)    V_i(t, s) for the weeks asked for (empty unless audited)
    start     (M, P, S)           V_i(0, s)
    decided   (T,)                states decided anew in each week, a measure of the work done
    """

    game: Game
    worth: Worth
    tables: Tables
    expected: Floats
    choice: Small
    fights: Floats
    within: Bools
    value: Floats
    start: Floats
    decided: Ints

    def packages(self, t: int, m: int) -> Ints:
        """Package numbers that each proposer proposes in week t: (P+1, S), −1 for nothing."""
        choice = self.choice[t, m].astype(np.int64)
        table = m * self.game.cells.count + self.game.cells.of_state
        return np.where(choice < 0, -1, self.tables.kept[table[None, :], np.maximum(choice, 0)])

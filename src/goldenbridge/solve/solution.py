"""A solved game: what everybody expects in every state and week, and every decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.solve.box import Reached
from goldenbridge.solve.tables import Small, Tables
from goldenbridge.solve.worth import Worth


@dataclass(frozen=True, slots=True, eq=False)
class Weeks:
    """The weeks kept, in the R states that a war may come to, all phases side by side.

    expected  (kept, P, R)     C_i(t, s): what each party expects if the week brings no deal
    choice    (kept, P+1, R)   place in `tables.kept` of what each proposer proposes, −1: nothing
    fights    (kept, R)        share of the wars that no deal ends this week
    within    (kept, R)        whether a deal is within reach, whoever proposes
    value     (weeks, P, R)    V_i(t, s) for the weeks asked for (none unless audited)
    start     (P, R)           V_i(0, s)
    """

    expected: Floats
    choice: Small
    fights: Floats
    within: Bools
    value: Floats
    start: Floats


@dataclass(frozen=True, eq=False)
class Solution:
    """The result of `solve`: `weeks` in the states `reached`, and the same over all states.

    decided   (T,)   states decided anew in each week, a measure of the work done

    Arrays over all phases and states are made when they are asked for. Where no war comes to they
    say 0, and that nothing is proposed.
    """

    game: Game
    worth: Worth
    tables: Tables
    reached: Reached
    weeks: Weeks
    decided: Ints

    @cached_property
    def expected(self) -> Floats:
        """C_i(t, s): (kept, M, P, S)."""
        return np.asarray(self.reached.everywhere(self.weeks.expected, 1, 0.0))

    @cached_property
    def choice(self) -> Small:
        """Place in `tables.kept` of what each proposer proposes, −1: nothing: (kept, M, P+1, S)."""
        return np.asarray(self.reached.everywhere(self.weeks.choice, 1, -1))

    @cached_property
    def fights(self) -> Floats:
        """Share of the wars that no deal ends this week: (kept, M, S)."""
        return np.asarray(self.reached.everywhere(self.weeks.fights, 1, 0.0))

    @cached_property
    def within(self) -> Bools:
        """Whether a deal is within reach, whoever proposes: (kept, M, S)."""
        return np.asarray(self.reached.everywhere(self.weeks.within, 1, False))

    @cached_property
    def value(self) -> Floats:
        """V_i(t, s) for the weeks asked for, none unless audited: (weeks, M, P, S)."""
        return np.asarray(self.reached.everywhere(self.weeks.value, 1, 0.0))

    @cached_property
    def start(self) -> Floats:
        """V_i(0, s): (M, P, S)."""
        return np.asarray(self.reached.everywhere(self.weeks.start, 0, 0.0))

    def packages(self, t: int, m: int) -> Ints:
        """Package numbers that each proposer proposes in week t: (P+1, S), −1 for nothing."""
        choice = self.choice[t, m].astype(np.int64)
        table = m * self.game.cells.count + self.game.cells.of_state
        return np.where(choice < 0, -1, self.tables.kept[table[None, :], np.maximum(choice, 0)])

"""The rival: the same sweep in NumPy, as somebody careful would write it without a compiler.

Packages are pruned as in the engine; in each cell all states and kept packages are compared at
once, in the order of each proposer, and the first that everybody accepts is taken. Nothing is in
loops but weeks, phases, parties, tracks and cells.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from goldenbridge.game.game import Floats, Game
from goldenbridge.solve.tables import Tables

Array = np.ndarray[Any, Any]


class Rival:
    """A prepared backward sweep; `sweep` returns V(0): (M, P, S)."""

    def __init__(self, game: Game, tables: Tables) -> None:
        self.game, self.tables = game, tables
        self.moves = [[self._moves(m, i) for i in range(game.parties)] for m in range(game.phases)]
        cells = range(game.cells.count)
        self.members = [
            np.flatnonzero((game.cells.of_state == cell) & (game.ended < 0)) for cell in cells
        ]

    def _moves(self, m: int, i: int) -> list[tuple[Array, Array] | None]:
        """(up, down) of every track over the whole grid; None where nobody moves."""
        operators, shape = self.game.operators, self.game.shape
        size = self.game.states // shape[0]
        first = operators.first[m, i]
        found: list[tuple[Array, Array] | None] = [
            (operators.first_up[first].reshape(shape), operators.first_down[first].reshape(shape))
        ]
        for k in range(1, len(shape)):
            pair = []
            for rows in (operators.up, operators.down):
                moves = np.zeros((shape[0], size))
                for f in range(shape[0]):
                    if rows[m, i, f, k] >= 0:
                        moves[f] = operators.rows[rows[m, i, f, k]]
                pair.append(moves.reshape(shape))
            found.append((pair[0], pair[1]) if pair[0].any() or pair[1].any() else None)
        return found

    def expect(self, value: Array, m: int, i: int) -> Array:
        """E_i[V] over a week's moves."""
        for axis in reversed(range(value.ndim)):
            moves = self.moves[m][i][axis]
            if moves is None:
                continue
            up, down = moves
            upper = [slice(None)] * value.ndim
            lower = [slice(None)] * value.ndim
            upper[axis], lower[axis] = slice(1, None), slice(None, -1)
            step = np.diff(value, axis=axis)
            moved = value.copy()
            moved[tuple(lower)] += up[tuple(lower)] * step
            moved[tuple(upper)] -= down[tuple(upper)] * step
            value = moved
        return value

    def sweep(self) -> Floats:
        """All weeks, from the last to the first."""
        game = self.game
        value = game.horizon.copy()
        expected = np.empty_like(value)
        heirs = game.succession
        for t in reversed(range(game.periods)):
            for m in range(game.phases):
                for i in range(game.parties):
                    ahead = self.expect(value[m, i].reshape(game.shape), m, i).ravel()
                    expected[m, i] = (
                        game.worth[m, i] + game.discount[m, i] * game.survive[m] * ahead
                    )
            for g, into in enumerate(heirs.into):
                party = heirs.party[g]
                expected[0, party] += heirs.chance[g] * value[into, party, heirs.state[into]]
            value = expected.copy()
            chances = game.recognition[t % len(game.recognition)]
            for m in range(game.phases):
                for cell, states in enumerate(self.members):
                    self._talk(m, cell, states, chances, expected, value)
        return value

    def _talk(
        self, m: int, cell: int, states: Array, chances: Array, expected: Array, value: Array
    ) -> None:
        """The deals of all states of one phase and cell."""
        game, tables = self.game, self.tables
        table = m * game.cells.count + cell
        count = int(tables.counts[table])
        if not count or not len(states):
            return
        row = tables.row[table]
        worth = tables.worth[row, :count].T
        stay = expected[m][:, states]
        takes = worth[:, None, :] >= stay[:, :, None] - 5e-10
        agreed = takes[game.veto[m]].all(axis=0)
        mixed = np.zeros((game.parties, len(states)))
        dealt = np.zeros(len(states))
        for p in range(game.parties + 1):
            able = agreed if p == game.parties else agreed & takes[p]
            order = tables.orders[row, p, :count]
            place = able[:, order].argmax(axis=1)
            chosen = order[place]
            found = able[np.arange(len(states)), chosen]
            share = game.talks[m] * chances[p] * found
            dealt += share
            mixed += share * worth[:, chosen]
        value[m][:, states] = (1.0 - dealt) * stay + mixed

"""What a side expects from going on, split by how it may end.

C_i of a week is followed forwards: from the wars still going on, with no deal in this week, under
one side's beliefs and the solved decisions, discounted as the side does. Each way to end has its
chance and what it is worth; what is held meanwhile and the costs of waiting are added up beside
them. Under a side's own beliefs all parts add to its C_i. After the weeks shown the rest is worth
what the side expects then.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.moves import moves
from goldenbridge.game.arrays import Builder, fate
from goldenbridge.game.game import Floats

SETTLED, STILL, OWN = "settled", "still", "own_removed"


@dataclass
class Part:
    """One way it may end: its chance, and its worth times that, discounted."""

    chance: float = 0.0
    worth: float = 0.0


@dataclass
class GoingOn:
    """What party `of` expects from going on, seen with the beliefs of `seen_by`.

    parts  by way to end: settled, own_removed (its leader is removed), each ending by name,
           still (at war after the weeks shown)
    held   what is held and enjoyed meanwhile; costs: of the weeks fought (at least 0)
    """

    of: str
    seen_by: str
    parts: dict[str, Part] = field(default_factory=dict)
    held: float = 0.0
    costs: float = 0.0

    @property
    def total(self) -> float:
        """All of it together."""
        return sum(part.worth for part in self.parts.values()) + self.held - self.costs

    def add(self, name: str, chance: float, worth: float) -> None:
        """Add to one way to end."""
        part = self.parts.setdefault(name, Part())
        part.chance += chance
        part.worth += worth


def going_on(acceptance: Acceptance, i: int, believer: int) -> GoingOn:
    """What party i expects from going on, under the beliefs of a party; P: under the truth."""
    names = [*acceptance.ground.parties, "truth"]
    account = GoingOn(names[i], names[believer])
    _Sweep(acceptance, i, believer, account).run()
    return account


class _Sweep:
    """Mass x and discounted mass y (M, S) each, moved on week by week."""

    def __init__(self, acceptance: Acceptance, i: int, believer: int, account: GoingOn) -> None:
        self.i, self.account = i, account
        self.solution = acceptance.ground.solution
        game = self.game = acceptance.ground.game
        self.week = acceptance.number
        mass = acceptance.ground.forward.mass[self.week]
        self.x = mass / acceptance.week.total
        self.y = self.x.copy()
        self.moves = [moves(game, believer, k) for k in range(len(game.shape))]
        self.build = Builder(game.bare)
        self.own = np.stack([self._own_removed(m) for m in range(game.phases)])
        self.ends = [
            np.stack([self.build.full(w) for w in self.build.ending_worth(m, i)])
            if game.ending_names
            else np.zeros((0, game.states))
            for m in range(game.phases)
        ]
        held = [self._held(m) for m in range(game.phases)]
        self.held = np.stack(held)
        self.phase = np.arange(game.phases)[:, None]
        self.face = game.cells.face[game.cells.of_state][None, :]

    def _own_removed(self, m: int) -> Floats:
        frozen = self.build.frozen(m, self.i)
        office = self.game.leaders.office[m, self.i]
        worth = office * fate(frozen, self.game.leaders, m, self.i) + (1.0 - office) * frozen
        return self.build.full(np.asarray(worth))

    def _held(self, m: int) -> Floats:
        office = float(self.game.leaders.office[m, self.i])
        held = office + (1.0 - office) * self.build.frozen(m, self.i)
        return self.build.full((1.0 - self.game.discount[m, self.i]) * held)

    def run(self) -> None:
        """Follow the wars to the end of the weeks shown."""
        last = len(self.solution.expected) - 1
        for t in range(self.week, last + 1):
            if t > self.week:
                self._talk(t)
            if t == last:
                expected = self.solution.expected[t][:, self.i]
                self.account.add(STILL, float(self.x.sum()), float((self.y * expected).sum()))
                return
            self._fight()
            self._move()

    def _talk(self, t: int) -> None:
        game = self.game
        chances = game.recognition[t % len(game.recognition)]
        packages = np.stack([self.solution.packages(t, m) for m in range(game.phases)])
        for p, chance in enumerate(chances):
            likely = game.talks[:, None] * chance
            deal = packages[:, p] >= 0
            number = np.maximum(packages[:, p], 0)
            worth = self.solution.worth.units[self.phase, self.face, self.i, number] / 1e9
            self.account.add(
                SETTLED,
                float((self.x * likely * deal).sum()),
                float((self.y * likely * np.where(deal, worth, 0.0)).sum()),
            )
        share = self.solution.fights[t]
        self.x, self.y = self.x * share, self.y * share

    def _fight(self) -> None:
        game, i = self.game, self.i
        flow = game.flow[:, i]
        self.account.held += float((self.y * self.held).sum())
        self.account.costs += float((self.y * (self.held - flow)).sum())
        self.y *= game.discount[:, [i]]
        later = [np.zeros_like(self.x), np.zeros_like(self.y)]
        for m in range(game.phases):
            for j in np.flatnonzero(game.leaders.present[m]):
                lost = [z[m] * game.hazard[m, j] for z in (self.x, self.y)]
                self.x[m] -= lost[0]
                self.y[m] -= lost[1]
                self._removed(m, int(j), lost, later)
        self.joining = later

    def _removed(self, m: int, j: int, lost: list[Floats], later: list[Floats]) -> None:
        game, add = self.game, self.account.add
        if j == self.i:
            add(OWN, float(lost[0].sum()), float(lost[1] @ self.own[m]))
            return
        successors = game.bare.parties[j].successors if m == 0 else ()
        if not successors:
            e = int(game.collapse[j])
            if e >= 0:
                name = game.ending_names[e][0]
                add(name, float(lost[0].sum()), float(lost[1] @ self.ends[m][e]))
            return
        whole = sum(s.weight for s in successors)
        for k, successor in enumerate(successors):
            weight = successor.weight / whole
            if successor.ends > 0.0:
                e = self._ending(successor.ending, j)
                if e >= 0:
                    chance, worth = lost[0].sum(), lost[1] @ self.ends[m][e]
                    part = weight * successor.ends
                    add(successor.ending, float(part * chance), float(part * worth))
            into, goes = game.successor_phase[j, k], weight * (1.0 - successor.ends)
            for z, gone in zip(later, lost, strict=True):
                np.add.at(z[into], game.succession.state[into], goes * gone)

    def _ending(self, name: str, fallen: int) -> int:
        for key in ((name, fallen), (name, -1)):
            if key in self.game.ending_names:
                return self.game.ending_names.index(key)
        return -1

    def _move(self) -> None:
        game = self.game
        shape = (game.phases, *game.shape)
        both = np.stack([self.x, self.y]).reshape(2, *shape)
        for k, (up, down) in enumerate(self.moves):
            rise, fall = both * up, both * down
            both = both - rise - fall
            axis = k + 2
            ahead = [slice(None)] * both.ndim
            behind = [slice(None)] * both.ndim
            ahead[axis], behind[axis] = slice(1, None), slice(None, -1)
            both[tuple(ahead)] += rise[tuple(behind)]
            both[tuple(behind)] += fall[tuple(ahead)]
        both = both.reshape(2, game.phases, -1)
        for e, (name, _) in enumerate(game.ending_names):
            here = game.ended == e
            if here.any():
                worth = game.horizon[:, self.i, here]
                self.account.add(
                    name, float(both[0][:, here].sum()), float((both[1][:, here] * worth).sum())
                )
        both[:, :, game.ended >= 0] = 0.0
        self.x, self.y = both[0] + self.joining[0], both[1] + self.joining[1]

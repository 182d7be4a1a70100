"""The four numbers an author should see before trusting a solve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.bare import Beliefs
from goldenbridge.game.compile import Compiled
from goldenbridge.game.sample import moves_at
from goldenbridge.solve.solution import Solution
from goldenbridge.solve.tables import ratified


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaking a named package would bring each party: R − penalty − H, in shares."""

    package: str
    gain: dict[str, float]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The package nearest to a deal: C − W by party with a veto, in shares."""

    package: int
    short: dict[str, float]

    @property
    def gap(self) -> float:
        """What it is short for the side that would gain least; 0 or less: all would sign."""
        return max(self.short.values())


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a run hangs on.

    costs     by party: the cost of war summed over the weeks shown, in shares of the stake
    forward   chance that a move of the front goes the attacker's way: truth, then by party;
              empty where the front does not move
    nearest   of the packages that every audience ratifies at the start, the one with the least
              max_j (C_j − W_j) over veto parties; None where no package can be ratified
    breaches  of the packages named, in phase 0 at the start; empty where peace never breaks
    """

    costs: dict[str, float]
    forward: dict[str, float]
    nearest: Nearest | None
    breaches: tuple[Breach, ...]

    @property
    def gap(self) -> float | None:
        """What the nearest package is short today; None where no package can be ratified."""
        return None if self.nearest is None else self.nearest.gap


def assumed(compiled: Compiled, solution: Solution) -> Assumed:
    """The four numbers of a solved conflict, at the start state."""
    return Assumed(
        costs=_costs(solution),
        forward=_forward(solution),
        nearest=_nearest(solution),
        breaches=_breaches(compiled, solution),
    )


def _costs(solution: Solution) -> dict[str, float]:
    game = solution.game
    costs = {}
    for i, party in enumerate(game.bare.parties):
        office = 0.0 if party.leader is None else party.leader.office
        f0, f1 = party.frozen
        axis = next(k for k, track in enumerate(game.bare.tracks) if track.name == game.bare.front)
        level = np.unravel_index(game.start, game.shape)[axis]
        frozen = float(np.clip(f0 + f1 * level / (game.shape[axis] - 1), 0.0, 1.0))
        held = (1.0 - party.discount) * (office + (1.0 - office) * frozen)
        costs[party.name] = (held - float(game.flow[0, i, game.start])) * game.shown
    return costs


def _forward(solution: Solution) -> dict[str, float]:
    game = solution.game
    axis = next(k for k, track in enumerate(game.bare.tracks) if track.name == game.bare.front)
    levels = [int(x) for x in np.unravel_index(game.start, game.shape)]
    seen = {"truth": Beliefs()} | {party.name: party.beliefs for party in game.bare.parties}
    chances = {}
    for who, beliefs in seen.items():
        up, down = moves_at(game, beliefs, levels)[axis]
        if up + down > 0:
            chances[who] = up / (up + down)
    return chances


def _nearest(solution: Solution) -> Nearest | None:
    game = solution.game
    cell = int(game.cells.of_state[game.start])
    face = int(game.cells.face[cell])
    allowed = np.flatnonzero(ratified(game, 0, face, np.array([cell]))[0])
    if not len(allowed):
        return None
    worth = solution.worth.units[0, face][:, allowed] / 1e9
    short = solution.expected[0, 0, :, game.start][:, None] - worth
    vetoes = np.flatnonzero(game.veto[0])
    k = int(short[vetoes].max(axis=0).argmin())
    party = [party.name for party in game.bare.parties]
    return Nearest(int(allowed[k]), {party[i]: float(short[i, k]) for i in vetoes})


def _breaches(compiled: Compiled, solution: Solution) -> tuple[Breach, ...]:
    game, worth = solution.game, solution.worth
    if game.new_war is None:
        return ()
    face = int(game.cells.face[game.cells.of_state[game.start]])
    found = []
    for name, k in compiled.named.items():
        renewed = worth.renewed[0, :, worth.start[k]] - game.bare.packages.penalty[:, k]
        gain = renewed - worth.kept(0, face)[:, k]
        parties = zip(game.bare.parties, gain, strict=True)
        found.append(Breach(name, {party.name: float(x) for party, x in parties}))
    return tuple(found)

"""The four numbers an author should see before trusting a solve, and the assumptions behind them."""

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
class Assumed:
    """What a run hangs on.

    costs     by party: the cost of war summed over the weeks shown, in shares of the stake
    forward   chance that a move of the front goes the attacker's way: truth, then by party;
              empty where the front does not move
    gap       least over ratifiable packages of max_j (C_j − W_j) over veto parties at the start;
              None where no package can be ratified
    breaches  of the packages named, in phase 0 at the start; empty where peace never breaks
    """

    costs: dict[str, float]
    forward: dict[str, float]
    gap: float | None
    breaches: tuple[Breach, ...]


def assumed(compiled: Compiled, solution: Solution) -> Assumed:
    """The four numbers of a solved conflict, at the start state."""
    return Assumed(
        costs=_costs(solution),
        forward=_forward(solution),
        gap=_gap(solution),
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


def _gap(solution: Solution) -> float | None:
    game = solution.game
    cell = int(game.cells.of_state[game.start])
    face = int(game.cells.face[cell])
    allowed = ratified(game, 0, face, np.array([cell]))[0]
    if not allowed.any():
        return None
    worth = solution.worth.units[0, face][:, allowed] / 1e9
    short = solution.expected[0, 0, :, game.start][:, None] - worth
    return float(short[game.veto[0]].max(axis=0).min())


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

"""A period of war without talks, backwards: flow, removals, motion (section 5, point 2).

Used by the sweep, and by the new war of section 4, in which every removal is a collapse.
"""

from __future__ import annotations

from typing import Any

from plain.beliefs import mover
from plain.payoffs import ending_worth, flow, frozen_worth, removed_worth
from plain.phases import Phase, phase_after
from plain.removal import first_removed, hazard
from plain.states import Game, State, all_states, ending_at, one_period

Values = dict[State, list[float]]
War = dict[str, Any]


def war(
    game: Game, phase: Phase, security: dict[str, float] | None = None, renewed: bool = False
) -> War:
    """All that a period of war needs in one phase, worked out state by state."""
    states = all_states(game)
    live = [s for s in states if ending_at(game, s) is None]
    parties = phase["parties"]
    movers = [mover(game, party, security) for party in parties]
    truth = mover(game, None, security)
    hazards = {s: [hazard(game, p, s) for p in parties] for s in live}
    return {
        "phase": phase,
        "renewed": renewed,
        "states": states,
        "live": live,
        "flow": {s: [flow(game, p, s) for p in parties] for s in live},
        "hazard": hazards,
        "removed": {s: removals(game, phase, s, hazards[s], renewed) for s in live},
        "true_moves": {s: one_period(game, s, truth) for s in live},
        "moves": {s: [one_period(game, s, m) for m in movers] for s in live},
    }


def at_horizon(game: Game, phase: Phase) -> Values:
    """V at the last date: ends pay themselves, a war still on pays what is frozen."""
    values: Values = {}
    for s in all_states(game):
        ending = ending_at(game, s)
        values[s] = [
            frozen_worth(game, party, s)
            if ending is None
            else ending_worth(game, phase["parties"], i, ending, s)
            for i, party in enumerate(phase["parties"])
        ]
    return values


def removals(
    game: Game, phase: Phase, state: State, hazards: list[float], renewed: bool
) -> list[dict[int, tuple[float, list[tuple[float, int, State]]]]]:
    """By party, and by whose leader can be removed: what follows."""
    return [
        {
            j: after_removal(game, phase, i, j, state, renewed)
            for j, h in enumerate(hazards)
            if h > 0.0
        }
        for i in range(len(hazards))
    ]


def after_removal(
    game: Game, phase: Phase, i: int, j: int, state: State, renewed: bool
) -> tuple[float, list[tuple[float, int, State]]]:
    """What ``i`` gets when the leader of ``j`` is removed: a payoff, and chances of going on.

    Each chance comes with the phase and the state in which the war goes on. A renewed war
    (section 4) knows no successors.
    """
    parties = phase["parties"]
    if i == j:
        return removed_worth(game, parties[j], state), []
    successors = game["parties"][j]["successors"]
    if renewed or phase["number"] != 0 or not successors:
        return ending_worth(game, parties, i, "collapse", state, j), []
    weights = sum(successor["weight"] for successor in successors)
    paid, goes_on = 0.0, []
    for m, successor in enumerate(successors):
        chance = successor["weight"] / weights
        if successor["ends"] > 0.0:
            ended = ending_worth(game, parties, i, successor["ending"], state, j)
            paid += chance * successor["ends"] * ended
        if successor["ends"] < 1.0:
            there = reset(game, state, successor["resets"])
            goes_on.append((chance * (1.0 - successor["ends"]), phase_after(game, j, m), there))
    return paid, goes_on


def reset(game: Game, state: State, resets: dict[str, int]) -> State:
    return tuple(
        resets.get(track["name"], level) for track, level in zip(game["tracks"], state, strict=True)
    )


def stay(game: Game, fought: War, later: list[Values]) -> Values:
    """C: flow, and what follows discounted once, in every party's own beliefs.

    ``later`` holds the values a period on by phase (in a renewed war: of its one phase).
    """
    phase = fought["phase"]
    on = later[0] if fought["renewed"] else later[phase["number"]]
    values: Values = {}
    for s in fought["live"]:
        first, nobody = first_removed(fought["hazard"][s])
        row = []
        for i, party in enumerate(phase["parties"]):
            follows = nobody * sum(p * on[x][i] for x, p in fought["moves"][s][i].items())
            for j, chance in enumerate(first):
                if chance > 0.0:
                    paid, goes_on = fought["removed"][s][i][j]
                    ahead = sum(p * later[m][there][i] for p, m, there in goes_on)
                    follows += chance * (paid + ahead)
            row.append(fought["flow"][s][i] + party["discount"] * follows)
        values[s] = row
    return values

"""How near any decision of a game comes to falling the other way.

``accept``, ``ratify``, ``break`` and ``tie`` are those of the game files. ``edge`` is stricter
than ``tie``: how near any payoff comes to an edge of the rounding to 1e-9, whether or not a
choice hangs on it, because a payoff that is rounded the other way moves V by 1e-9.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from plain.peace import SLACK
from plain.states import Game, norm
from plain.talks import mediator_score

SAME = 1e-14


def margins(game: Game, solved: dict[str, Any]) -> dict[str, float]:
    found = {"accept": 1.0, "ratify": 1.0, "break": 1.0, "tie": 1.0, "edge": 1.0}
    for m, phase in enumerate(solved["phases"]):
        table = solved["offers"][m]
        seen: set[int] = set()
        for s in solved["wars"][m]["live"]:
            stays = [of_t[m][s] for of_t in solved["C"]]
            for offer in table[s]:
                for i, w in enumerate(offer["W"]):
                    for stay in stays:
                        lower(found, "accept", w - stay[i] + SLACK)
                ratify_margin(found, game, phase["parties"], offer, s)
            if id(table[s]) not in seen:
                seen.add(id(table[s]))
                cell_margins(found, game, phase["parties"], table[s])
    return found


def lower(found: dict[str, float], what: str, distance: float) -> None:
    found[what] = min(found[what], abs(distance))


def ratify_margin(
    found: dict[str, float], game: Game, parties: list[Game], offer: dict[str, Any], s: Any
) -> None:
    for i, party in enumerate(parties):
        if party["ratify"] is not None:
            r0, r1 = party["ratify"]["r0"], party["ratify"]["r1"]
            needs = r0 + r1 * norm(game, party["resolve"], s)
            lower(found, "ratify", offer["a"][i] - needs + SLACK)


def cell_margins(
    found: dict[str, float], game: Game, parties: list[Game], offers: list[dict[str, Any]]
) -> None:
    """Breaches and roundings: the same in all states of a cell."""
    for k, offer in enumerate(offers):
        for i, party in enumerate(parties):
            lower(found, "edge", to_edge(offer["exact"][i]))
            if offer["R"] is not None and party["can_break"]:
                penalty = game["packages"]["penalty"][i][k]
                lower(found, "break", offer["R"][i] - penalty - offer["H"][i] - SLACK)
    for i in range(len(parties)):
        tie_margin(found, [offer["exact"][i] for offer in offers])
    veto = [i for i, party in enumerate(parties) if party["veto"]]
    rank = game["mediator_ranks_by"]
    tie_margin(found, [mediator_score(offer, veto, rank) for offer in offers])


def to_edge(x: float) -> float:
    """Distance from ``x`` to the nearest number that is rounded half-way."""
    scaled = x * 1e9
    return abs(scaled - (scaled // 1.0) - 0.5) * 1e-9


def tie_margin(found: dict[str, float], values: list[float]) -> None:
    """Two neighbours within the rounding, yet not the same: it decides which is larger."""
    for low, high in pairwise(sorted(values)):
        if SAME < high - low < 1e-9:
            lower(found, "tie", min(to_edge(low), to_edge(high)))

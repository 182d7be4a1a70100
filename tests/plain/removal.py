"""Section 2: the chance that a leader is removed in a period."""

from __future__ import annotations

import math

from plain.states import Game, State, linear


def normal_cdf(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def circle_hazard(game: Game, circle: Game, state: State) -> float:
    """A plot gets under way, and the regime falls below the global-game threshold."""
    price = circle["price"]
    prize = max(price, linear(game, circle["prize"], state))
    threshold = 1.0 - price / prize
    resistance = linear(game, circle["strength"], state)
    carries = normal_cdf((threshold - resistance) / circle["spread"])
    return float(circle["opportunity"] * (1.0 - circle["isolation"]) * carries)


def hazard(game: Game, party: Game, state: State) -> float:
    """h(s); a party without a leader is never removed."""
    if party["leader"] is None:
        return 0.0
    inner = circle_hazard(game, party["circle"], state) if party["circle"] else 0.0
    return float(1.0 - (1.0 - inner) * (1.0 - party["other_hazard"]))


def first_removed(hazards: list[float]) -> tuple[list[float], float]:
    """Chance that each leader is the first to be removed, in the order of the parties.

    Second: the chance that nobody is, so that the tracks move.
    """
    nobody = 1.0
    first = []
    for h in hazards:
        first.append(nobody * h)
        nobody *= 1.0 - h
    return first, nobody

"""Section 6: what is within reach, who blocks it, and who would sign what."""

from __future__ import annotations

from typing import Any

from plain.forecast import Forecast
from plain.states import Game
from plain.talks import accepts, lacking


def reach(game: Game, told: Forecast) -> dict[str, Any]:
    """Mass within reach, blocked by one party (with the price of its consent), or by more."""
    parties, shown = game["parties"], game["shown"]
    found: dict[str, Any] = {
        "reach": [0.0] * shown,
        "blocked_by": [[0.0] * shown for _ in parties],
        "price_of_consent": [[0.0] * shown for _ in parties],
        "no_single_consent": [0.0] * shown,
    }
    for t in range(shown):
        for m, phase in enumerate(told.solved["phases"]):
            for s, here in told.mass[t][m].items():
                if here <= 0.0:
                    continue
                stay = told.solved["C"][t][m][s]
                prices = consent(phase["parties"], told.solved["offers"][m][s], stay)
                if prices is None:
                    found["reach"][t] += here
                    continue
                if not prices:
                    found["no_single_consent"][t] += here
                for j, price in prices.items():
                    found["blocked_by"][j][t] += here
                    found["price_of_consent"][j][t] += here * price
    return found


def consent(
    parties: list[Game], offers: list[dict[str, Any]], stay: list[float]
) -> dict[int, float] | None:
    """None if a package lacks nobody; else by party the least price of its consent alone."""
    prices: dict[int, float] = {}
    for offer in offers:
        lacks = lacking(parties, offer, stay)
        if not lacks:
            return None
        if len(lacks) == 1:
            j = lacks[0]
            price = max(0.0, stay[j] - offer["W"][j])
            prices[j] = min(price, prices.get(j, price))
    return prices


def signatures(game: Game, told: Forecast) -> dict[str, Any]:
    """Shares of the mass at war in two weeks in which each party, and all, would sign."""
    number = len(game["packages"]["kept"])
    found: dict[str, Any] = {"would_sign": {}, "all_sign": {}, "sign_margin": {}}
    for week in sorted({0, game["shown"] // 2}):
        total = told.at_war[week]
        if total <= 1e-6:
            continue
        sign = [[0.0] * number for _ in game["parties"]]
        margin = [[0.0] * number for _ in game["parties"]]
        everyone = [0.0] * number
        for m, phase in enumerate(told.solved["phases"]):
            for s, here in told.mass[week][m].items():
                if here <= 0.0:
                    continue
                stay = told.solved["C"][week][m][s]
                for k, offer in enumerate(told.solved["offers"][m][s]):
                    for i in range(len(game["parties"])):
                        sign[i][k] += here / total * accepts(offer, stay, i)
                        margin[i][k] += here / total * (offer["W"][i] - stay[i])
                    everyone[k] += here / total * (not lacking(phase["parties"], offer, stay))
        found["would_sign"][str(week)] = sign
        found["all_sign"][str(week)] = everyone
        found["sign_margin"][str(week)] = margin
    return found

"""Section 5, point 1: who accepts what, and what each proposer takes."""

from __future__ import annotations

from typing import Any

from plain.peace import SLACK
from plain.states import Game

Offer = dict[str, Any]


def accepts(offer: Offer, stay: list[float], j: int) -> bool:
    return bool(offer["W"][j] >= stay[j] - SLACK)


def choices(game: Game, parties: list[Game], offers: list[Offer], stay: list[float]) -> list[int]:
    """The package each party, then the mediator, would propose; -1 for nothing."""
    veto = [i for i, party in enumerate(parties) if party["veto"]]
    open_to_all = [k for k, offer in enumerate(offers) if offer["ratified"]]
    for j in veto:
        open_to_all = [k for k in open_to_all if accepts(offers[k], stay, j)]
    taken = []
    for p in range(len(parties)):
        own = [k for k in open_to_all if accepts(offers[k], stay, p)]
        taken.append(best(own, [party_rank(offers[k], p) for k in own]))
    rank = game["mediator_ranks_by"]
    taken.append(best(open_to_all, [mediator_rank(offers[k], veto, rank) for k in open_to_all]))
    return taken


def best(numbers: list[int], ranks: list[tuple[float, float]]) -> int:
    """The highest rank; the lowest number among equals; -1 where there is none."""
    found, top = -1, None
    for k, rank in zip(numbers, ranks, strict=True):
        if top is None or rank > top:
            found, top = k, rank
    return found


def party_rank(offer: Offer, p: int) -> tuple[float, float]:
    others = sum(w for i, w in enumerate(offer["W"]) if i != p)
    return offer["W"][p], round(others, 9)


def mediator_rank(offer: Offer, veto: list[int], rank: str) -> tuple[float, float]:
    return round(mediator_score(offer, veto, rank), 9), round(sum(offer["W"]), 9)


def mediator_score(offer: Offer, veto: list[int], rank: str) -> float:
    values = [offer["W"][j] for j in veto]
    if rank == "sum":
        return float(sum(values))
    if rank == "minimum":
        return float(min(values))
    product = 1.0
    for w in values:
        product *= max(w, 0.0)
    return product


def recognition(game: Game, t: int) -> list[float]:
    """Chance of each proposer in period ``t``: one distribution, or a list in rotation."""
    given = game["recognition"]
    if isinstance(given[0], list):
        given = given[t % len(given)]
    return list(given)


def lacking(parties: list[Game], offer: Offer, stay: list[float]) -> list[int]:
    """The parties that do not consent: who would not accept, or whose audience refuses."""
    return [
        j
        for j, party in enumerate(parties)
        if (party["veto"] and not accepts(offer, stay, j)) or not offer["ratifies"][j]
    ]

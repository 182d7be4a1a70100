"""Section 2: the phases of a war, one per successor.

A phase is a dictionary: ``number``, ``fallen`` (the party whose first leader is gone; None in
phase 0), ``parties`` as they are in this phase, ``talks`` (the chance of talks in a period).
"""

from __future__ import annotations

from typing import Any

from plain.reading import fill_form, fill_party
from plain.states import Game, clip, linear

Phase = dict[str, Any]


def phases(game: Game) -> list[Phase]:
    found = [phase(game, 0, None, game["parties"], game["talks"])]
    for j, party in enumerate(game["parties"]):
        for successor in party["successors"]:
            parties = list(game["parties"])
            parties[j] = fill_party({**party, **successor["party"]})
            talks = fill_form(successor["game"].get("talks", game["talks"]))
            found.append(phase(game, len(found), j, parties, talks))
    return found


def phase(game: Game, number: int, fallen: int | None, parties: list[Game], talks: Game) -> Phase:
    return {
        "number": number,
        "fallen": fallen,
        "parties": parties,
        "talks": clip(linear(game, talks, None)),
    }


def phase_after(game: Game, j: int, m: int) -> int:
    """The number of the phase that successor ``m`` of party ``j`` opens."""
    return 1 + sum(len(party["successors"]) for party in game["parties"][:j]) + m

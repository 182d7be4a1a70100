"""Sections 2 and 3: what an end of the war is worth, and what a week of it is worth."""

from __future__ import annotations

import math

from plain.states import Game, State, clip, norm


def survival(leader: Game, a: float) -> float:
    z = (a - leader["aim"]) / leader["steepness"]
    if z >= 0.0:
        return 1.0 / (1.0 + math.exp(-z))
    return math.exp(max(z, -700.0)) / (1.0 + math.exp(max(z, -700.0)))


def fate(leader: Game, a: float) -> float:
    return clip(leader["fate"][0] + leader["fate"][1] * a)


def worth(party: Game, u: float, a: float) -> float:
    """H: what an end with actual value ``u`` and apparent value ``a`` is worth."""
    leader = party["leader"]
    if leader is None:
        return u
    office = leader["office"]
    stays = survival(leader, a)
    return float(office * (stays + (1.0 - stays) * fate(leader, a)) + (1.0 - office) * u)


def frozen(game: Game, party: Game, state: State) -> float:
    f0, f1 = party["frozen"]
    return clip(f0 + f1 * norm(game, game["front"], state))


def frozen_worth(game: Game, party: Game, state: State) -> float:
    f = frozen(game, party, state)
    return worth(party, f, f)


def apparent(game: Game, party: Game, u: float, y: float, state: State) -> float:
    """a: flattering spin is worth what the face leaves of it, an unflattering look counts."""
    return u + norm(game, party["face"], state) * max(y - u, 0.0) - max(u - y, 0.0)


def ending_values(game: Game, ending: str, fallen: int | None) -> Game:
    """Actual and apparent values of an ending; of a collapse, by whose leader fell."""
    values: Game = game["endings"][ending]
    if "actual" in values:
        return values
    assert fallen is not None
    chosen: Game = values[game["parties"][fallen]["name"]]
    return chosen


def ending_apparent(
    game: Game, parties: list[Game], i: int, ending: str, state: State, fallen: int | None = None
) -> float:
    values = ending_values(game, ending, fallen)
    return apparent(game, parties[i], values["actual"][i], values["apparent"][i], state)


def ending_worth(
    game: Game, parties: list[Game], i: int, ending: str, state: State, fallen: int | None = None
) -> float:
    values = ending_values(game, ending, fallen)
    a = ending_apparent(game, parties, i, ending, state, fallen)
    return worth(parties[i], values["actual"][i], a)


def removed_worth(game: Game, party: Game, state: State) -> float:
    """What a leader gets who is removed while the war goes on around him."""
    f = frozen(game, party, state)
    leader = party["leader"]
    return float(leader["office"] * fate(leader, f) + (1.0 - leader["office"]) * f)


def cost(game: Game, party: Game, state: State) -> float:
    total = 1.0
    for name, c in party["cost_tracks"].items():
        total += c * (1.0 - norm(game, name, state))
    return float(party["cost"] * total)


def flow(game: Game, party: Game, state: State) -> float:
    """A week of war: office and what is held are enjoyed meanwhile, and the war costs."""
    office = party["leader"]["office"] if party["leader"] else 0.0
    held = office + (1.0 - office) * frozen(game, party, state)
    return float((1.0 - party["discount"]) * held - cost(game, party, state))

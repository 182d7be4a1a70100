"""What the canon calls its numbers, read off the answer to a game file.

Each reading uses only the fields of ``expected``. What is not there (a value in a later period,
the chance that a contest moves forward) is read off a changed game that shows it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

Game = dict[str, Any]
Answer = dict[str, Any]
Solver = Callable[[Game], Answer]


def names(game: Game) -> list[str]:
    return [party["name"] for party in game["parties"]]


def proposer(game: Game, name: str) -> int:
    return len(game["parties"]) if name == "mediator" else names(game).index(name)


def later(game: Game, t: int, state: list[int]) -> Game:
    """The game that starts in period ``t`` in ``state``: only what is left of it matters."""
    game = copy.deepcopy(game)
    game["start"] = state
    game["shown"] = game["solved"] = game["solved"] - t
    pi = game["recognition"]
    if isinstance(pi[0], list):
        game["recognition"] = [pi[(t + n) % len(pi)] for n in range(len(pi))]
    return game


def at_horizon(game: Game, state: list[int]) -> Game:
    """One free, undiscounted week in which nothing happens: V is then what frozen is worth."""
    game = later(game, game["solved"] - 1, state)
    for track in game["tracks"]:
        if track["kind"] == "contest":
            track["tempo"] = 0.0
        else:
            track["up"] = track["down"] = {"constant": 0.0}
    for party in game["parties"]:
        party.update(discount=1.0, cost=0.0, other_hazard=0.0, circle=None)
    game["talks"] = {"constant": 0.0}
    return game


def forward(game: Game, track: str) -> Game:
    """One week in which ``track`` is a front without ends that surely moves.

    What the line is worth afterwards tells how likely it moved forward.
    """
    game = later(game, game["solved"] - 1, game["start"])
    game["front"] = track
    game["talks"] = {"constant": 0.0}
    for one in game["tracks"]:
        one["ends"] = {}
        if one["name"] == track:
            one["tempo"] = 1.0
    for party in game["parties"]:
        party.update(discount=1.0, cost=0.0, frozen=[0.0, 1.0], leader=None, successors=[])
    return game


def chance_forward(game: Game, track: str, who: str, solve: Solver) -> float:
    """p of a contest in the eyes of a party, or in truth (a party without beliefs)."""
    game = forward(game, track)
    k = [one["name"] for one in game["tracks"]].index(track)
    top = game["tracks"][k]["levels"] - 1
    viewer = 0 if who == "truth" else names(game).index(who)
    if who == "truth":
        game["parties"][viewer]["beliefs"] = {}
    line = solve(game)["V_start"][viewer] * top
    steps = (max(game["start"][k] - 1, 0), min(game["start"][k] + 1, top))
    return float((line - steps[0]) / (steps[1] - steps[0]))


def within_reach(answer: Answer) -> list[int]:
    """All the mass is in the start state in week 0, so a share is 0 or 1."""
    return [k for k, share in enumerate(answer["all_sign"]["0"]) if share > 0.5]


def opening_price(answer: Answer, i: int) -> float | None:
    """The price at which the consent of party ``i`` alone would open; None if it would not."""
    if answer["blocked_by"][i][0] < 0.5:
        return None
    return float(answer["price_of_consent"][i][0])


def removals(answer: Answer, i: int) -> float:
    listed = answer["removed_goes_on"][i] + answer["removed_ends"][i]
    return sum(sum(by_period) for by_period in [*listed, answer["removed_collapse"][i]])


def ended_before(answer: Answer, what: str, t: int) -> float:
    by_period = answer["settled_by_period"] if what == "settled" else answer["ended"][what]
    return float(sum(by_period[:t]))


def ending_worth(game: Game, answer: Answer, ending: str, i: int) -> float:
    """H of an end of the front, read at that end."""
    index = 0
    for track, level in zip(game["tracks"], game["start"], strict=True):
        ends = {name: end for end, name in track["ends"].items()}
        if ending in ends:
            level = track["levels"] - 1 if ends[ending] == "top" else 0
        index = index * track["levels"] + level
    return float(answer["V_period0"][0][index][i])


def hazard(game: Game, answer: Answer, i: int) -> float:
    rows = [row for row in answer["sample_states"] if row["state"] == game["start"]]
    return float(rows[0]["hazard"][i])


def circle_hazard(game: Game, answer: Answer, i: int) -> float:
    other = game["parties"][i]["other_hazard"]
    return float(1.0 - (1.0 - hazard(game, answer, i)) / (1.0 - other))


def threshold(game: Game, answer: Answer, i: int, resistance: float) -> float:
    """θ*, read back from the chance that a plot carries."""
    circle = game["parties"][i]["circle"]
    carries = circle_hazard(game, answer, i)
    carries /= circle["opportunity"] * (1.0 - circle["isolation"])
    return float(resistance + circle["spread"] * NormalDist().inv_cdf(carries))


def survival(game: Game, answer: Answer, i: int, k: int) -> float:
    """Read back from H, by its definition, for a fate that has no slope."""
    leader = game["parties"][i]["leader"]
    u = game["packages"]["actual"][i][k]
    H = answer["packages_at_start"]["H"][i][k]
    kept = (H - (1.0 - leader["office"]) * u) / leader["office"]
    return float((kept - leader["fate"]) / (1.0 - leader["fate"]))

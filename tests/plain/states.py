"""Section 1 of the model: tracks, states, linear forms, and one period of motion.

A state is a tuple with one level per track. A mover answers "up and down of track k, read at
this state" and differs between the truth and each party's beliefs (see beliefs.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

Game = dict[str, Any]
State = tuple[int, ...]
Mover = Callable[[int, State], tuple[float, float]]


def clip(x: float) -> float:
    return min(max(x, 0.0), 1.0)


def all_states(game: Game) -> list[State]:
    """Every joint level, ended ones too, the last track fastest."""
    return list(itertools.product(*(range(track["levels"]) for track in game["tracks"])))


def track_number(game: Game, name: str) -> int:
    return [track["name"] for track in game["tracks"]].index(name)


def norm(game: Game, name: str | None, state: State) -> float:
    """Level of a named track between 0 and 1; 1 where no track is named."""
    if name is None:
        return 1.0
    k = track_number(game, name)
    return float(state[k] / (game["tracks"][k]["levels"] - 1))


def linear(game: Game, form: Game, state: State | None) -> float:
    total = form["constant"]
    for lever, c in form["levers"].items():
        total += c * game["levers"][lever]
    for track, c in form["tracks"].items():
        assert state is not None
        total += c * norm(game, track, state)
    return float(total)


def ending_of_track(game: Game, k: int, state: State) -> str | None:
    track = game["tracks"][k]
    if state[k] == track["levels"] - 1 and track["ends"].get("top"):
        return str(track["ends"]["top"])
    if state[k] == 0 and track["ends"].get("bottom"):
        return str(track["ends"]["bottom"])
    return None


def ending_at(game: Game, state: State) -> str | None:
    """The ending a state carries: that of the first track at an absorbing end."""
    for k in range(len(state)):
        ending = ending_of_track(game, k, state)
        if ending is not None:
            return ending
    return None


def one_period(game: Game, state: State, mover: Mover) -> dict[State, float]:
    """Chance of each state after the tracks have moved, one after the other."""
    moving = {state: 1.0}
    arrived: dict[State, float] = {}
    for k, track in enumerate(game["tracks"]):
        after: dict[State, float] = {}
        for here, chance in moving.items():
            up, down = mover(k, here)
            for step, p in ((1, up), (-1, down), (0, 1.0 - up - down)):
                level = min(max(here[k] + step, 0), track["levels"] - 1)
                there = (*here[:k], level, *here[k + 1 :])
                ended = ending_of_track(game, k, there) is not None
                target = arrived if ended else after
                target[there] = target.get(there, 0.0) + chance * p
        moving = after
    for there, chance in moving.items():
        arrived[there] = arrived.get(there, 0.0) + chance
    return {there: chance for there, chance in arrived.items() if chance != 0.0}

"""Sections 1 and 2: how a track moves in truth and in the eyes of a party."""

from __future__ import annotations

from typing import Any

from plain.states import Game, Mover, State, clip, linear, norm

NO_CLASS = {"attacker": 1.0, "defender": 1.0}


def multiplier(game: Game, belief: dict[str, Any] | None, state: State) -> float:
    """1 + (m - 1)·norm of the track the belief fades with; 1 for what is seen as it is."""
    if belief is None:
        return 1.0
    return float(1.0 + (belief["multiplier"] - 1.0) * norm(game, belief.get("track"), state))


def belief_about(party: Game | None, track: Game, of: str) -> dict[str, Any] | None:
    """The belief a party holds about one side of a contest or one direction of a drift."""
    if party is None:
        return None
    beliefs = party["beliefs"] or {}
    own = ((beliefs.get("tracks") or {}).get(track["name"]) or {}).get(of)
    if own is not None or track["kind"] == "drift":
        return own
    return (beliefs.get("strength") or {}).get(of)


def strength(game: Game, track: Game, side: str, state: State) -> float:
    given = track["strength"][side]
    s = given["base"]
    for name, c in given["tracks"].items():
        s *= 1.0 - c * (1.0 - norm(game, name, state))
    for lever, c in given["levers"].items():
        s *= 1.0 + c * game["levers"][lever]
    return float(s)


def up_down(
    game: Game,
    k: int,
    state: State,
    party: Game | None = None,
    security: dict[str, float] | None = None,
) -> tuple[float, float]:
    """Chance of a move up and of a move down of track ``k``, read at ``state``.

    ``party`` None is the truth. ``security`` multiplies the bases of contests (section 4).
    """
    track = game["tracks"][k]
    if track["kind"] == "drift":
        up, down = (
            clip(
                linear(game, track[way], state)
                * multiplier(game, belief_about(party, track, way), state)
            )
            for way in ("up", "down")
        )
        return up, down
    force = {}
    for side in ("attacker", "defender"):
        s = strength(game, track, side, state) * (security or NO_CLASS)[side]
        s *= multiplier(game, belief_about(party, track, side), state)
        force[side] = s ** track["decisiveness"]
    p = force["attacker"] / (force["attacker"] + force["defender"])
    return track["tempo"] * p, track["tempo"] * (1.0 - p)


def mover(game: Game, party: Game | None = None, security: dict[str, float] | None = None) -> Mover:
    return lambda k, state: up_down(game, k, state, party, security)

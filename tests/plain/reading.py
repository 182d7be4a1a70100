"""Fill in what a game file may leave out, so that the other files can read every field.

The plain twin works on the dictionaries of a game file as they are. The only thing done here
is to write down the defaults of the format.
"""

from __future__ import annotations

import copy
from typing import Any

Game = dict[str, Any]


def fill(game: Game) -> Game:
    """A copy of ``game`` in which every optional part is present."""
    game = copy.deepcopy(game)
    shown = game["shown"]
    if game.get("solved") is None:
        game["solved"] = shown + max(shown, 104)
    game.setdefault("levers", {})
    game.setdefault("rates", {})
    game.setdefault("mediator_ranks_by", "product")
    game["talks"] = fill_form(game["talks"])
    game["rates"] = {name: fill_form(form) for name, form in game["rates"].items()}
    game["tracks"] = [fill_track(track) for track in game["tracks"]]
    game["endings"] = {name: fill_ending(e) for name, e in game["endings"].items()}
    game["parties"] = [fill_party(party) for party in game["parties"]]
    game["packages"] = fill_packages(game)
    game["peace"] = fill_peace(game)
    return game


def fill_form(form: Game) -> Game:
    return {
        "constant": form.get("constant", 0.0),
        "levers": form.get("levers") or {},
        "tracks": form.get("tracks") or {},
    }


def fill_track(track: Game) -> Game:
    track["ends"] = track.get("ends") or {}
    if track["kind"] == "drift":
        track["up"] = fill_form(track["up"])
        track["down"] = fill_form(track["down"])
    else:
        for side in track["strength"].values():
            side["tracks"] = side.get("tracks") or {}
            side["levers"] = side.get("levers") or {}
    return track


def fill_ending(ending: Game) -> Game:
    if "actual" not in ending:
        return {fallen: fill_ending(values) for fallen, values in ending.items()}
    apparent = ending.get("apparent")
    return {
        "actual": ending["actual"],
        "apparent": ending["actual"] if apparent is None else apparent,
    }


PARTY_DEFAULTS: Game = {
    "cost": 0.0,
    "cost_tracks": {},
    "veto": True,
    "ratify": None,
    "resolve": None,
    "face": None,
    "frozen": [0.0, 0.0],
    "leader": None,
    "circle": None,
    "other_hazard": 0.0,
    "can_break": False,
    "beliefs": {},
    "successors": [],
}


def fill_party(party: Game) -> Game:
    """Defaults of a party; also used on a party as a successor has changed it."""
    party = {**copy.deepcopy(PARTY_DEFAULTS), **party}
    if party["leader"] is not None:
        fate = party["leader"]["fate"]
        party["leader"] = {
            **party["leader"],
            "fate": list(fate) if isinstance(fate, list) else [fate, 0.0],
        }
    if party["circle"] is not None:
        party["circle"] = {
            **party["circle"],
            "prize": fill_form(party["circle"]["prize"]),
            "strength": fill_form(party["circle"]["strength"]),
        }
    for successor in party["successors"]:
        successor.setdefault("weight", 1.0)
        successor.setdefault("ends", 0.0)
        successor["ending"] = successor.get("ending") or "withdrawal"
        for field in ("resets", "party", "game"):
            successor[field] = successor.get(field) or {}
    return party


def fill_packages(game: Game) -> Game:
    packages = dict(game.get("packages") or {"actual": [[] for _ in game["parties"]]})
    number = len(packages["actual"][0])
    packages.setdefault("apparent", packages["actual"])
    packages.setdefault("kept", [1.0] * number)
    packages.setdefault("class", [0] * number)
    packages.setdefault("front", [None] * number)
    packages.setdefault("penalty", [[0.0] * number for _ in game["parties"]])
    packages.setdefault("lapse", [0.0] * number)
    return packages


def fill_peace(game: Game) -> Game | None:
    peace = game.get("peace")
    if peace is None:
        return None
    classes = peace.get("classes") or [{}]
    return {
        "respite": peace["respite"],
        "periods": game["shown"] if peace.get("periods") is None else peace["periods"],
        "recovered": peace.get("recovered") or game["start"],
        "classes": [
            {"attacker": c.get("attacker", 1.0), "defender": c.get("defender", 1.0)}
            for c in classes
        ],
        "lost_face": peace.get("lost_face") or [0.0] * len(game["parties"]),
    }

"""Drawn parties: leaders, circles, audiences, beliefs, successors."""

from __future__ import annotations

from typing import Any

from properties.menu import Menu
from properties.numbers import Chance
from properties.tracks import MOST_BELIEVED, going_on, linear_form

Game = dict[str, Any]

NAMES = ["reds", "blues", "greens", "greys"]


def parties(chance: Chance, menu: Menu, tracks: list[Game], levers: list[str]) -> list[Game]:
    number = chance.whole(*menu.parties)
    made = [party(chance, menu, NAMES[i], tracks, levers) for i in range(number)]
    if menu.all_veto:
        for one in made:
            one["veto"] = True
    elif not any(one["veto"] for one in made):
        made[chance.whole(0, number - 1)]["veto"] = True
    room = 3 if chance.yes(menu.successors and menu.leaders and menu.hazards, sixths=4) else 0
    for one in made:
        if one["leader"] is not None and room > 0:
            listed = chance.whole(0, min(room, 2))
            room -= listed
            one["successors"] = [
                successor(chance, menu, m, tracks, levers, one) for m in range(listed)
            ]
    return made


def party(chance: Chance, menu: Menu, name: str, tracks: list[Game], levers: list[str]) -> Game:
    names = [track["name"] for track in tracks]
    led = chance.yes(menu.leaders, sixths=4)
    return {
        "name": name,
        "discount": 1.0 if chance.yes(sixths=1) else chance.number(0.6, 0.99),
        "cost": chance.number(0.0, 0.2) if chance.yes(sixths=5) else 0.0,
        "cost_tracks": {chance.one_of(names): chance.share()} if chance.yes(sixths=1) else {},
        "veto": chance.yes(sixths=5),
        "ratify": ratify(chance) if chance.yes(menu.audiences, sixths=3) else None,
        "resolve": chance.one_of(names) if chance.yes(menu.audiences, sixths=2) else None,
        "face": chance.one_of(names) if chance.yes(menu.faces, sixths=3) else None,
        "frozen": [chance.number(0.0, 1.0), chance.number(-1.0, 1.0)],
        "leader": leader(chance, menu) if led else None,
        "circle": circle(chance, names, levers)
        if chance.yes(menu.hazards and menu.leaders, sixths=2)
        else None,
        "other_hazard": other_hazard(chance)
        if chance.yes(menu.hazards and menu.leaders, sixths=2)
        else 0.0,
        "can_break": chance.yes(menu.peace, sixths=4),
        "beliefs": beliefs(chance, tracks) if chance.yes(menu.beliefs, sixths=3) else {},
        "successors": [],
    }


def other_hazard(chance: Chance) -> float:
    return 1.0 if chance.yes(sixths=1) else chance.number(0.0, 0.3)


def ratify(chance: Chance) -> Game:
    return {"r0": chance.number(0.0, 0.6), "r1": chance.number(-0.3, 0.3)}


def leader(chance: Chance, menu: Menu) -> Game:
    fate: Any = chance.share()
    if chance.yes(menu.sloping_fates):
        lowest = -0.5 if menu.falling_fates else 0.0
        fate = [chance.number(-0.2, 0.8), chance.number(lowest, 1.0)]
    return {
        "office": 1.0 if chance.yes(sixths=1) else chance.share(),
        "fate": fate,
        "aim": chance.number(0.1, 0.9),
        "steepness": chance.number(0.02, 0.5),
    }


def circle(chance: Chance, names: list[str], levers: list[str]) -> Game:
    return {
        "opportunity": chance.number(0.0, 0.5),
        "isolation": chance.number(0.0, 0.9),
        "price": chance.number(0.1, 0.6),
        "spread": chance.number(0.1, 0.5),
        "prize": linear_form(chance, names, levers, 0.2, 1.2),
        "strength": linear_form(chance, names, levers, 0.0, 1.0),
    }


def belief(chance: Chance, names: list[str], low: float, high: float) -> Game:
    return {
        "multiplier": chance.number(low, high),
        "track": chance.one_of(names) if chance.yes() else None,
    }


def beliefs(chance: Chance, tracks: list[Game]) -> Game:
    """About strengths in all contests, in one contest, or about the ways of a drift."""
    names = [track["name"] for track in tracks]
    found: Game = {}
    sides = [side for side in ("attacker", "defender") if chance.yes(sixths=4)]
    if sides:
        found["strength"] = {side: belief(chance, names, 0.3, 3.0) for side in sides}
    by_track: Game = {}
    for track in tracks:
        if not chance.yes(sixths=2):
            continue
        contest = track["kind"] == "contest"
        ways = ("attacker", "defender") if contest else ("up", "down")
        low, high = (0.3, 3.0) if contest else (0.0, MOST_BELIEVED)
        held = {way: belief(chance, names, low, high) for way in ways if chance.yes(sixths=4)}
        if held:
            by_track[track["name"]] = held
    if by_track:
        found["tracks"] = by_track
    return found


def successor(
    chance: Chance, menu: Menu, m: int, tracks: list[Game], levers: list[str], one: Game
) -> Game:
    """Ends the war, goes on as before, or goes on with other numbers."""
    found: Game = {
        "name": f"next{m}",
        "weight": chance.whole(1, 5),
        "ends": chance.one_of([0.0, 1.0]) if chance.yes(sixths=2) else chance.share(),
        "ending": chance.one_of(["withdrawal", "withdrawal", "collapse", "defeat"]),
        "resets": {t["name"]: going_on(chance, t) for t in tracks if chance.yes(sixths=2)},
        "party": {},
        "game": {},
    }
    if chance.yes(sixths=2):
        del found["ending"]
    if chance.yes(menu.talks, sixths=3):
        found["game"] = {"talks": {"constant": chance.share(), "levers": {}}}
    other = party(chance, menu, one["name"], tracks, levers)
    for field in other:
        changeable = field not in ("name", "successors", "veto")
        if changeable and chance.yes(sixths=1):
            found["party"][field] = other[field]
    if chance.yes(sixths=4):
        found["party"]["veto"] = True
    return found

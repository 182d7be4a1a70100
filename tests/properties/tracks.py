"""Drawn tracks: contests and drifts that no state and no belief makes illegal."""

from __future__ import annotations

from typing import Any

from properties.menu import Menu
from properties.numbers import Chance

Game = dict[str, Any]

# A drift's form stays below 0.35 and a belief multiplies it by at most 1.4: up + down < 1.
MOST_BELIEVED = 1.4


def tracks(chance: Chance, menu: Menu, levers: list[str]) -> tuple[list[Game], str]:
    """A front, and perhaps others before or after it; and the name of the front."""
    names = ["front", *("morale", "economy", "face")[: chance.whole(0, menu.extra_tracks)]]
    if len(names) > 1 and chance.yes(sixths=2):
        names.append(names.pop(0))
    sizes = {name: chance.whole(2, 5 if name == "front" else 3) for name in names}
    while product(sizes.values()) > menu.states:
        largest = max(sizes, key=lambda name: sizes[name])
        sizes[largest] -= 1
    second = len(names) > 1 and chance.yes(menu.contests, sixths=2)
    other = chance.one_of([name for name in names if name != "front"]) if second else None
    made = []
    for name in names:
        contest = name in ("front", other)
        make = contest_track if contest else drift_track
        made.append({"name": name, "levels": sizes[name], **make(chance, menu, names, levers)})
        made[-1]["ends"] = ends(chance, menu, name, sizes[name])
    return made, "front"


def product(numbers: Any) -> int:
    total = 1
    for number in numbers:
        total *= number
    return total


def ends(chance: Chance, menu: Menu, name: str, size: int) -> Game:
    """Absorbing ends; a track keeps a level on which the war goes on."""
    if name != "front":
        if size > 2 and chance.yes(menu.drift_ends, sixths=3):
            names = ["exhaustion", "exhaustion", "collapse"]
            return {chance.one_of(["bottom", "top"]): chance.one_of(names)}
        return {}
    found = {"top": "victory", "bottom": "defeat"}
    if size == 2 or chance.yes(sixths=1):
        found.pop(chance.one_of(["top", "bottom"]))
    if chance.yes(sixths=1):
        found.clear()
    return found


def contest_track(chance: Chance, menu: Menu, names: list[str], levers: list[str]) -> Game:
    return {
        "kind": "contest",
        "tempo": chance.one_of([0.0, 1.0]) if chance.yes(sixths=1) else chance.share(),
        "decisiveness": chance.number(0.5, 2.0),
        "strength": {
            "attacker": strength(chance, menu, names, levers, 1.0),
            "defender": strength(chance, menu, names, levers, 0.9),
        },
    }


def strength(chance: Chance, menu: Menu, names: list[str], levers: list[str], most: float) -> Game:
    """Only the attacker's strength may vanish, so that both never do."""
    vanishes = most == 1.0 and chance.yes(sixths=1)
    return {
        "base": 0.0 if vanishes and chance.yes(sixths=2) else chance.number(0.2, 2.0),
        "tracks": {
            n: 1.0 if vanishes else chance.number(0.0, most) for n in names if chance.yes(sixths=2)
        },
        "levers": {n: chance.number(-0.9, 1.0) for n in levers if chance.yes(sixths=2)},
    }


def drift_track(chance: Chance, menu: Menu, names: list[str], levers: list[str]) -> Game:
    if chance.yes(sixths=1):
        sure = {"constant": chance.number(1.0, 1.5), "levers": {}, "tracks": {}}
        never = {"constant": chance.number(-0.5, 0.0), "levers": {}, "tracks": {}}
        up, down = (sure, never) if chance.yes() else (never, sure)
        return {"kind": "drift", "up": up, "down": down}
    return {
        "kind": "drift",
        "up": drift_form(chance, names, levers),
        "down": drift_form(chance, names, levers),
    }


def drift_form(chance: Chance, names: list[str], levers: list[str]) -> Game:
    """At most 0.2 + 0.05 for a lever + 0.1 for a track; below 0 it is clipped."""
    form: Game = {"constant": chance.number(-0.05, 0.2), "levers": {}, "tracks": {}}
    if levers and chance.yes(sixths=2):
        form["levers"][chance.one_of(levers)] = chance.number(-0.15, 0.05)
    if chance.yes(sixths=2):
        form["tracks"][chance.one_of(names)] = chance.number(-0.15, 0.1)
    return form


def going_on(chance: Chance, track: Game) -> int:
    """A level on which the war goes on."""
    low = 1 if "bottom" in track["ends"] else 0
    high = track["levels"] - 1 - (1 if "top" in track["ends"] else 0)
    return chance.whole(low, high)


def linear_form(
    chance: Chance, names: list[str], levers: list[str], low: float, high: float
) -> Game:
    """A free linear form, for prizes, strengths of regimes and amounts."""
    form: Game = {"constant": chance.number(low, high), "levers": {}, "tracks": {}}
    if levers and chance.yes(sixths=2):
        form["levers"][chance.one_of(levers)] = chance.number(-0.3, 0.3)
    if chance.yes(sixths=3):
        form["tracks"][chance.one_of(names)] = chance.number(-0.5, 0.5)
    return form

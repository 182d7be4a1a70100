"""Changes of a game that the theorems speak of. Each returns a new game."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

Game = dict[str, Any]

PACKAGE_ROWS = ("actual", "apparent", "penalty", "delivered")
PACKAGE_LISTS = ("kept", "class", "front", "lapse", "levels")


def changed(game: Game, **fields: Any) -> Game:
    return {**copy.deepcopy(game), **copy.deepcopy(fields)}


def without_issues(game: Game) -> Game:
    """Packages alone, so that they may be changed freely."""
    game = copy.deepcopy(game)
    for field in ("issues", "excluded"):
        game.pop(field, None)
    for field in ("levels", "delivered"):
        game["packages"].pop(field, None)
    return game


def party_fields(game: Game) -> Iterator[Game]:
    """Every place where fields of a party stand: the party, and what successors change of it."""
    for party in game["parties"]:
        yield party
        for successor in party["successors"]:
            yield successor["party"]


def everywhere(game: Game, **fields: Any) -> Game:
    """Set fields of all parties, in every phase."""
    game = copy.deepcopy(game)
    for place in party_fields(game):
        for name, value in fields.items():
            if name in place or "name" in place:
                place[name] = copy.deepcopy(value)
    return game


def all_leaders(game: Game, **fields: Any) -> Game:
    """Set fields of all leaders, in every phase."""
    game = copy.deepcopy(game)
    for place in party_fields(game):
        if place.get("leader"):
            place["leader"] = {**place["leader"], **copy.deepcopy(fields)}
    return game


def safe(game: Game, numbers: set[int]) -> Game:
    """The leaders of these parties are never removed, in any phase."""
    game = copy.deepcopy(game)
    for i in numbers:
        party = game["parties"][i]
        for place in (party, *(s["party"] for s in party["successors"])):
            for name, value in (("circle", None), ("other_hazard", 0.0)):
                if name in place or place is party:
                    place[name] = value
    return keep_collapses(game)


def keep_collapses(game: Game) -> Game:
    """Drop the collapse of parties whose leader cannot be removed any more."""
    collapse = game["endings"]["collapse"]
    if "actual" in collapse:
        return game
    fallen = [p["name"] for p in game["parties"] if in_danger(p)]
    kept = {name: values for name, values in collapse.items() if name in fallen}
    game["endings"]["collapse"] = kept or next(iter(collapse.values()))
    return game


def in_danger(party: Game) -> bool:
    stages = [party, *({**party, **s["party"]} for s in party["successors"])]
    return any(s["leader"] and (s["circle"] or s["other_hazard"] > 0.0) for s in stages)


def relabelled(game: Game, order: list[int]) -> Game:
    """Parties listed in another order, with everything that is theirs."""
    game = copy.deepcopy(game)
    game["parties"] = [game["parties"][i] for i in order]
    map_endings(game, lambda row: [row[i] for i in order])
    map_rows(game, lambda rows: [rows[i] for i in order])
    map_recognition(game, lambda row: [row[i] for i in order] + row[-1:])
    if game["peace"] and "lost_face" in game["peace"]:
        game["peace"]["lost_face"] = [game["peace"]["lost_face"][i] for i in order]
    return game


def map_endings(game: Game, change: Callable[[list[float]], list[float]]) -> None:
    for ending in game["endings"].values():
        for values in [ending] if "actual" in ending else ending.values():
            for field in values:
                values[field] = change(values[field])


def map_rows(game: Game, change: Callable[[list[Any]], list[Any]]) -> None:
    for field in PACKAGE_ROWS:
        if field in game["packages"]:
            game["packages"][field] = change(game["packages"][field])


def map_packages(game: Game, change: Callable[[list[Any]], list[Any]]) -> Game:
    """Apply ``change`` to every list that runs over the packages."""
    game = without_issues(game)
    for field in PACKAGE_ROWS:
        if field in game["packages"]:
            game["packages"][field] = [change(row) for row in game["packages"][field]]
    for field in PACKAGE_LISTS:
        if field in game["packages"]:
            game["packages"][field] = change(game["packages"][field])
    return game


def map_recognition(game: Game, change: Callable[[list[float]], list[float]]) -> None:
    pi = game["recognition"]
    rotates = isinstance(pi[0], list)
    game["recognition"] = [change(row) for row in pi] if rotates else change(pi)


def forms(game: Game) -> Iterator[Game]:
    """Every linear form that may name tracks."""
    for track in game["tracks"]:
        if track["kind"] == "drift":
            yield from (track["up"], track["down"])
    yield from game["rates"].values()
    for place in party_fields(game):
        if place.get("circle"):
            yield from (place["circle"]["prize"], place["circle"]["strength"])


def sides(game: Game) -> Iterator[Game]:
    for track in game["tracks"]:
        if track["kind"] == "contest":
            yield from track["strength"].values()


def beliefs(game: Game) -> Iterator[Game]:
    for place in party_fields(game):
        held = place.get("beliefs") or {}
        yield from held.get("strength", {}).values()
        for ways in held.get("tracks", {}).values():
            yield from ways.values()


def front_matters_little(game: Game) -> Game:
    """Strengths, costs, beliefs, faces and resolve that do not depend on the front."""
    game = copy.deepcopy(game)
    front = game["front"]
    for side in sides(game):
        side["tracks"].pop(front, None)
    for belief in beliefs(game):
        belief["track"] = None if belief["track"] == front else belief["track"]
    for place in party_fields(game):
        for field in ("face", "resolve"):
            if place.get(field) == front:
                place[field] = None
        if "cost_tracks" in place:
            place["cost_tracks"].pop(front, None)
    return game


def mirrored(game: Game) -> Game:
    """Attacker and defender exchanged, and the front turned round."""
    game = without_issues(game)
    k = [track["name"] for track in game["tracks"]].index(game["front"])
    front = game["tracks"][k]
    top = front["levels"] - 1
    front["strength"] = exchanged(front["strength"], "attacker", "defender")
    front["ends"] = exchanged(front["ends"], "top", "bottom")
    game["start"][k] = top - game["start"][k]
    for form in forms(game):
        c = form["tracks"].get(game["front"])
        if c is not None:
            form["constant"] += c
            form["tracks"][game["front"]] = -c
    for party in game["parties"]:
        for successor in party["successors"]:
            if game["front"] in successor["resets"]:
                successor["resets"][game["front"]] = top - successor["resets"][game["front"]]
    for place in party_fields(game):
        mirror_party(place, game["front"])
    if game["peace"]:
        mirror_peace(game, k, top)
    return game


def exchanged(given: Game, one: str, other: str) -> Game:
    names = {one: other, other: one}
    return {names.get(name, name): value for name, value in given.items()}


def mirror_party(place: Game, front: str) -> None:
    if "frozen" in place:
        f0, f1 = place["frozen"]
        place["frozen"] = [f0 + f1, -f1]
    held = place.get("beliefs") or {}
    if "strength" in held:
        held["strength"] = exchanged(held["strength"], "attacker", "defender")
    if front in held.get("tracks", {}):
        held["tracks"][front] = exchanged(held["tracks"][front], "attacker", "defender")


def mirror_peace(game: Game, k: int, top: int) -> None:
    peace = game["peace"]
    peace["classes"] = [exchanged(c, "attacker", "defender") for c in peace["classes"]]
    if "recovered" in peace:
        peace["recovered"][k] = top - peace["recovered"][k]
    game["packages"]["front"] = [
        None if level is None else top - level for level in game["packages"]["front"]
    ]


def with_track(game: Game, at: int, track: Game, start: int, recovered: int) -> Game:
    game = copy.deepcopy(game)
    game["tracks"].insert(at, track)
    game["start"].insert(at, start)
    if game["peace"] and "recovered" in game["peace"]:
        game["peace"]["recovered"].insert(at, recovered)
    return game


def with_idle_lever(game: Game, c: float) -> Game:
    """A lever whose value is 0, named by every form and every strength."""
    game = copy.deepcopy(game)
    game["levers"]["idle"] = 0.0
    named = [*forms(game), *sides(game), game["talks"]]
    for party in game["parties"]:
        named += [s["game"]["talks"] for s in party["successors"] if "talks" in s["game"]]
    for form in named:
        form["levers"]["idle"] = c
    return game


def with_clone(game: Game, i: int, kept: float) -> Game:
    """A second copy, without veto, of party ``i``, who keeps this share of his turns."""
    game = without_issues(game)
    twin = copy.deepcopy(game["parties"][i])
    twin.update(name="clone", veto=False)
    game["parties"].append(twin)
    map_endings(game, lambda row: [*row, row[i]])
    map_rows(game, lambda rows: [*rows, list(rows[i])])

    def split(row: list[float]) -> list[float]:
        parties = list(row[:-1])
        share = parties[i]
        parties[i] = share * kept
        return [*parties, share * (1.0 - kept), row[-1]]

    map_recognition(game, split)
    if game["peace"] and "lost_face" in game["peace"]:
        game["peace"]["lost_face"].append(0.0)
    return game


def rescaled(game: Game, i: int, scale: float, shift: float) -> Game:
    """Values, endings and what is held of party ``i`` times ``scale`` plus ``shift``."""
    game = without_issues(game)

    def one(row: list[float]) -> list[float]:
        return [*row[:i], scale * row[i] + shift, *row[i + 1 :]]

    map_endings(game, one)
    packages, party = game["packages"], game["parties"][i]
    for field in ("actual", "apparent"):
        packages[field][i] = [scale * x + shift for x in packages[field][i]]
    packages["penalty"][i] = [scale * x for x in packages["penalty"][i]]
    party["frozen"] = [scale * party["frozen"][0] + shift, scale * party["frozen"][1]]
    party["cost"] *= scale
    return game

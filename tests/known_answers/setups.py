"""A setup of the canon, turned into the ``game`` part of a game file.

Front = the first contest, shown = solved = T, missing entries of ``pi`` 0, missing endings
unreachable. What a setup leaves out has no effect.
"""

from __future__ import annotations

import itertools
from typing import Any

from plain.settlements import packages_from_issues

Setup = dict[str, Any]
Game = dict[str, Any]


def game_of(setup: Setup) -> Game:
    names = party_names(setup)
    issues = [issue_of(issue, setup) for issue in setup.get("issues", [])]
    peace = setup.get("peace")
    packages = packages_from_issues(names, issues, [], peace.get("lapse", 0.0) if peace else 0.0)
    return {
        "shown": setup["T"],
        "solved": setup["T"],
        "levers": setup.get("levers", {}),
        "tracks": [track_of(track) for track in setup["tracks"]],
        "front": front_of(setup),
        "start": [track["start"] for track in setup["tracks"]],
        "parties": [party_of(party) for party in setup["parties"]],
        "endings": {name: ending_of(e, names) for name, e in setup["endings"].items()},
        "packages": packages if issues else no_packages(names),
        "peace": peace_of(setup) if peace else None,
        "talks": form_of(setup["talks"]),
        "recognition": recognition_of(setup["pi"], len(names)),
        "mediator_ranks_by": {"min": "minimum"}.get(
            setup.get("mediator", "product"), setup.get("mediator", "product")
        ),
        "rates": {},
    }


def party_names(setup: Setup) -> list[str]:
    return [party["name"] for party in setup["parties"]]


def front_of(setup: Setup) -> str:
    return str(next(track["name"] for track in setup["tracks"] if track["kind"] == "contest"))


def form_of(given: Any) -> Game:
    if not isinstance(given, dict):
        return {"constant": given, "levers": {}, "tracks": {}}
    return {
        "constant": given.get("const", 0.0),
        "levers": given.get("levers", {}),
        "tracks": given.get("tracks", {}),
    }


def track_of(track: Setup) -> Game:
    common = {
        "name": track["name"],
        "levels": track["levels"],
        "kind": track["kind"],
        "ends": track.get("ends", {}),
    }
    if track["kind"] == "drift":
        return {**common, "up": form_of(track["up"]), "down": form_of(track["down"])}
    sides = {
        side: {
            "base": track[side]["base"],
            "tracks": track[side].get("tracks", {}),
            "levers": track[side].get("levers", {}),
        }
        for side in ("attacker", "defender")
    }
    return {
        **common,
        "tempo": track["tempo"],
        "decisiveness": track["decisiveness"],
        "strength": sides,
    }


def party_of(party: Setup) -> Game:
    leader = party.get("leader")
    hazard = (leader or {}).get("hazard", {})
    ratify = party.get("ratify")
    return {
        "name": party["name"],
        "discount": party["delta"],
        "cost": party["cost"],
        "cost_tracks": party.get("cost_tracks", {}),
        "veto": party.get("veto", True),
        "ratify": {"r0": ratify[0], "r1": ratify[1]} if ratify else None,
        "resolve": party.get("resolve"),
        "face": party.get("face"),
        "frozen": party["frozen"],
        "leader": leader_of(leader) if leader else None,
        "circle": circle_of(hazard) if "opportunity" in hazard else None,
        "other_hazard": hazard.get("other", 0.0),
        "can_break": party.get("can_break", False),
        "beliefs": beliefs_of(party.get("beliefs", [])),
        "successors": [
            successor_of(m, successor, leader or {})
            for m, successor in enumerate((leader or {}).get("successors", []))
        ],
    }


def leader_of(leader: Setup) -> Game:
    return {
        "office": leader["psi"],
        "fate": leader["fate"],
        "aim": leader["aim"],
        "steepness": leader["b"],
    }


def circle_of(hazard: Setup) -> Game:
    return {
        "opportunity": hazard["opportunity"],
        "isolation": hazard["isolation"],
        "price": hazard["price"],
        "spread": hazard["tau"],
        "prize": form_of(hazard["prize"]),
        "strength": form_of(hazard["R"]),
    }


def beliefs_of(beliefs: list[Setup]) -> Game:
    by_track: Game = {}
    for belief in beliefs:
        by_track.setdefault(belief["track"], {})[belief["of"]] = {
            "multiplier": belief["m"],
            "track": belief.get("fades_with"),
        }
    return {"tracks": by_track} if by_track else {}


def successor_of(m: int, successor: Setup, leader: Setup) -> Game:
    changes = successor.get("leader")
    return {
        "name": f"successor {m}",
        "weight": successor["prob"],
        "ends": successor["ends"],
        "ending": successor["ending"],
        "resets": successor.get("resets", {}),
        "party": {"leader": leader_of({**leader, **changes})} if changes else {},
        "game": {},
    }


def ending_of(ending: Setup, names: list[str]) -> Game:
    if any(isinstance(value, dict) for value in ending.values()):
        return {fallen: ending_of(values, names) for fallen, values in ending.items()}
    pairs = [ending.get(name, 0.0) for name in names]
    pairs = [pair if isinstance(pair, list) else [pair, pair] for pair in pairs]
    return {"actual": [pair[0] for pair in pairs], "apparent": [pair[1] for pair in pairs]}


def recognition_of(pi: list[Any], parties: int) -> list[Any]:
    if isinstance(pi[0], list):
        return [recognition_of(entry, parties) for entry in pi]
    return pi + [0.0] * (parties + 1 - len(pi))


def no_packages(names: list[str]) -> Game:
    nobody: list[list[float]] = [[] for _ in names]
    return {
        "actual": nobody,
        "apparent": nobody,
        "kept": [],
        "class": [],
        "front": [],
        "penalty": nobody,
        "lapse": [],
    }


def class_names(setup: Setup) -> list[str]:
    return list(setup.get("peace", {}).get("classes", {}))


def peace_of(setup: Setup) -> Game:
    peace = setup["peace"]
    recovered = peace.get("recovered", {})
    lost_face = peace.get("lost_face", {})
    return {
        "respite": peace["respite"],
        "periods": peace.get("periods", setup["T"]),
        "recovered": [recovered.get(track["name"], track["start"]) for track in setup["tracks"]],
        "classes": [{}, *(peace["classes"][name] for name in class_names(setup))],
        "lost_face": [lost_face.get(name, 0.0) for name in party_names(setup)],
    }


def issue_of(issue: Setup, setup: Setup) -> Game:
    names = party_names(setup)
    default = 1.0 if len(setup["issues"]) == 1 else 0.0
    weights = issue.get("weights", dict.fromkeys(names, default))
    found: Game = {
        "name": issue["name"],
        "weights": [weights.get(name, 0.0) for name in names],
        "levels": [
            level_of(m, level, names, class_names(setup))
            for m, level in enumerate(levels_of(issue, names))
        ],
    }
    if "fallback" in issue:
        found["fallback"] = found["levels"][issue["fallback"]]["name"]
    if "honour" in issue:
        found["honour"] = issue["honour"]
    return found


def levels_of(issue: Setup, names: list[str]) -> list[Setup]:
    if "grid" in issue:
        n = issue["grid"]
        cakes: list[tuple[float, ...]] = [(m / n, 1.0 - m / n) for m in range(n + 1)]
    elif "simplex" in issue:
        n = issue["simplex"]
        pairs = itertools.product(range(n + 1), repeat=2)
        cakes = [(i / n, j / n, (n - i - j) / n) for i, j in pairs if i + j <= n]
    else:
        levels: list[Setup] = issue["levels"]
        return levels
    return [{"value": dict(zip(names, cake, strict=False))} for cake in cakes]


def level_of(m: int, level: Setup, names: list[str], classes: list[str]) -> Game:
    value = level["value"]
    apparent = level.get("apparent", {})
    actual = [value.get(name, 0.0) for name in names]
    found: Game = {
        "name": f"level {m}",
        "actual": actual,
        "apparent": [apparent.get(name, actual[i]) for i, name in enumerate(names)],
    }
    if "honour" in level:
        found["adds_honour"] = level["honour"]
    if "lapse" in level:
        found["adds_lapse"] = level["lapse"]
    if "penalty" in level:
        found["penalty"] = [level["penalty"].get(name, 0.0) for name in names]
    if "front" in level:
        found["front"] = level["front"]
    if "class" in level:
        found["class"] = 1 + classes.index(level["class"])
    if "secret" in level:
        found["secret"] = {"leak": level["secret"]["leak"]}
    return found

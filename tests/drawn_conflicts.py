"""Small conflicts drawn from a seed, with everything that ties packages together.

Guarantees that change strengths and bring penalties, terms that make others firmer, exclusions, a
secret level, a level that sets the front, a party that cannot break the peace.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Any

import numpy as np
import yaml

from goldenbridge.api import Conflict
from goldenbridge.bridges.ground import Ground
from goldenbridge.scenario.scenario import from_text

PARTIES = ("north", "south", "east")


def drawn(seed: int, parties: int = 2) -> dict[str, Any]:
    """A scenario as a tree, to be written as YAML."""
    random = np.random.default_rng(seed)
    names = PARTIES[:parties]

    def share(low: float = 0.0, high: float = 1.0) -> float:
        return round(float(random.uniform(low, high)), 3)

    def scores() -> dict[str, float]:
        first = share()
        opposed = [first, round(1.0 - first, 3), share()]
        return {name: opposed[k] for k, name in enumerate(names)}

    def level(**more: Any) -> dict[str, Any]:
        written = {"name": "a term", "substance": scores(), **more}
        if random.random() < 0.7:
            written["appearance"] = {
                name: round(min(max(x + share(-0.2, 0.35), 0.0), 1.0), 3)
                for name, x in written["substance"].items()
            }
        return written

    def weights() -> dict[str, float]:
        return {name: share(0.1, 1.0) for name in names}

    def party(name: str) -> dict[str, Any]:
        attacks = name == "north"
        written = {
            "name": name.capitalize(),
            "discount": share(0.98, 1.0),
            "cost": share(0.0, 0.01),
            "frozen": {"constant": share(0.1, 0.5), "front": 0.3 if attacks else -0.1},
            "leader": {
                "name": "a leader",
                "office_weight": share(0.0, 0.8),
                "fate": {"constant": share(0.0, 0.3), "slope": share(0.0, 0.5)},
                "aim": share(0.3, 0.6),
                "steepness": share(0.05, 0.2),
            },
            "other_hazard": share(0.0, 0.02),
        }
        if attacks:
            written["face"] = "face"
            written["successors"] = {
                "heir": {"name": "An heir", "weight": 1.0, "ends": 0.1, "resets": {"face": 2}}
            }
        else:
            written["audience"] = {
                "name": "a parliament",
                "ratify": share(0.1, 0.45),
                "resolve_adds": 0.05,
                "resolve": "confidence",
            }
        if name == "east":
            written["can_break"] = False
            written["veto"] = bool(random.random() < 0.5)
        return written

    firmer = {"land": share(0.0, 0.3)}
    return {
        "language": 1,
        "title": "A drawn conflict",
        "about": "Drawn from a seed.",
        "attacker": "north",
        "calendar": {
            "opening": "2000-01-01", "cutoff": "2000-01-08", "period": "week", "shown": 12,
        },
        "tracks": {
            "front": {
                "name": "Front", "kind": "contest", "front": True, "levels": 5, "start": 2,
                "ends": {"top": "victory", "bottom": "defeat"}, "tempo": share(0.1, 0.4),
                "decisiveness": 1.0,
                "strength": {
                    "attacker": {"base": share(0.5, 1.5)}, "defender": {"base": share(0.5, 1.5)},
                },
            },
            "face": {
                "name": "Face", "kind": "drift", "levels": 3, "start": 2, "up": 0.0,
                "down": share(0.0, 0.3),
            },
            "confidence": {
                "name": "Confidence", "kind": "drift", "levels": 2, "start": 1, "up": 0.0,
                "down": share(0.0, 0.3),
            },
        },
        "parties": {name: party(name) for name in names},
        "beliefs": {
            name: {"strength": share(0.8, 1.6), "fades_with": "confidence"} for name in names
        },
        "talks": {
            "chance": share(0.2, 0.8),
            "proposers": dict.fromkeys(names, 0.9 / parties) | {"mediator": 0.1},
            "mediator": {"name": "A mediator"},
        },
        "issues": {
            "land": {
                "name": "Land", "weights": weights(), "fallback": "l0",
                "levels": {
                    "l0": level(), "l1": level(), "l2": level(front=2),
                    "l3": level(front=1, adds_lapse=-0.02),
                },
            },
            "status": {
                "name": "Status", "weights": weights(), "fallback": "s0",
                "levels": {
                    "s0": level(), "s1": level(adds_honour=firmer),
                    "s2": level(secret={"leak": share(0.0, 0.4)}),
                },
            },
            "guarantee": {
                "name": "Guarantee", "weights": weights(), "fallback": "g0",
                "levels": {
                    "g0": level(),
                    "g1": level(strength={"defender": 1.5}, penalty={"north": share(0.0, 0.3)}),
                    "g2": level(strength={"attacker": 0.7, "defender": 1.2}),
                },
            },
            "money": {
                "name": "Money", "weights": weights(), "fallback": "m0",
                "levels": {"m0": level(), "m1": level(), "m2": level()},
            },
        },
        "honour": {"land": share(0.4, 1.0), "guarantee": share(0.1, 1.0), "status": share(0.5, 1)},
        "exclusions": [{"terms": {"land": "l3", "guarantee": ["g1", "g2"]}, "why": "drawn"}],
        "endings": {
            "victory": {"terms": {"land": "l0", "status": "s0", "guarantee": "g0", "money": "m0"}},
            "defeat": {"terms": {"land": "l1", "status": "s1", "guarantee": "g1", "money": "m1"}},
            "withdrawal": {"substance": scores()},
            "collapse": {"substance": scores()},
        },
        "peace": {
            "respite": 4, "periods": 10, "lapse": share(0.0, 0.2),
            "lost_face": {name: share(0.0, 0.2) for name in names},
            "recovered": {"confidence": 0, "face": 2},
        },
        "deaths": {"per_period": {"constant": 100.0}},
        "yardsticks": {
            "justice": {
                "name": "Justice", "about": "drawn", "weights": {"land": 0.6, "money": 0.4},
                "values": {
                    "land": {f"l{k}": share() for k in range(4)},
                    "money": {f"m{k}": share() for k in range(3)},
                },
            }
        },
    }  # fmt: skip


@lru_cache(maxsize=64)
def ground(seed: int, parties: int = 2) -> Ground:
    """A drawn conflict, solved and forecast."""
    scenario = from_text(yaml.safe_dump(drawn(seed, parties), sort_keys=False))
    forecast = Conflict(scenario).forecast()
    return Ground(forecast.solved.compiled, forecast.outlook.forward)


@lru_cache(maxsize=16)
def twins(seed: int, parties: int = 2) -> Ground:
    """A drawn conflict in which two levels of two issues differ in their words alone."""
    tree = drawn(seed, parties)
    for issue, one, two in (("money", "m1", "m3"), ("status", "s0", "s3")):
        levels = tree["issues"][issue]["levels"]
        levels[two] = deepcopy(levels[one]) | {"name": "the same in other words"}
    values = tree["yardsticks"]["justice"]["values"]["money"]
    values["m3"] = values["m1"]
    forecast = Conflict(from_text(yaml.safe_dump(tree, sort_keys=False))).forecast()
    return Ground(forecast.solved.compiled, forecast.outlook.forward)

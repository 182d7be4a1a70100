"""Made-up games of stated sizes, for measuring: no conflict in particular.

Two of the parties have leaders, the first has two successors, everybody believes something of his
own that fades; the economy feels the front, as an operator that differs by level costs more.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from goldenbridge.game.bare import BareGame
from goldenbridge.game.file import read_game

SMALL, DEFAULT, LARGE = (21, 7, 4), (21, 9, 6, 4), (41, 13, 9, 7)
NAMES = ("front", "economy", "support", "face")
ISSUES = (4, 5, 5, 5, 4)


def world(
    shape: tuple[int, ...] = DEFAULT,
    *,
    parties: int = 3,
    classes: int = 0,
    issues: tuple[int, ...] = ISSUES,
    shown: int = 52,
    solved: int = 156,
    seed: int = 1,
) -> BareGame:
    """A game of this shape: front first, face last, `classes` security classes (0: no peace)."""
    names = [*NAMES[: len(shape) - 1], "face"]
    generator = np.random.default_rng(seed)
    game: dict[str, Any] = {
        "shown": shown,
        "solved": solved,
        "levers": {"sanctions": 0.5, "arms": 0.5},
        "tracks": [_front(shape[0])],
        "front": "front",
        "start": [shape[0] // 2, *(n - 1 for n in shape[1:])],
        "parties": [_party(i, names) for i in range(parties)],
        "endings": _endings(parties),
        "talks": {"constant": 0.15},
        "recognition": [0.9 / parties] * parties + [0.1],
        "rates": {"deaths": {"constant": 4000.0}},
        "packages": _packages(issues, parties, classes, generator),
    }
    game["tracks"] += [
        {
            "name": name,
            "levels": levels,
            "kind": "drift",
            "up": {"constant": 0.02 if name == "economy" else 0.0},
            "down": {"constant": 0.03, "tracks": {"front": 0.02} if name == "economy" else {}},
        }
        for name, levels in zip(names[1:], shape[1:], strict=True)
    ]
    if classes:
        strengths = [{"defender": 1.0 + 0.2 * c} for c in range(classes)]
        game["peace"] = {"respite": 104, "periods": shown, "classes": strengths}
    return read_game(game)


def _front(levels: int) -> dict[str, Any]:
    return {
        "name": "front",
        "levels": levels,
        "kind": "contest",
        # As fast in territory on a finer grid, as far as one level a week goes.
        "tempo": min(0.35 * ((levels - 1) / 20) ** 2, 1.0),
        "decisiveness": 20 / (levels - 1),
        "strength": {
            "attacker": {"base": 1.0, "tracks": {"economy": 0.3}},
            "defender": {"base": 0.75, "levers": {"arms": 0.6}},
        },
        "ends": {"top": "victory", "bottom": "defeat"},
    }


def _party(i: int, names: list[str]) -> dict[str, Any]:
    """The attacker, then defenders whose aims and costs differ a little."""
    fading = names[2] if len(names) > 3 else None
    side = "attacker" if i == 0 else "defender"
    party: dict[str, Any] = {
        "name": f"party-{i}",
        "discount": 0.998,
        "cost": 0.001 + 0.0002 * i,
        "veto": True,
        "frozen": [-0.1, 0.9] if i == 0 else [1.1 - 0.05 * i, -0.9],
        "ratify": None if i == 0 else {"r0": 0.35},
        "face": "face" if i == 0 else None,
        "other_hazard": 0.0005,
        "beliefs": {
            "strength": {side: {"multiplier": 2.0 if i == 0 else 1.4 + 0.1 * i, "track": fading}}
        },
    }
    if i < 2:
        party["leader"] = {"office": 0.7 - 0.2 * i, "fate": 0.1, "aim": 0.52, "steepness": 0.1}
    if i == 0:
        party["circle"] = {
            "opportunity": 0.03,
            "isolation": 0.3,
            "price": 0.3,
            "spread": 0.2,
            "prize": {"constant": 0.45},
            "strength": {"constant": 0.15, "tracks": {"front": 0.3}},
        }
        softer = party["leader"] | {"aim": 0.42, "office": 0.5}
        harder = party["leader"] | {"aim": 0.6}
        party["successors"] = [
            {"name": "softer", "weight": 0.45, "ends": 0.15, "party": {"leader": softer}},
            {"name": "harder", "weight": 0.55, "party": {"leader": harder}},
        ]
    return party


def _endings(parties: int) -> dict[str, Any]:
    def values(first: float, others: float) -> dict[str, Any]:
        return {"actual": [first] + [others] * (parties - 1)}

    return {
        "victory": values(0.95, 0.05),
        "defeat": values(0.05, 0.95),
        "withdrawal": values(0.3, 0.8),
        "collapse": values(0.25, 0.6),
    }


def _packages(
    issues: tuple[int, ...], parties: int, classes: int, generator: np.random.Generator
) -> dict[str, Any]:
    """Every combination of levels: what one side gains on an issue another loses, unevenly."""
    weights = generator.dirichlet(np.full(len(issues), 3.0), size=parties)
    levels = np.indices(issues).reshape(len(issues), -1)
    actual = np.zeros((parties, levels.shape[1]))
    apparent = np.zeros_like(actual)
    for j, size in enumerate(issues):
        share = levels[j] / (size - 1)
        for i in range(parties):
            taste = share if i == 0 else (1.0 - share) ** (0.7 + 0.3 * i)
            look = np.clip(taste + generator.normal(0.0, 0.1, size)[levels[j]], 0.0, 1.0)
            actual[i] += weights[i, j] * taste
            apparent[i] += weights[i, j] * look
    packages: dict[str, Any] = {"actual": actual.tolist(), "apparent": apparent.tolist()}
    if classes:
        packages["class"] = (np.arange(levels.shape[1]) % classes).tolist()
        packages["lapse"] = [0.05] * levels.shape[1]
    return packages

"""Onlookers: an outside coalition's substance and appearance of any packages. Not in the game."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.bridges.ground import Ground
from goldenbridge.game.game import Floats
from goldenbridge.settlements.enumerate import Levels
from goldenbridge.settlements.values import honours


@dataclass(frozen=True, eq=False)
class Onlooking:
    """How N packages are for one onlooker: (N,) each, 0 to 1; substance with honour in."""

    name: str
    substance: Floats
    appearance: Floats


def onlookers(ground: Ground, levels: Levels) -> dict[str, Onlooking]:
    """By onlooker: what packages with levels (N, J) are to it, and how they look to its public."""
    document = ground.compiled.scenario.document
    chosen = np.ascontiguousarray(np.atleast_2d(levels).T, dtype=np.int64)
    kept = list(honours(ground.terms, chosen))
    found = {}
    for key, one in document.onlookers.items():
        whole = sum(float(x) for x in one.weights.values())
        substance, appearance = np.zeros((2, chosen.shape[1]))
        for j, (issue, fulfilled) in enumerate(zip(ground.terms.issues, kept, strict=True)):
            if issue.name not in one.weights or whole <= 0.0:
                continue
            weight = float(one.weights[issue.name]) / whole
            given = document.issues[issue.name].levels
            own, seen = one.substance.get(issue.name, {}), one.appearance.get(issue.name, {})
            worth, looks = np.zeros((2, len(issue.levels)))
            for at, level in enumerate(issue.levels):
                like, party = given[level], one.values_like
                worth[at] = float(own[level] if level in own else like.substance[party or ""])
                if level in seen:
                    looks[at] = float(seen[level])
                elif level in own or like.appearance is None:
                    looks[at] = worth[at]
                else:
                    looks[at] = float(like.appearance[party or ""])
            behind = worth[issue.fallback]
            substance += weight * (fulfilled * worth[chosen[j]] + (1.0 - fulfilled) * behind)
            appearance += weight * looks[chosen[j]]
        found[key] = Onlooking(one.name or key, substance, appearance)
    return found

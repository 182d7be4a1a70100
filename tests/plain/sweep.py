"""Section 5: the backward sweep over periods, phases and states."""

from __future__ import annotations

from typing import Any

from plain.phases import phases
from plain.settlements import offers
from plain.states import Game
from plain.talks import choices, recognition
from plain.war import Values, at_horizon, stay, war


def sweep(game: Game) -> dict[str, Any]:
    """V[t][phase][state] for t = 0 … T, C and choice for t = 0 … T - 1, and what they rest on."""
    stages = phases(game)
    wars = [war(game, stage) for stage in stages]
    tables = offers(game, stages)
    ends = [at_horizon(game, stage) for stage in stages]
    V: list[list[Values]] = [ends]
    C: list[list[Values]] = []
    chosen: list[list[dict[Any, list[int]]]] = []
    for t in reversed(range(game["solved"])):
        stays = [stay(game, fought, V[0]) for fought in wars]
        taken = [
            {s: choices(game, stage["parties"], tables[m][s], stays[m][s]) for s in stays[m]}
            for m, stage in enumerate(stages)
        ]
        now: list[Values] = []
        for m, stage in enumerate(stages):
            values = dict(ends[m])
            for s, row in stays[m].items():
                values[s] = value(game, stage["talks"], t, tables[m][s], row, taken[m][s])
            now.append(values)
        V.insert(0, now)
        C.insert(0, stays)
        chosen.insert(0, taken)
    return {
        "V": V,
        "C": C,
        "choice": chosen,
        "phases": stages,
        "wars": wars,
        "offers": tables,
    }


def value(
    game: Game,
    talks: float,
    t: int,
    table: list[dict[str, Any]],
    stays: list[float],
    taken: list[int],
) -> list[float]:
    row = []
    for i, c in enumerate(stays):
        met = 0.0
        for chance, k in zip(recognition(game, t), taken, strict=True):
            met += chance * (table[k]["W"][i] if k >= 0 else c)
        row.append((1.0 - talks) * c + talks * met)
    return row

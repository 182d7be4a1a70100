"""Yardsticks: what packages are measured by, beyond who would sign them.

lives            expected deaths from now on, if it is signed in the week asked about: see `toll`
substance.PARTY  u: what it delivers to the party
stays.PARTY      chance that the leader who signs it is in office afterwards
durability       chance that the peace still stands after five years
NAME             an author's own weighting from the scenario's `yardsticks`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.bridges.toll import lives
from goldenbridge.forecast.forward import first_in_office
from goldenbridge.game.arrays import survival
from goldenbridge.game.game import Floats
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.problems import choices
from goldenbridge.settlements.enumerate import Levels

Measure = Callable[[Acceptance, Valued], Floats]


@dataclass(frozen=True)
class Yardstick:
    """One yardstick.

    key      how it is asked for: lives, substance.russia …
    name     in words; about: what exactly it says
    unit     "deaths", "share" or "chance"
    sign     1: more is better, −1: less is
    measure  its values for N packages: (N,)
    additive whether it is a sum over issues, whatever else the package holds
    """

    key: str
    name: str
    about: str
    unit: str
    sign: int
    measure: Measure
    additive: bool = False


def yardsticks(ground: Ground) -> dict[str, Yardstick]:
    """Every yardstick of this conflict, by key."""
    document = ground.compiled.scenario.document
    found: list[Yardstick] = []
    if "deaths" in ground.game.rate_names:
        found.append(
            Yardstick(
                "lives",
                "Lives",
                "deaths expected from now on: until it is signed, and in the new war where the "
                "peace breaks",
                "deaths",
                -1,
                lives,
            )
        )
    for i, party in enumerate(ground.parties):
        name = document.parties[party].name or party
        found.append(
            Yardstick(
                f"substance.{party}",
                f"Substance for {name}",
                "what it delivers, of all that the side could hope for",
                "share",
                1,
                _substance(i),
            )
        )
    for i, party in enumerate(ground.parties):
        leader = document.parties[party].leader
        if leader is not None:
            office = (leader.office or "leader").removeprefix("the ")
            found.append(
                Yardstick(
                    f"stays.{party}",
                    f"{office[:1].upper()}{office[1:]} of {document.parties[party].name} stays",
                    "chance to be in office after signing it, where he still is",
                    "chance",
                    1,
                    _stays(i),
                )
            )
    found.append(
        Yardstick(
            "durability",
            "Durability",
            "chance that the peace still stands after five years",
            "chance",
            1,
            durability,
        )
    )
    for (key, own), table in zip(document.yardsticks.items(), own_tables(ground), strict=True):
        found.append(
            Yardstick(key, own.name or key, own.about, "share", 1, _weighted(table), additive=True)
        )
    return {one.key: one for one in found}


def own_tables(ground: Ground) -> list[list[Floats | None]]:
    """The author's yardsticks, each by issue: weight times value of each level."""
    given = ground.compiled.scenario.document.yardsticks.values()
    return [_table(ground, own.weights, own.values) for own in given]


def chosen(ground: Ground, keys: list[str]) -> list[Yardstick]:
    """The yardsticks of these keys; ValueError names a wrong one and what there is."""
    known = yardsticks(ground)
    for key in keys:
        if refusal := sought_removal(key):
            raise ValueError(refusal)
        if key not in known:
            raise ValueError(f"no yardstick is called `{key}`; {choices(key, known, most=20)}")
    return [known[key] for key in dict.fromkeys(keys)]


def usual(ground: Ground) -> list[str]:
    """What is used where nothing is asked for: lives and each side's substance, at most four."""
    known = yardsticks(ground)
    keys = [key for key in known if key == "lives" or key.startswith("substance.")][:4]
    return keys if len(keys) > 1 else [*keys, "durability"]


def sought_removal(text: str) -> str:
    """Why it is refused, where a leader's removal is asked for as something to search for."""
    if re.search(r"\bremoved(_ends|_on)?\b|\bremoval\b", text) is None:
        return ""
    return (
        "a leader's removal is reported where it may happen, and never sought: Golden Bridge looks "
        "for what every side could sign, and whoever leads a side is among those who sign"
    )


def broken(acceptance: Acceptance, packages: Valued) -> Floats:
    """(N,) mean chance that the peace breaks."""
    return acceptance.mean(packages.worth.broken)


def durability(acceptance: Acceptance, packages: Valued) -> Floats:
    """(N,) mean chance that the peace stands after five years."""
    return np.asarray(1.0 - broken(acceptance, packages))


def stays(acceptance: Acceptance, packages: Valued, i: int) -> Floats:
    """(N,) chance that party i's leader stays, among the wars in which he still leads it.

    NaN where he leads it in none.
    """
    game = acceptance.ground.game
    actual, spin = (
        packages.values.actual[i],
        packages.values.apparent[i] - packages.values.actual[i],
    )
    total, share = np.zeros(len(packages)), 0.0
    for m, f in zip(*np.nonzero(acceptance.places), strict=True):
        if first_in_office(game, int(m), i):
            norm = game.cells.face_norm[m, i, f]
            credit = actual + norm * np.maximum(spin, 0.0) - np.maximum(-spin, 0.0)
            total += acceptance.places[m, f] * survival(credit, game.leaders, int(m), i)
            share += float(acceptance.places[m, f])
    return np.asarray(total / share if share > 0.0 else np.full(len(packages), np.nan))


def _substance(i: int) -> Measure:
    return lambda acceptance, packages: packages.values.actual[i]


def _stays(i: int) -> Measure:
    return lambda acceptance, packages: stays(acceptance, packages, i)


def _table(
    ground: Ground, weights: Mapping[str, Number], values: Mapping[str, Mapping[str, Number]]
) -> list[Floats | None]:
    """Per issue (L,): weight times value of each level; None where the issue does not count."""
    whole = sum(float(x) for x in weights.values())
    table: list[Floats | None] = []
    for issue in ground.terms.issues:
        if issue.name not in weights or whole <= 0.0:
            table.append(None)
            continue
        weight, given = float(weights[issue.name]) / whole, values.get(issue.name, {})
        levels = (float(given[level]) if level in given else 0.0 for level in issue.levels)
        table.append(weight * np.array(list(levels)))
    return table


def _weighted(table: list[Floats | None]) -> Measure:
    return lambda acceptance, packages: weighted(table, packages.levels)


def weighted(table: list[Floats | None], levels: Levels) -> Floats:
    """(N,) Σ over issues of what the table gives the level chosen."""
    total = np.zeros(len(levels))
    for j, given in enumerate(table):
        if given is not None:
            total += given[levels[:, j]]
    return total

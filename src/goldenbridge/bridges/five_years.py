"""Where it will be in five years: each term kept or fallen back, and which is broken first.

A term is kept with honour_j, else the fallback level holds (model, section 3); terms quietly not
carried out and a new war are independent. Which is broken first is asked of independent clocks that
run at a constant rate over the five years, −ln honour_j:

    P(j first) = rate_j / Σ rates · (1 − Π honour)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Floats
from goldenbridge.settlements.enumerate import Levels
from goldenbridge.settlements.issues import NONE, Terms
from goldenbridge.settlements.values import honours


@dataclass(frozen=True, slots=True)
class Ahead:
    """One issue after five years.

    levels  by level, its chance; they add to 1
    kept    chance that the term is kept; fallback: the level that holds otherwise, None if none
    first   chance that this term is broken within five years, before any other
    """

    issue: str
    level: str
    fallback: str | None
    kept: float
    first: float
    levels: dict[str, float]


@dataclass(frozen=True, slots=True)
class FiveYears:
    """All issues after five years, and the chance that every term is kept."""

    terms: tuple[Ahead, ...]
    kept: float

    @property
    def first(self) -> Ahead | None:
        """The term most likely to be broken first; None where every term is sure to be kept."""
        likely = max(self.terms, key=lambda term: term.first)
        return likely if likely.first > 0.0 else None


def five_years(terms: Terms, levels: Levels) -> FiveYears:
    """Five years ahead of one package with these levels (J,)."""
    chosen = np.ascontiguousarray(levels.reshape(-1, 1), dtype=np.int64)
    kept = np.array([float(x[0]) for x in honours(terms, chosen)])
    first = first_broken(kept)
    ahead = []
    for j, issue in enumerate(terms.issues):
        level = issue.levels[int(chosen[j, 0])]
        fallback = None if issue.fallback == NONE else issue.levels[issue.fallback]
        by_level = {level: float(kept[j])}
        if kept[j] < 1.0 and fallback is not None:
            by_level[fallback] = by_level.get(fallback, 0.0) + 1.0 - float(kept[j])
        ahead.append(Ahead(issue.name, level, fallback, float(kept[j]), float(first[j]), by_level))
    return FiveYears(tuple(ahead), float(kept.prod()))


def first_broken(kept: Floats) -> Floats:
    """(J,) chance that each is the first to be broken; what is sure to be broken goes first."""
    if (kept <= 0.0).any():
        sure = (kept <= 0.0).astype(np.float64)
        return np.asarray(sure / sure.sum())
    rates = -np.log(kept)
    whole = rates.sum()
    if whole <= 0.0:
        return np.zeros_like(rates)
    return np.asarray(rates / whole * -np.expm1(-whole))

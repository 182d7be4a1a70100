"""A solved and forecast conflict, ready for questions about any packages of its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from goldenbridge.forecast.forward import Forward
from goldenbridge.game import bare
from goldenbridge.game.arrays import lapses
from goldenbridge.game.compile import Compiled
from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.settlements.enumerate import Levels, Listing, listing
from goldenbridge.settlements.issues import Terms
from goldenbridge.settlements.values import Values, values
from goldenbridge.solve.solution import Solution
from goldenbridge.solve.worth import Worth, package_worth, renewed_war


@dataclass(frozen=True, eq=False)
class Valued:
    """N packages with all their numbers; they need not be among those the game was played over.

    levels  (N, J)
    values  substance, appearance and the rest, before anybody's expectations
    worth   H, q and W by phase and face level; see `solve.worth.Worth`
    """

    levels: Levels
    values: Values
    worth: Worth

    def __len__(self) -> int:
        return len(self.levels)

    def only(self, kept: Bools | Ints) -> Valued:
        """Some of them."""
        return Valued(self.levels[kept], self.values.only(kept), self.worth.only(kept))

    @classmethod
    def joined(cls, parts: Sequence[Valued]) -> Valued:
        """All of these, one part after the other."""
        return cls(
            np.concatenate([part.levels for part in parts]),
            Values.joined([part.values for part in parts]),
            Worth.joined([part.worth for part in parts]),
        )


@dataclass(frozen=True, eq=False)
class Ground:
    """A conflict solved and forecast, and what questions about packages need of it."""

    compiled: Compiled
    forward: Forward

    @property
    def solution(self) -> Solution:
        """The solved game."""
        return self.forward.solution

    @property
    def game(self) -> Game:
        """Its arrays."""
        return self.forward.game

    @property
    def terms(self) -> Terms:
        """All issues and levels, and which combinations are ruled out."""
        return self.compiled.settled.terms

    @property
    def parties(self) -> list[str]:
        """Ids of the parties, in order."""
        return [party.name for party in self.game.bare.parties]

    @cached_property
    def listing(self) -> Listing:
        """Every package of the terms, by number."""
        return listing(self.terms)

    @cached_property
    def renewed(self) -> Floats:
        """R_i (M, P, starts) of every security class, also those the game had no need of."""
        known, war = self.solution.worth.renewed, self.game.new_war
        if war is None:
            return known
        levels = war.starts.shape[0]
        packages = self.game.bare.packages
        used = np.bincount(packages.security, minlength=war.classes) > 0
        if used.all():
            return known
        return np.where(np.repeat(used, levels), known, renewed_war(self.game, ~used))

    @property
    def own(self) -> Worth:
        """W of the packages the game is played over."""
        return self.solution.worth

    def shown(self, packages: Valued) -> Compiled:
        """The same conflict over these packages: their names and terms in words, by place."""
        settled = replace(
            self.compiled.settled,
            levels=packages.levels,
            number=self.listing.numbers(packages.levels),
            values=packages.values,
        )
        return self.compiled.with_packages(settled)

    def valued(self, levels: npt.ArrayLike) -> Valued:
        """Packages with levels (N, J), with all their numbers."""
        chosen = np.atleast_2d(np.asarray(levels, dtype=np.uint8))
        numbers = values(self.terms, chosen)
        return Valued(chosen, numbers, self.worth(numbers))

    def worth(self, numbers: Values) -> Worth:
        """H, q and W of packages with these values, by phase and face level."""
        packages = bare.Packages(
            actual=numbers.actual,
            apparent=numbers.apparent,
            kept=numbers.kept,
            security=numbers.security,
            front=numbers.front,
            penalty=numbers.penalty,
            lapse=numbers.lapse,
        )
        game = replace(self.game.bare, packages=packages)
        return package_worth(replace(self.game, bare=game, lapse=lapses(game)), self.renewed)

    def words(self, levels: npt.ArrayLike) -> dict[str, str]:
        """Issue → level of one package with levels (J,)."""
        names = self.terms.names(np.asarray(levels).tolist())
        return dict(zip((issue.name for issue in self.terms.issues), names, strict=True))

    def positions(self, chosen: Mapping[str, str]) -> tuple[int, ...]:
        """Level numbers of a package given by issue and level; ValueError for a wrong name."""
        return self.terms.positions(chosen)

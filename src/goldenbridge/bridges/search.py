"""Bridges: the packages every side could sign, and the best of them on chosen yardsticks.

All packages of the terms, exact. Which of them cannot be signed is told by bounds or, beyond what
can be listed, by merging issue by issue; the rest are judged one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np

from goldenbridge.bridges.acceptance import HALF, Acceptance, Signing
from goldenbridge.bridges.bounds import Need, need
from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.bridges.listing import MOST, candidates, restricted
from goldenbridge.bridges.merge_search import alike, merge, wished_broken
from goldenbridge.bridges.points import Points, frontier, points
from goldenbridge.bridges.yardsticks import Yardstick, own_tables
from goldenbridge.game.game import Bools, Floats, Ints
from goldenbridge.settlements.enumerate import Levels
from goldenbridge.settlements.partial import in_merging_order

CHUNK = 1 << 15
"""Packages valued at a time."""

How = Literal["listed", "merged"]


@dataclass(frozen=True, eq=False)
class Found:
    """N packages that every side could sign, in number order, with all their numbers.

    number    (N,) numbers in the full list; packages, signing: what they are worth, who would sign
    share     least share of the wars going on in which every side signs
    listed    packages of the terms, exclusions skipped
    judged    how many of them were valued; the others cannot be signed by every side
    how       whether they were listed or merged issue by issue
    exact     False where merging may have left out what a wish for another's breach makes matter
    fixed     issue → level that packages must hold
    one_for_all  True where of packages equal in value the lowest numbered stands for all
    """

    acceptance: Acceptance
    number: Ints
    packages: Valued
    signing: Signing
    share: float
    listed: int
    judged: int
    how: How
    exact: bool = True
    fixed: Mapping[str, str] = field(default_factory=dict)
    one_for_all: bool = False

    def __len__(self) -> int:
        return len(self.number)

    def values(self, yardstick: Yardstick) -> Floats:
        """(N,) a yardstick's values."""
        return yardstick.measure(self.acceptance, self.packages)

    def only(self, kept: Bools | Ints) -> Found:
        """Some of them."""
        return replace(
            self,
            number=self.number[kept],
            packages=self.packages.only(kept),
            signing=self.signing.only(kept),
        )

    def alike(self, place: int) -> Ints:
        """Numbers of all packages equal in value to this one, itself among them; ascending.

        Where all were listed they are found by themselves, so this is the one alone.
        """
        if not self.one_for_all:
            return self.number[[place]]
        ground = self.acceptance.ground
        levels = self.packages.levels[place]
        return alike(ground.terms, levels, own_tables(ground), self.fixed)

    @cached_property
    def points(self) -> Points:
        """Nash, Kalai–Smorodinsky and the others, over means of W against going on."""
        week = self.acceptance.week
        return points(self.signing.worth.T, week.going_on)


def search(
    acceptance: Acceptance,
    share: float = HALF,
    fixed: Mapping[str, str] | None = None,
    most: int = MOST,
) -> Found:
    """Packages that every side would sign in at least this share of the wars going on.

    fixed  issue → level that packages must hold. Raises ValueError for a wrong name.
    """
    ground = acceptance.ground
    needed = need(acceptance, share)
    levels = candidates(needed, fixed, most)
    how: How = "listed"
    settled = ground.compiled.settled
    if levels is None:
        levels, how = _merged(ground, fixed), "merged"
    put_back = levels is settled.levels
    exact, valued, signed = True, [], []
    for at in range(0, max(len(levels), 1), CHUNK):
        packages = ground.valued(levels[at : at + CHUNK])
        if how == "merged" and not put_back:
            exact = exact and not _may_hide(needed, packages)
        packages = packages.only(needed.met(packages.worth.units))
        signing = acceptance.of(packages, share)
        able = signing.everybody >= share
        valued.append(packages.only(able))
        signed.append(signing.only(able))
    found = Valued.joined(valued)
    return Found(
        acceptance,
        ground.listing.numbers(found.levels),
        found,
        Signing.joined(signed),
        share,
        len(ground.listing),
        len(levels),
        how,
        exact,
        dict(fixed or {}),
        how == "merged",
    )


def spelled_out(found: Found, places: Ints | None = None) -> Found:
    """Packages found, or some, and with them all others of the same value and other words."""
    some = found if places is None else found.only(places)
    if not found.one_for_all or not len(some):
        return some
    acceptance = found.acceptance
    number = np.unique(np.concatenate([some.alike(k) for k in range(len(some))]))
    packages = acceptance.ground.valued(acceptance.ground.listing.levels(number))
    signing = acceptance.of(packages, found.share)
    told = replace(some, number=number, packages=packages, signing=signing, one_for_all=False)
    return told.only(signing.everybody >= found.share)


def _may_hide(needed: Need, packages: Valued) -> bool:
    """Whether merging may have dropped, behind one of these, a package that can be signed.

    Only behind one whose breach somebody would wish for; and what it hides delivers and looks no
    better, so where the bounds rule this one out they rule out what it hides as well. A fate that
    falls with a better look makes merging itself lossy.
    """
    if (needed.acceptance.ground.game.leaders.fate_slope < 0.0).any():
        return True
    wished = np.flatnonzero(wished_broken(needed.acceptance.ground, packages))
    if not len(wished):
        return False
    some = packages.only(wished)
    kept = needed.kept(some.worth.renewed[:, :, some.worth.start])
    return bool(needed.possible(some.values.actual, some.values.apparent, kept).any())


def _merged(ground: Ground, fixed: Mapping[str, str] | None) -> Levels:
    """Packages that stand for all: those of the game, or merged anew where more is asked."""
    settled = ground.compiled.settled
    tables = own_tables(ground)
    if not fixed and not tables:
        return settled.levels
    walk, _ = restricted(ground.terms, in_merging_order(ground.terms), fixed)
    return ground.listing.levels(merge(walk, ground.listing, tables))


def nearest(acceptance: Acceptance, fixed: Mapping[str, str] | None = None) -> Found:
    """The packages nearest to being signed, nearest first; for weeks in which none is.

    Nearest: every audience ratifies, in at least half of the wars going on, and the party that
    gains least loses least. Of the packages the game is played over: whatever merging left out is
    nowhere better for anybody.
    """
    ground = acceptance.ground
    settled = ground.compiled.settled
    able = np.ones(len(settled), dtype=np.bool_)
    for name, level in (fixed or {}).items():
        j = [issue.name for issue in ground.terms.issues].index(name)
        able &= settled.levels[:, j] == ground.terms.issues[j].levels.index(level)
    places = np.flatnonzero(able)
    packages = Valued(
        settled.levels[places], ground.compiled.settled.values.only(places), ground.own.only(places)
    )
    signing = acceptance.of(packages)
    vetoes = ground.game.veto[0]
    least = signing.margin[vetoes].min(axis=0)
    order = np.lexsort((-least, signing.ratifies < HALF))
    found = Found(
        acceptance, settled.number[places], packages, signing, 0.0, len(ground.listing),
        len(places), "listed",
    )  # fmt: skip
    return found.only(order)


@dataclass(frozen=True, eq=False)
class Front:
    """Of the packages found, those that no other betters on the yardsticks chosen.

    places  (n,) in the packages found; values (n, Y) of the yardsticks
    """

    found: Found
    yardsticks: list[Yardstick]
    places: Ints
    values: Floats


def front(found: Found, yardsticks: list[Yardstick]) -> Front:
    """The Pareto-optimal packages on two to four yardsticks; equal ones are all kept.

    Raises ValueError for a number of yardsticks out of range, or one that has no value this week.
    """
    if not 2 <= len(yardsticks) <= 4:
        raise ValueError(f"{len(yardsticks)} yardsticks are asked for; two to four can be used")
    columns = [one.sign * found.values(one) for one in yardsticks]
    for one, column in zip(yardsticks, columns, strict=True):
        if np.isnan(column).any():
            raise ValueError(f"`{one.key}` has no value in week {found.acceptance.number}")
    signed = np.stack(columns, axis=1) if len(found) else np.zeros((0, len(yardsticks)))
    units = np.rint(signed * 1e9).astype(np.int64)
    places = np.flatnonzero(frontier(units)) if len(found) else np.zeros(0, dtype=np.int64)
    signs = np.array([one.sign for one in yardsticks])
    return Front(found, yardsticks, places, signed[places] * signs)


def as_found(found: Found, yardsticks: list[Yardstick]) -> Front:
    """All packages found, none dropped, on these yardsticks; NaN where one has no value."""
    columns = [found.values(one) for one in yardsticks]
    return Front(found, yardsticks, np.arange(len(found)), np.stack(columns, axis=1))

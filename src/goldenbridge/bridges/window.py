"""The window, week by week: is a deal within reach, who blocks it, and which term is in the way.

Reach, blockers and prices are those of `forecast.consent` (model, section 6). The nearest package
of a week is, among those that every audience ratifies on average, the one whose worst shortfall
max_j (C_j − W_j) over veto parties is least, on average over the wars still going on. For each side
that it lacks, the term in the way is the one whose change alone would win that side at the least
cost to the others; where none would, the one whose change helps the side most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from goldenbridge.bridges.acceptance import HALF, Acceptance, Signing
from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.forecast.consent import Consent
from goldenbridge.game.game import Floats
from goldenbridge.kernels.bargain import SLACK
from goldenbridge.settlements.enumerate import OUT, Levels


@dataclass(frozen=True, slots=True)
class Change:
    """One term of the nearest package, changed for a side that it lacks.

    wins    whether that side would then sign and its audience ratify
    margin  by party with a veto: W − C after the change; lacks: who would then not sign
    """

    side: str
    issue: str
    before: str
    after: str
    wins: bool
    margin: Mapping[str, float]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest package of a week.

    everybody   share of the wars still going on in which every side would sign it
    margin      by party with a veto: mean of W − C
    lacks       veto parties that would not sign, `unratified` audiences that would not ratify
    in_the_way  for each side lacking, the term in the way; empty where every side could sign
    """

    terms: Mapping[str, str]
    everybody: float
    margin: Mapping[str, float]
    lacks: tuple[str, ...]
    unratified: tuple[str, ...]
    in_the_way: tuple[Change, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A package through the weeks: (weeks,) each; NaN or empty where no war is left.

    everybody  share of the wars still going on in which every side would sign
    lacks      who would not sign or not ratify in at least half of them
    """

    key: str
    everybody: Floats
    lacks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Weeks t = 0 … shown − 1; shares are of the wars still going on, NaN where none is.

    at_war   (weeks,) chance that the war still goes on
    reach    (weeks,) share with a deal within reach, whoever proposes
    blocked  by party (weeks,): share that this party's consent alone would open; parts overlap
    price    by party (weeks,): what that consent would cost it on average; NaN where not blocked
    nobody   (weeks,) share that no single consent would open
    nearest  by week, for the weeks asked about
    strips   packages known by name, through the weeks
    """

    at_war: Floats
    reach: Floats
    blocked: Mapping[str, Floats]
    price: Mapping[str, Floats]
    nobody: Floats
    nearest: Mapping[int, Nearest]
    strips: tuple[Strip, ...]


def window(ground: Ground, consent: Consent, weeks: Iterable[int]) -> Window:
    """The window of a conflict; the nearest package is looked for in these weeks only."""
    forward = ground.forward
    shown = ground.game.shown
    war = forward.at_war[:shown]

    def share(mass: Floats, of: Floats = war) -> Floats:
        return np.asarray(np.divide(mass, of, out=np.full(shown, np.nan), where=of > 0))

    acceptances = {t: Acceptance(ground, t) for t in range(shown) if war[t] > 0}
    names = ground.parties
    return Window(
        at_war=war,
        reach=share(forward.reach),
        blocked={name: share(consent.blocked[j]) for j, name in enumerate(names)},
        price={name: share(consent.price[j], consent.blocked[j]) for j, name in enumerate(names)},
        nobody=share(consent.nobody),
        nearest={t: nearest(acceptances[t]) for t in weeks if t in acceptances},
        strips=strips(ground, acceptances),
    )


def strips(ground: Ground, acceptances: Mapping[int, Acceptance]) -> tuple[Strip, ...]:
    """Every package known by name, through the weeks."""
    named = ground.compiled.scenario.document.packages
    keys = [key for key in named if ground.compiled.named.get(key) is not None]
    if not keys:
        return ()
    packages = ground.valued([ground.positions(named[key].terms) for key in keys])
    signings = {t: acceptance.of(packages) for t, acceptance in acceptances.items()}
    return tuple(_strip(ground, acceptances, signings, key, k) for k, key in enumerate(keys))


def _strip(
    ground: Ground,
    acceptances: Mapping[int, Acceptance],
    signings: Mapping[int, Signing],
    key: str,
    k: int,
) -> Strip:
    everybody = np.full(ground.game.shown, np.nan)
    lacks: list[tuple[str, ...]] = [()] * ground.game.shown
    for t, signing in signings.items():
        everybody[t] = signing.everybody[k]
        unwilling, unratified = acceptances[t].lacking(signing, k)
        lacks[t] = tuple(dict.fromkeys([*unwilling, *unratified]))
    return Strip(key, everybody, tuple(lacks))


def nearest(acceptance: Acceptance) -> Nearest:
    """The nearest package of a week, and the term that is in its way."""
    ground = acceptance.ground
    levels = ground.compiled.settled.levels[_nearest(acceptance)]
    package = ground.valued(levels)
    signing = acceptance.of(package)
    unwilling, unratified = acceptance.lacking(signing, 0)
    open_ = bool(signing.everybody[0] >= HALF)
    return Nearest(
        terms=_terms(ground, levels),
        everybody=float(signing.everybody[0]),
        margin=_margins(ground, signing, 0),
        lacks=tuple(unwilling),
        unratified=tuple(unratified),
        in_the_way=() if open_ else in_the_way(acceptance, package, [*unwilling, *unratified]),
    )


def _nearest(acceptance: Acceptance) -> int:
    """Number of the nearest package among those that the game is played over."""
    ground = acceptance.ground
    game, worth = ground.game, ground.solution.worth
    short = acceptance.week.going_on[:, None] - acceptance.mean(worth.units) / 1e9
    worst = short[np.flatnonzero(game.veto[0])].max(axis=0)
    passing = (_credit(acceptance) >= acceptance.needs[:, None] - SLACK).all(axis=0)
    if passing.any():
        worst = np.where(passing, worst, np.inf)
    return int(worst.argmin())


def _credit(acceptance: Acceptance) -> Floats:
    """(P, N) mean credit at home of all packages of the game."""
    packages = acceptance.ground.game.bare.packages
    spin = packages.apparent - packages.actual
    credit = acceptance.norm[:, None] * np.maximum(spin, 0.0) - np.maximum(-spin, 0.0)
    return np.asarray(packages.actual + credit)


def in_the_way(
    acceptance: Acceptance, package: Valued, lacking: Iterable[str]
) -> tuple[Change, ...]:
    """For each side lacking, the single change of a term that wins it, or helps it most."""
    ground, here = acceptance.ground, package.levels[0]
    others = _neighbours(ground, here)
    if not len(others):
        return ()
    changed = ground.valued(others)
    signing = acceptance.of(changed)
    at_home = acceptance.credited(changed) - acceptance.needs[:, None]
    vetoes = np.flatnonzero(ground.game.veto[0])
    found = []
    for side in dict.fromkeys(lacking):
        j = ground.parties.index(side)
        wins = signing.passes[j] >= HALF
        if j in vetoes:
            wins &= signing.accepts[j] >= HALF
        if wins.any():
            rest = signing.margin[[i for i in vetoes if i != j] or vetoes].min(axis=0)
            k = int(np.where(wins, rest, -np.inf).argmax())
        else:
            own = signing.margin[j] if j in vetoes else np.full(len(others), np.inf)
            k = int(np.minimum(own, at_home[j]).argmax())
        found.append(_change(acceptance, signing, side, here, others, k, bool(wins[k])))
    return tuple(found)


def _change(
    acceptance: Acceptance,
    signing: Signing,
    side: str,
    here: Levels,
    others: Levels,
    k: int,
    wins: bool,
) -> Change:
    ground = acceptance.ground
    at = int(np.flatnonzero(others[k] != here)[0])
    issue = ground.terms.issues[at]
    left = acceptance.lacking(signing, k)
    return Change(
        side=side,
        issue=issue.name,
        before=issue.levels[here[at]],
        after=issue.levels[others[k, at]],
        wins=wins,
        margin=_margins(ground, signing, k),
        lacks=tuple(dict.fromkeys([*left[0], *left[1]])),
    )


def _neighbours(ground: Ground, here: Levels) -> Levels:
    """(N, J) all packages that differ by one term and are not excluded."""
    rows = []
    for j, size in enumerate(ground.terms.sizes):
        for level in range(size):
            if level != here[j]:
                row = here.copy()
                row[j] = level
                rows.append(row)
    if not rows:
        return np.zeros((0, len(here)), dtype=np.uint8)
    found = np.array(rows, dtype=np.uint8)
    return np.asarray(found[ground.listing.numbers(found) != OUT])


def _terms(ground: Ground, levels: Levels) -> dict[str, str]:
    names = ground.terms.names(levels.tolist())
    return {issue.name: name for issue, name in zip(ground.terms.issues, names, strict=True)}


def _margins(ground: Ground, signing: Signing, k: int) -> dict[str, float]:
    vetoes = np.flatnonzero(ground.game.veto[0])
    return {ground.parties[j]: float(signing.margin[j, k]) for j in vetoes}

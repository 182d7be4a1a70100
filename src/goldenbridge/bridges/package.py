"""One package in full: for each side, each term, the peace and the words. Model, sections 3 to 6.

Everything is a mean over the wars still going on in the week asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from goldenbridge.bridges.acceptance import Acceptance, Signing
from goldenbridge.bridges.going_on import GoingOn, going_on
from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.bridges.onlookers import Onlooking, onlookers
from goldenbridge.bridges.toll import DEATHS, deaths_after, deaths_before
from goldenbridge.bridges.yardsticks import broken, stays
from goldenbridge.game.game import Floats
from goldenbridge.kernels.payoff import SLACK
from goldenbridge.scenario.number import Number
from goldenbridge.settlements.issues import NONE, Issue, Terms
from goldenbridge.settlements.values import honours, values

WEEKS = 104
"""Two years: up to there deaths in a new war are also told apart."""


@dataclass(frozen=True, slots=True)
class Step:
    """A legal step at home; weeks from signature, at least and at most."""

    text: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Side:
    """What the package is to one party; shares of 0 to 1.

    spin       appearance − substance; credited: a_i, with what the face track leaves of the spin
    accepts    share of the wars in which it would accept; margin: W − C; worth: W
    needs      least credit that passes at home, None without an audience; passes: share that does
    stays      chance that its leader stays, None without one
    gains      R − penalty − H: what breaking the peace would bring it; breaks: share of the wars in
               which that is more than nothing; penalty: what it would pay
    """

    party: str
    veto: bool
    substance: float
    appearance: float
    credited: float
    accepts: float
    margin: float
    worth: float
    going_on: float
    needs: float | None
    passes: float
    steps: tuple[Step, ...]
    stays: float | None
    gains: float | None
    breaks: float
    penalty: float

    @property
    def spin(self) -> float:
        """The part that is wording; below 0 it looks worse than it is."""
        return self.appearance - self.substance


@dataclass(frozen=True, slots=True)
class Term:
    """One term: whether it is kept, and what then. Values by party, weighted, 0 to 1.

    low, high   range of `honour` as far as the issue's own number has one
    fallback    level that replaces it where it is not kept, None where that cannot be
    held_by     whose hands it lies in, empty: the signatories'; backed_by: levels that add to it
    kept, after what it is worth to each party if kept, and if not
    looks       how it looks in public, secrecy in
    gain_now, cost_later   of its wording: flattering spin credited at home; what it may lose
    secret      chance of a leak; price: what a leak takes from each party's look; None if open
    """

    issue: str
    level: str
    honour: float
    low: float
    high: float
    fallback: str | None
    held_by: str
    backed_by: tuple[str, ...]
    kept: dict[str, float]
    after: dict[str, float]
    looks: dict[str, float]
    gain_now: dict[str, float]
    cost_later: dict[str, float]
    leak: float | None
    price: dict[str, float]
    secret_gain: dict[str, float]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One other level of one issue with which nobody would gain by breaking the peace."""

    issue: str
    level: str
    durability: float
    everybody: float


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths expected from now on, if it is signed in the week asked about.

    before  until it is signed; after: in a new war where the peace breaks, until its end
    after_within_104w   of these, up to 104 weeks from now
    """

    before: float
    after: float
    after_within_104w: float


@dataclass(frozen=True, eq=False)
class Whole:
    """One package in full; the parts that take longer are worked out when they are asked for."""

    acceptance: Acceptance
    packages: Valued
    signing: Signing

    @property
    def ground(self) -> Ground:
        """The solved conflict."""
        return self.acceptance.ground

    @cached_property
    def chosen(self) -> dict[str, str]:
        """Issue → level."""
        return self.ground.words(self.packages.levels[0])

    @property
    def signable(self) -> bool:
        """Whether every side could sign it."""
        return bool(self.signing.signable[0])

    @property
    def everybody(self) -> float:
        """Share of the wars in which every side signs."""
        return float(self.signing.everybody[0])

    @cached_property
    def durability(self) -> float:
        """Chance that the peace still stands after five years."""
        return 1.0 - float(broken(self.acceptance, self.packages)[0])

    @property
    def kept(self) -> float:
        """Chance that every term is kept."""
        return float(self.packages.values.kept[0])

    @cached_property
    def deaths(self) -> Deaths | None:
        """Deaths expected from now on; None where none are counted."""
        if DEATHS not in self.ground.game.rate_names:
            return None
        calendar = self.ground.compiled.scenario.document.calendar
        soon = WEEKS * (1 if calendar.period == "week" else 7)
        return Deaths(
            before=deaths_before(self.acceptance),
            after=float(deaths_after(self.acceptance, self.packages)[0]),
            after_within_104w=float(deaths_after(self.acceptance, self.packages, soon)[0]),
        )

    @cached_property
    def sides(self) -> dict[str, Side]:
        """By party."""
        return {party: self._side(i, party) for i, party in enumerate(self.ground.parties)}

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """In the order of the issues."""
        chosen = self.packages.levels.T.astype(np.int64)
        kept = [float(x[0]) for x in honours(self.ground.terms, np.ascontiguousarray(chosen))]
        return tuple(self._term(j, kept[j]) for j in range(len(kept)))

    @cached_property
    def onlookers(self) -> dict[str, Onlooking]:
        """Outside coalitions: what it is to them, and how it looks to their public."""
        return onlookers(self.ground, self.packages.levels)

    @cached_property
    def why(self) -> dict[str, list[GoingOn]]:
        """By party: what it expects from going on, as it sees it, as others do, and in truth."""
        count = self.ground.game.parties
        views = {i: [i, *(j for j in range(count) if j != i), count] for i in range(count)}
        return {
            party: [going_on(self.acceptance, i, believer) for believer in views[i]]
            for i, party in enumerate(self.ground.parties)
        }

    @cached_property
    def remedies(self) -> tuple[Remedy, ...]:
        """Single changes after which nobody gains by breaking; empty where nobody does now."""
        if not any(side.breaks > 0 for side in self.sides.values()):
            return ()
        terms = self.ground.terms
        rows, names = [], []
        for j, issue in enumerate(terms.issues):
            for level in range(len(issue.levels)):
                changed = self.packages.levels[0].copy()
                changed[j] = level
                same = level == self.packages.levels[0, j]
                if not same and self.ground.listing.numbers([changed])[0] >= 0:
                    rows.append(changed)
                    names.append((issue.name, issue.levels[level]))
        if not rows:
            return ()
        packages = self.ground.valued(np.stack(rows))
        parties = range(self.ground.game.parties)
        gaining = np.max([self._breaks(packages, i) for i in parties], axis=0)
        lasting = 1.0 - broken(self.acceptance, packages)
        signing = self.acceptance.of(packages)
        found = [
            Remedy(*names[k], float(lasting[k]), float(signing.everybody[k]))
            for k in np.flatnonzero(gaining <= 0)
        ]
        return tuple(sorted(found, key=lambda one: (-one.everybody, -one.durability)))

    def _breaks(self, packages: Valued, i: int) -> Floats:
        """(N,) share of the wars in which party i gains by breaking the peace."""
        return self.acceptance.mean((self._gains(packages, i) > SLACK).astype(np.float64))

    def _gains(self, packages: Valued, i: int) -> Floats:
        """(M, F, N) R − penalty − H of party i, −inf where it cannot break."""
        game, worth = self.ground.game, packages.worth
        if game.new_war is None:
            return np.full((*worth.row_of.shape[:2], len(packages)), -np.inf)
        renewed = worth.renewed[:, i, worth.start] - packages.values.penalty[i]
        gains = renewed[:, None, :] - worth.rows[worth.row_of[:, :, i]]
        return np.where(game.can_break[:, i, None, None], gains, -np.inf)

    def _side(self, i: int, party: str) -> Side:
        acceptance, signing, numbers = self.acceptance, self.signing, self.packages.values
        given = self.ground.compiled.scenario.document.parties[party]
        gains = float(acceptance.mean(self._gains(self.packages, i))[0])
        needs = float(acceptance.needs[i])
        leads = given.leader is not None
        stay = float(stays(acceptance, self.packages, i)[0]) if leads else float("nan")
        steps = given.audience.steps if given.audience is not None else ()
        return Side(
            party=party,
            veto=bool(self.ground.game.veto[0, i]),
            substance=float(numbers.actual[i, 0]),
            appearance=float(numbers.apparent[i, 0]),
            credited=float(acceptance.credited(self.packages)[i, 0]),
            accepts=float(signing.accepts[i, 0]),
            margin=float(signing.margin[i, 0]),
            worth=float(signing.worth[i, 0]),
            going_on=float(acceptance.week.going_on[i]),
            needs=needs if np.isfinite(needs) else None,
            passes=float(signing.passes[i, 0]),
            steps=tuple(Step(s.text, s.weeks.points[0], s.weeks.points[-1]) for s in steps),
            stays=None if np.isnan(stay) else stay,
            gains=gains if np.isfinite(gains) else None,
            breaks=float(self._breaks(self.packages, i)[0]),
            penalty=float(numbers.penalty[i, 0]),
        )

    def _term(self, j: int, honour: float) -> Term:
        ground = self.ground
        issue, level = ground.terms.issues[j], int(self.packages.levels[0, j])
        fallback = issue.fallback
        given = ground.compiled.scenario.document
        low, high = _range(given.honour.get(issue.name), honour, issue.honour)
        may_fail = fallback not in (NONE, level) and honour < 1.0
        worth = issue.weights[:, None] * issue.actual
        looks = issue.weights * issue.shown[:, level]
        after = worth[:, fallback] if fallback != NONE else worth[:, level]
        open_look = issue.weights * issue.apparent[:, level]
        spin = np.maximum(looks - worth[:, level], 0.0) * self.acceptance.norm
        later = (1.0 - honour) * np.maximum(worth[:, level] - after, 0.0)
        secret = bool(issue.secret[level])
        return Term(
            issue=issue.name,
            level=issue.levels[level],
            honour=honour,
            low=low if may_fail else honour,
            high=high if may_fail else honour,
            fallback=issue.levels[fallback] if may_fail else None,
            held_by=given.issues[issue.name].in_hands_of,
            backed_by=self._backed_by(j),
            kept=self._by_party(worth[:, level]),
            after=self._by_party(after),
            looks=self._by_party(looks),
            gain_now=self._by_party(spin),
            cost_later=self._by_party(later),
            leak=float(issue.leak[level]) if secret else None,
            price=self._by_party(_hidden(issue, level) - open_look) if secret else {},
            secret_gain=self._by_party(self._against_open(j, level)) if secret else {},
        )

    def _against_open(self, j: int, level: int) -> Floats:
        """(P,) mean W with the level kept secret as it is, less W were it certain to come out."""
        terms = self.ground.terms
        issue = terms.issues[j]
        leak = issue.leak.copy()
        leak[level] = 1.0
        issues = (*terms.issues[:j], replace(issue, leak=leak), *terms.issues[j + 1 :])
        public = values(Terms(issues, terms.excluded, terms.lapse), self.packages.levels)
        packages = Valued(self.packages.levels, public, self.ground.worth(public))
        return np.asarray(self.signing.worth[:, 0] - self.acceptance.of(packages).worth[:, 0])

    def _backed_by(self, j: int) -> tuple[str, ...]:
        """Other levels chosen that add to the honour of issue j."""
        found = []
        for other, level in zip(self.ground.terms.issues, self.packages.levels[0], strict=True):
            if other is not self.ground.terms.issues[j] and other.adds_honour[level, j] > 0.0:
                found.append(f"{other.name}={other.levels[level]}")
        return tuple(found)

    def _by_party(self, numbers: Floats) -> dict[str, float]:
        return dict(zip(self.ground.parties, map(float, numbers), strict=True))


def _hidden(issue: Issue, level: int) -> Floats:
    """(P,) weighted look of a secret level while the secret holds."""
    kept = replace(issue, leak=np.where(issue.secret, 0.0, np.nan))
    return np.asarray(issue.weights * kept.shown[:, level])


def _range(given: Number | None, honour: float, base: float) -> tuple[float, float]:
    """The honour with its base at the low and at the high end of its range."""
    if given is None:
        return honour, honour
    low, high = (min(max(honour + x - base, 0.0), 1.0) for x in (given.points[0], given.points[-1]))
    return low, high


def whole(acceptance: Acceptance, chosen: Mapping[str, str]) -> Whole:
    """One package in full. Raises ValueError for wrong names or an excluded combination."""
    ground = acceptance.ground
    levels = np.array([ground.positions(chosen)], dtype=np.uint8)
    if ground.listing.numbers(levels)[0] < 0:
        raise ValueError(f"the scenario excludes this combination{_why(ground, chosen)}")
    packages = ground.valued(levels)
    return Whole(acceptance, packages, acceptance.of(packages))


def _why(ground: Ground, chosen: Mapping[str, str]) -> str:
    for exclusion in ground.compiled.scenario.document.exclusions:
        hits = [
            chosen[issue] in ((level,) if isinstance(level, str) else level)
            for issue, level in exclusion.terms.items()
        ]
        if all(hits):
            told = ", ".join(f"{issue}={chosen[issue]}" for issue in exclusion.terms)
            return f": {told}" + (f" ({exclusion.why})" if exclusion.why else "")
    return ""

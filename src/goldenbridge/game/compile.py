"""From words to numbers: a scenario compiled into a bare game. The one door between the two."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from goldenbridge.game import bare
from goldenbridge.game.compile_parties import floats, form, party
from goldenbridge.game.compile_terms import endings, peace, terms
from goldenbridge.game.refuse import amounts, refusals
from goldenbridge.scenario.bounds import surely_sound
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.problems import Problem, ScenarioError
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.scenario.starting import Where, starting
from goldenbridge.scenario.tracks import Contest, Strength, Track
from goldenbridge.scenario.warn import Warned, warnings
from goldenbridge.settlements.merge import LIMIT, Packages, packages

RISK = "risk."
"""Risks are rates of the bare game under `risk.NAME`: chances that add up while the war goes on."""


@dataclass(frozen=True, eq=False)
class Compiled:
    """A bare game and what reports need beside it.

    bare      the game in numbers
    scenario  the words: names, texts, sources (with the values that a named start sets)
    settled   the packages the game is played over, as `settlements` holds them
    named     id of a named package → its number in `bare.packages`
    where     the state and the day at which period 0 starts
    given     the scenario as it was given, before a named start set its values
    whole     the packages are as they were compiled; False: others took their place
    """

    bare: bare.BareGame
    scenario: Scenario
    settled: Packages
    named: Mapping[str, int]
    where: Where
    given: Scenario
    whole: bool = True

    @cached_property
    def hash(self) -> str:
        """Hash of everything that went in, 64 hex digits."""
        if not self.where.label:
            return self.given.hash
        return hashlib.sha256(f"{self.given.hash} {self.where.label}".encode()).hexdigest()

    @property
    def warned(self) -> tuple[Warned, ...]:
        """Places where the author should look twice."""
        return tuple(warnings(self.scenario))

    def terms(self, package: int) -> dict[str, str]:
        """The terms of a package of the game: issue id → level id."""
        chosen = self.settled.terms.names(self.settled.levels[package].tolist())
        return dict(zip(self.scenario.document.issues, chosen, strict=True))

    def date_of(self, period: int) -> date:
        """The day on which a period starts."""
        return self.where.day + timedelta(days=self.scenario.document.calendar.days * period)

    def with_packages(self, settled: Packages) -> Compiled:
        """The same game played over other packages of the same terms, as after `put_back`."""
        game = replace(self.bare, packages=_bare_packages(settled))
        named = _named(self.scenario.document, settled)
        return replace(self, bare=game, settled=settled, named=named, whole=False)


def compile_bare(
    scenario: Scenario,
    *,
    start: str | None = None,
    from_week: float | None = None,
    state: Mapping[str, float] | None = None,
    limit: int = LIMIT,
    like: Compiled | None = None,
) -> Compiled:
    """Compile a scenario; see `starting` for the first three options.

    limit  more combinations of terms than this are merged issue by issue
    like   another scenario compiled here: its packages stand where they would come out the same,
           bit for bit
    Raises ScenarioError where the scenario and its start do not make a game.
    """
    given = scenario
    scenario, where = starting(scenario, start=start, from_week=from_week, state=state)
    document = scenario.document
    if problems := state_problems(scenario, where):
        raise ScenarioError(problems, scenario.file)
    settled = _packages(document, limit, like)
    world = compile_world(document, where, [(a, d) for a, d in settled.classes.tolist()])
    if like is not None and settled is like.settled:
        made, named = like.bare.packages, like.named
    else:
        made, named = _bare_packages(settled), _named(document, settled)
    return Compiled(
        bare=replace(world, packages=made),
        scenario=scenario,
        settled=settled,
        named=named,
        where=where,
        given=given,
    )


def state_problems(scenario: Scenario, where: Where | None = None) -> list[Problem]:
    """What fails in some state, with field, line and the worst state; empty if nothing does."""
    if surely_sound(scenario.document):
        return []
    world = compile_world(scenario.document, where or starting(scenario)[1])
    found = [*refusals(world), *amounts(world, RISK)]
    return [Problem(_path(r.path), r.what, r.right, scenario.line(_path(r.path))) for r in found]


def _path(path: str) -> str:
    """Where a rate of the bare game stands in a scenario."""
    if path == "rates.deaths":
        return "deaths.per_period"
    block, _, rest = path.partition(".")
    if block == "risks":
        return f"{path}.per_period"
    return f"harms.{rest}.per_period" if block == "rates" else path


def compile_world(
    document: Document, where: Where, classes: list[tuple[float, float]] | None = None
) -> bare.BareGame:
    """Everything but the packages, of which it holds none."""
    front = next(name for name, track in document.tracks.items() if track.front)
    return bare.BareGame(
        shown=document.calendar.shown,
        solved=document.calendar.periods,
        levers={name: float(lever.value) for name, lever in document.levers.items()},
        tracks=tuple(_track(name, track) for name, track in document.tracks.items()),
        front=front,
        start=tuple(where.levels[name] for name in document.tracks),
        parties=tuple(party(name, document) for name in document.parties),
        endings=endings(document),
        talks=form(document.talks.chance),
        recognition=_recognition(document),
        mediator_ranks_by=document.talks.mediator.ranks_by,
        rates=_rates(document),
        packages=_no_packages(len(document.parties)),
        peace=peace(document, classes or [(1.0, 1.0)]),
    )


def _track(name: str, track: Track) -> bare.Track:
    ends = bare.Ends(track.ends.top, track.ends.bottom)
    if isinstance(track, Contest):
        sides = bare.Sides(_strength(track.strength.attacker), _strength(track.strength.defender))
        tempo, decisiveness = float(track.tempo), float(track.decisiveness)
        return bare.Contest(name, track.levels, tempo, decisiveness, sides, ends)
    return bare.Drift(name, track.levels, form(track.up), form(track.down), ends)


def _strength(given: Strength) -> bare.Strength:
    return bare.Strength(float(given.base), floats(given.tracks), floats(given.levers))


def _recognition(document: Document) -> tuple[tuple[float, ...], ...]:
    """Chances to propose, the mediator's last; scaled so that each row adds to 1 exactly enough."""
    rows = []
    for row in document.talks.proposers:
        given = floats(row)
        whole = sum(given.values())
        rows.append(tuple(given.get(who, 0.0) / whole for who in (*document.parties, "mediator")))
    return tuple(rows)


def _rates(document: Document) -> dict[str, bare.LinearForm]:
    rates = {} if document.deaths is None else {"deaths": form(document.deaths.per_period)}
    rates |= {name: form(harm.per_period) for name, harm in document.harms.items()}
    return rates | {RISK + name: form(risk.per_period) for name, risk in document.risks.items()}


def _packages(document: Document, limit: int, like: Compiled | None) -> Packages:
    """The packages, merged where they are many and no fate falls with a better look."""
    stated = terms(document)
    named = [stated.positions(package.terms) for package in document.packages.values()]
    grouped, monotone = document.peace is not None, _monotone(document)
    merged = monotone and stated.combinations > limit
    if (
        like is not None
        and like.whole
        and _named_terms(document) == _named_terms(like.scenario.document)
    ):
        known = like.settled
        if (merged, grouped) == (known.merged, known.grouped) and stated.same_as(known.terms):
            return known
    try:
        found = packages(stated, grouped=grouped, monotone=monotone, named=named, limit=limit)
    except (ValueError, MemoryError) as error:
        raise ScenarioError([Problem("issues", f"{error}.".capitalize())]) from None
    if len(found) == 0:
        what = "The exclusions leave no package at all."
        raise ScenarioError([Problem("exclusions", what, "Remove one of them.")])
    return found


def _named_terms(document: Document) -> dict[str, object]:
    """What is said of the packages that are always kept."""
    return {key: dict(package.terms) for key, package in document.packages.items()}


def _monotone(document: Document) -> bool:
    """Whether no leader of any phase has a fate that falls as an ending looks better."""
    fates = [party.leader.fate for party in document.parties.values() if party.leader]
    for party_ in document.parties.values():
        for successor in party_.successors.values():
            if successor.leader is not None and successor.leader.fate is not None:
                fates.append(successor.leader.fate)
    return all(float(fate.slope) >= 0 for fate in fates)


def _bare_packages(settled: Packages) -> bare.Packages:
    values = settled.values
    return bare.Packages(
        actual=values.actual,
        apparent=values.apparent,
        kept=values.kept,
        security=values.security,
        front=values.front,
        penalty=values.penalty,
        lapse=values.lapse,
        delivered=values.delivered,
        levels=settled.terms.all_names(settled.levels),
    )


def _no_packages(parties: int) -> bare.Packages:
    rows, none = np.zeros((parties, 0)), np.zeros(0, dtype=np.int64)
    return bare.Packages(rows, rows, np.zeros(0), none, none, rows, np.zeros(0))


def _named(document: Document, settled: Packages) -> dict[str, int]:
    found = {}
    for key, package in document.packages.items():
        place = settled.find(settled.terms.positions(package.terms))
        if place is not None:
            found[key] = place
    return found

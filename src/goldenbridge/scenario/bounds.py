"""A quick bound: whether drifts, contests, risks and amounts can fail in any state at all.

Each linear form is bounded by its parts, each taken at its worst on its own. Where even that holds
in every belief, no state needs to be looked at; where it does not, `game.refuse` looks at them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.scenario.beliefs import Belief
from goldenbridge.scenario.block import LinearForm
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.tracks import Contest, Drift, Strength


def surely_sound(document: Document) -> bool:
    """True if no state can be refused; False if that must be looked at state by state."""
    beliefs = list(_beliefs(document))
    for name, track in document.tracks.items():
        if isinstance(track, Drift):
            ups, downs = _largest_factors(name, beliefs)
            up, down = _most(track.up, document) * ups, _most(track.down, document) * downs
            if min(max(up, 0), 1) + min(max(down, 0), 1) > 1:
                return False
        elif not _some_strength(name, track, beliefs, document):
            return False
    risks = [risk.per_period for risk in document.risks.values()]
    rates = [harm.per_period for harm in document.harms.values()]
    if document.deaths is not None:
        rates.append(document.deaths.per_period)
    return all(_least(form, document) >= 0 for form in risks + rates) and all(
        _most(form, document) <= 1 for form in risks
    )


def _beliefs(document: Document) -> Iterator[Belief]:
    yield from document.beliefs.values()
    for party in document.parties.values():
        for successor in party.successors.values():
            if successor.beliefs is not None:
                yield successor.beliefs


def _fixed(form: LinearForm, document: Document) -> float:
    levers = document.levers
    return float(form.constant) + sum(
        float(c) * float(levers[n].value) for n, c in form.levers.items()
    )


def _most(form: LinearForm, document: Document) -> float:
    return _fixed(form, document) + sum(max(float(c), 0) for c in form.tracks.values())


def _least(form: LinearForm, document: Document) -> float:
    return _fixed(form, document) + sum(min(float(c), 0) for c in form.tracks.values())


def _largest_factors(track: str, beliefs: list[Belief]) -> tuple[float, float]:
    up = down = 1.0
    for belief in beliefs:
        if (single := belief.tracks.get(track)) is not None:
            up = max(up, 1.0 if single.up is None else float(single.up))
            down = max(down, 1.0 if single.down is None else float(single.down))
    return up, down


def _some_strength(name: str, track: Contest, beliefs: list[Belief], document: Document) -> bool:
    """Whether one side always has some strength and nobody believes that it has none."""
    for belief in beliefs:
        single = belief.tracks.get(name)
        factors = [belief.strength, belief.rival_strength]
        factors += [single.strength, single.rival_strength] if single else []
        if any(factor is not None and float(factor) <= 0 for factor in factors):
            return False
    sides = (track.strength.attacker, track.strength.defender)
    return any(_least_strength(strength, document) > 0 for strength in sides)


def _least_strength(strength: Strength, document: Document) -> float:
    worth = float(strength.base)
    for c in strength.tracks.values():
        worth *= 1 - float(c)
    for lever, c in strength.levers.items():
        worth *= 1 + float(c) * float(document.levers[lever].value)
    return worth

"""Issues, endings and the peace of a scenario in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from goldenbridge.game import bare
from goldenbridge.game.compile_parties import floats
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.issues import Exclusion, IssueLevel
from goldenbridge.scenario.number import Number, exactly
from goldenbridge.scenario.peace import Outcome
from goldenbridge.settlements.issues import Terms
from goldenbridge.settlements.read import read_terms


def terms(document: Document) -> Terms:
    """The issues, exclusions and base of the lapse, for `settlements`."""
    issues = [_issue(key, document) for key in document.issues]
    excluded = [entry for exclusion in document.exclusions for entry in spelled_out(exclusion)]
    lapse = float(document.peace.lapse) if document.peace else 0.0
    return read_terms(issues, excluded, lapse)


def spelled_out(exclusion: Exclusion) -> Iterator[dict[str, str]]:
    """An exclusion with lists of levels as entries with one level each."""
    lists = [(ids,) if isinstance(ids, str) else ids for ids in exclusion.terms.values()]
    for levels in product(*lists):
        yield dict(zip(exclusion.terms, levels, strict=True))


def by_party(values: Mapping[str, Number], document: Document) -> list[float]:
    """Middle values in the order of the parties; 0 for a party that is not named."""
    given = floats(values)
    return [given.get(party, 0.0) for party in document.parties]


def _issue(key: str, document: Document) -> dict[str, Any]:
    issue = document.issues[key]
    written: dict[str, Any] = {
        "name": key,
        "weights": by_party(issue.weights, document),
        "honour": float(document.honour.get(key, exactly(1.0))),
        "levels": [_level(name, level, document) for name, level in issue.levels.items()],
    }
    if issue.fallback is not None:
        written["fallback"] = issue.fallback
    return written


def _level(name: str, level: IssueLevel, document: Document) -> dict[str, Any]:
    looks = level.substance if level.appearance is None else level.appearance
    written: dict[str, Any] = {
        "name": name,
        "actual": by_party(level.substance, document),
        "apparent": by_party(looks, document),
        "adds_honour": floats(level.adds_honour),
        "adds_lapse": float(level.adds_lapse),
        "penalty": by_party(level.penalty, document),
    }
    if level.front is not None:
        written["front"] = level.front
    if level.strength is not None:
        written["strength"] = {
            "attacker": float(level.strength.attacker),
            "defender": float(level.strength.defender),
        }
    if level.secret is not None:
        written["secret"] = {"leak": float(level.secret.leak)}
        if level.secret.shown is not None:
            written["secret"]["apparent"] = by_party(level.secret.shown, document)
    return written


def endings(document: Document) -> dict[str, bare.Ending | Mapping[str, bare.Ending]]:
    """Every ending's worth; `collapse` by whose leader fell where the scenario says so."""
    found: dict[str, bare.Ending | Mapping[str, bare.Ending]] = {}
    for name, ending in document.endings.items():
        if ending.by_leader is None:
            found[name] = _outcome(ending, document)
        else:
            found[name] = {who: _outcome(x, document) for who, x in ending.by_leader.items()}
    return found


def _outcome(outcome: Outcome, document: Document) -> bare.Ending:
    if outcome.terms is not None:
        named = outcome.terms
        chosen = document.packages[named].terms if isinstance(named, str) else named
        return totals(chosen, document)
    assert outcome.substance is not None
    actual = tuple(by_party(outcome.substance, document))
    if outcome.appearance is None:
        return bare.Ending(actual)
    return bare.Ending(actual, tuple(by_party(outcome.appearance, document)))


def totals(chosen: Mapping[str, str], document: Document) -> bare.Ending:
    """Weighted substance and appearance of one package, before honour and in the open."""
    actual, apparent = [], []
    for party in document.parties:
        weight = {key: float(issue.weights[party]) for key, issue in document.issues.items()}
        levels = {key: issue.levels[chosen[key]] for key, issue in document.issues.items()}
        whole = sum(weight.values())
        looks = {key: level.appearance or level.substance for key, level in levels.items()}
        actual.append(sum(weight[j] * float(x.substance[party]) for j, x in levels.items()) / whole)
        apparent.append(sum(weight[j] * float(x[party]) for j, x in looks.items()) / whole)
    return bare.Ending(tuple(actual), tuple(apparent))


def peace(document: Document, classes: list[tuple[float, float]]) -> bare.Peace | None:
    """The peace that can break; strengths of a class times what both sides recover."""
    given = document.peace
    if given is None:
        return None
    attacker = float(given.recovered_strength.attacker)
    defender = float(given.recovered_strength.defender)
    return bare.Peace(
        respite=given.respite,
        periods=document.calendar.shown if given.periods is None else given.periods,
        recovered=tuple(
            given.recovered.get(name, track.start) for name, track in document.tracks.items()
        ),
        classes=tuple(bare.SecurityClass(a * attacker, d * defender) for a, d in classes),
        lost_face=tuple(by_party(given.lost_face, document)),
    )

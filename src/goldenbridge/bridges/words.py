"""Words for a package: aims met or not, what each side can say at home, a draft communiqué.

Everything said comes from the scenario's texts of the levels that the package holds, and names the
term it rests on. Terms that are kept secret are never spoken of unless the author wrote words for
them. No number of a solved game is needed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from goldenbridge.scenario.beside import Aim, Communique
from goldenbridge.scenario.document import Document

State = Literal["met", "in_words", "not_met"]
SHORT = 4
"""Lines of a short statement."""
SPIN = 0.1
"""A line that looks better by so much than its term delivers holds in wording."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term that words rest on: ids, and its name in words."""

    issue: str
    level: str
    issue_name: str
    name: str
    secret: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Something that can be said, and the terms it rests on.

    wording  whether it holds in wording: the look of the terms is better than what they deliver
    """

    text: str
    rests_on: tuple[Term, ...]
    wording: bool = False


@dataclass(frozen=True, slots=True)
class AimState:
    """A declared aim and what the package makes of it.

    rests_on   the terms that decide it
    unseen    met by a term that is kept secret, so that it cannot be said
    """

    key: str
    text: str
    state: State
    rests_on: tuple[Term, ...]
    unseen: bool
    source: str


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one side.

    statement  the lines that its audience would like best, at most `SHORT`
    more       everything else that it can say
    """

    key: str
    name: str
    aims: tuple[AimState, ...]
    statement: tuple[Line, ...]
    more: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All words for one package.

    communique  the joint wording, line by line; `silent` the terms on which it says nothing
    """

    terms: tuple[Term, ...]
    sides: tuple[Side, ...]
    communique: tuple[Line, ...]
    silent: tuple[Term, ...]


def words(document: Document, chosen: Mapping[str, str]) -> Words:
    """What can be said of a package given by issue and level."""
    terms = {issue: _term(document, issue, level) for issue, level in chosen.items()}
    joint = tuple(_joint(document, terms))
    spoken = {term.issue for line in joint for term in line.rests_on}
    return Words(
        terms=tuple(terms.values()),
        sides=tuple(_sides(document, terms)),
        communique=joint,
        silent=tuple(term for issue, term in terms.items() if issue not in spoken),
    )


def _term(document: Document, issue: str, level: str) -> Term:
    known = document.issues[issue]
    told = known.levels[level]
    return Term(issue, level, known.name or issue, told.name or level, told.secret is not None)


def _joint(document: Document, terms: Mapping[str, Term]) -> Iterator[Line]:
    """The author's joint wording; where there is none, the term as it is called, unless secret."""
    for term in terms.values():
        text = _text(document, term, Communique.KEY)
        if text is None and not term.secret:
            text = f"{term.issue_name}: {term.name}."
        if text:
            yield Line(text, (term,))


def _text(document: Document, term: Term, who: str) -> str | None:
    """What the scenario lets somebody say of a term; None if it says nothing of it."""
    return document.texts.get(term.issue, {}).get(term.level, {}).get(who)


def _sides(document: Document, terms: Mapping[str, Term]) -> Iterator[Side]:
    names = {key: party.name or key for key, party in document.parties.items()}
    names |= {key: onlooker.name or key for key, onlooker in document.onlookers.items()}
    for key, name in names.items():
        lines = _lines(document, terms, key)
        aims = tuple(_aim(a, aim, terms) for a, aim in document.aims.get(key, {}).items())
        if lines or aims or key in document.parties:
            yield Side(key, name, aims, tuple(lines[:SHORT]), tuple(lines[SHORT:]))


def _lines(document: Document, terms: Mapping[str, Term], who: str) -> list[Line]:
    """Lines by how much their terms do for the side's look, each text once."""
    by_text: dict[str, list[Term]] = {}
    for term in terms.values():
        if text := _text(document, term, who):
            by_text.setdefault(text, []).append(term)
    weight = {text: sum(_liking(document, who, t) for t in on) for text, on in by_text.items()}
    order = sorted(by_text, key=lambda text: -weight[text])
    return [
        Line(text, tuple(by_text[text]), _wording(document, who, by_text[text])) for text in order
    ]


def _liking(document: Document, who: str, term: Term) -> float:
    """Weight times look: how much the term does for the side at home."""
    own = document.onlookers.get(who)
    weights = document.issues[term.issue].weights if own is None else own.weights
    weight = float(weights.get(who if own is None else term.issue, 0.0))
    return weight * look(document, who, term)[1]


def _wording(document: Document, who: str, terms: list[Term]) -> bool:
    looks = [look(document, who, term) for term in terms]
    return max(appearance - substance for substance, appearance in looks) >= SPIN - 1e-9


def look(document: Document, who: str, term: Term) -> tuple[float, float]:
    """Substance and look of a public term to a party or onlooker; a secret one looks as shown."""
    own = document.onlookers.get(who)
    if own is not None and term.level in own.substance.get(term.issue, {}):
        substance = float(own.substance[term.issue][term.level])
        seen = own.appearance.get(term.issue, {}).get(term.level)
        return substance, substance if seen is None else float(seen)
    party = who if own is None else own.values_like
    level = document.issues[term.issue].levels[term.level]
    if party is None:
        return 0.0, 0.0
    substance = float(level.substance[party])
    if level.secret is not None:
        return substance, _shown(document, term, party)
    return substance, float((level.appearance or level.substance)[party])


def _shown(document: Document, term: Term, party: str) -> float:
    """How a secret term looks while the secret holds."""
    issue = document.issues[term.issue]
    secret = issue.levels[term.level].secret
    if secret is not None and secret.shown is not None:
        return float(secret.shown[party])
    if issue.fallback is None:
        return 0.0
    fallback = issue.levels[issue.fallback]
    return float((fallback.appearance or fallback.substance)[party])


def _aim(key: str, aim: Aim, terms: Mapping[str, Term]) -> AimState:
    state: State = "not_met"
    deciding = aim.met
    if _has(aim.met, terms):
        state = "met"
    elif aim.in_words and _has(aim.in_words, terms):
        state, deciding = "in_words", aim.in_words
    on = tuple(terms[issue] for issue in deciding)
    unseen = state != "not_met" and any(term.secret for term in on)
    return AimState(key, aim.text, state, on, unseen, aim.source)


def _has(wanted: Mapping[str, tuple[str, ...]], terms: Mapping[str, Term]) -> bool:
    return all(terms[issue].level in levels for issue, levels in wanted.items())

"""Packages in words: the terms of a deal, never their codes."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.game.compile import Compiled


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a package, in words."""

    issue: str
    level: str
    issue_name: str
    name: str
    short: str
    in_hands_of: str


def terms(compiled: Compiled, package: int) -> list[Term]:
    """The terms of a package, issue by issue."""
    document = compiled.scenario.document
    told = []
    for issue_id, level_id in compiled.terms(package).items():
        issue = document.issues[issue_id]
        level = issue.levels[level_id]
        told.append(
            Term(
                issue_id, level_id, issue.name, level.name, level.short or level.name,
                issue.in_hands_of,
            )
        )
    return told


def weighty(compiled: Compiled, package: int, most: int = 4) -> list[Term]:
    """The terms that count most, by the parties' weights taken together."""
    document = compiled.scenario.document

    def weight(term: Term) -> float:
        return sum(float(w) for w in document.issues[term.issue].weights.values())

    return sorted(terms(compiled, package), key=weight, reverse=True)[:most]


def title(compiled: Compiled, package: int, most: int = 3) -> str:
    """A package's name if it has one, else its weightiest terms."""
    for name, number in compiled.named.items():
        if number == package:
            return compiled.scenario.document.packages[name].name
    return "; ".join(term.short for term in weighty(compiled, package, most))


def in_others_hands(compiled: Compiled, package: int) -> dict[str, list[Term]]:
    """Terms that the signatories cannot grant themselves, by whose hands they lie in."""
    others: dict[str, list[Term]] = {}
    for term in terms(compiled, package):
        if term.in_hands_of:
            others.setdefault(term.in_hands_of, []).append(term)
    return others

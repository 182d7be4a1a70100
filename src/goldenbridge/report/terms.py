"""Packages in words: the terms of a deal, never their codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.game.compile import Compiled
from goldenbridge.report.wording import starting_capital


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
        name = level.name or level_id
        told.append(
            Term(
                issue_id, level_id, issue.name or issue_id, name, level.short or name,
                issue.in_hands_of,
            )
        )  # fmt: skip
    return told


def weighty(compiled: Compiled, package: int, most: int = 4) -> list[Term]:
    """The terms that count most, by the parties' weights taken together."""
    return sorted(terms(compiled, package), key=lambda term: -_weight(compiled, term.issue))[:most]


def _weight(compiled: Compiled, issue: str) -> float:
    return sum(float(w) for w in compiled.scenario.document.issues[issue].weights.values())


def title(compiled: Compiled, package: int, most: int = 3) -> str:
    """A package's name if it has one, else its weightiest terms."""
    name = _name(compiled, package)
    return name or _joined(term.short for term in weighty(compiled, package, most))


def terms_title(compiled: Compiled, chosen: Mapping[str, str], most: int = 3) -> str:
    """A package given by issue and level: its name if it has one, else its weightiest terms."""
    document = compiled.scenario.document
    for key, package in document.packages.items():
        if package.terms == chosen:
            return package.name or key
    order = sorted(chosen, key=lambda issue: -_weight(compiled, issue))[:most]
    return _joined(level_words(compiled, issue, chosen[issue], short=True)[1] for issue in order)


def level_words(
    compiled: Compiled, issue: str, level: str, *, short: bool = False
) -> tuple[str, str]:
    """Name of an issue and of one of its levels."""
    known = compiled.scenario.document.issues[issue]
    told = known.levels[level]
    return known.name or issue, (told.short if short and told.short else told.name or level)


def titles(compiled: Compiled, packages: Sequence[int]) -> list[str]:
    """One title for each package; where two would be alike, what differs is added."""
    told = [title(compiled, package) for package in packages]
    for text in [text for text, count in Counter(told).items() if count > 1]:
        _tell_apart(compiled, packages, told, [k for k, other in enumerate(told) if other == text])
    if len(set(told)) < len(told):  # titles of two groups have become alike
        unnamed = [k for k, package in enumerate(packages) if not _name(compiled, package)]
        _tell_apart(compiled, packages, told, unnamed)
    return told


def _tell_apart(
    compiled: Compiled, packages: Sequence[int], told: list[str], group: list[int]
) -> None:
    """Give the packages of a group titles that tell on which issues they differ."""
    chosen = {k: {t.issue: t for t in terms(compiled, packages[k])} for k in group}
    differing = _telling(compiled, list(chosen.values()))
    for k in group:
        first = [t for t in weighty(compiled, packages[k], 2) if t.issue not in differing]
        more = [chosen[k][issue] for issue in differing]
        words = [*(t.short for t in first), *map(_with_issue, more)]
        told[k] = _joined(words)


def _with_issue(term: Term) -> str:
    """A term after its issue's name, unless its own words say what it is about."""
    about = term.issue_name.split()[0].lower()
    return term.short if about in term.short.lower() else f"{term.issue_name}: {term.short}"


def _telling(compiled: Compiled, chosen: list[dict[str, Term]]) -> list[str]:
    """Few and weighty issues by which the packages can be told apart."""
    issues = sorted(chosen[0], key=lambda issue: -_weight(compiled, issue))
    taken: list[str] = []
    kinds = 1
    for issue in issues:
        found = len({tuple(terms_[i].level for i in [*taken, issue]) for terms_ in chosen})
        if found > kinds:
            taken.append(issue)
            kinds = found
    return taken


def _name(compiled: Compiled, package: int) -> str:
    for name, number in compiled.named.items():
        if number == package:
            return compiled.scenario.document.packages[name].name or name
    return ""


def _joined(words: Iterable[str]) -> str:
    return starting_capital("; ".join(words))


def in_others_hands(compiled: Compiled, package: int) -> dict[str, list[Term]]:
    """Terms that the signatories cannot grant themselves, by whose hands they lie in."""
    others: dict[str, list[Term]] = {}
    for term in terms(compiled, package):
        if term.in_hands_of:
            others.setdefault(term.in_hands_of, []).append(term)
    return others

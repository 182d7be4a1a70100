"""A package as people ask for it: a known name or all its terms, and terms changed by `--term`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goldenbridge.scenario.document import Document
from goldenbridge.scenario.issues import Exclusion, Package
from goldenbridge.scenario.problems import Problem, ScenarioError, choices, listed

PACKAGE_HELP = "A package's id, its number as `bridges` gives it, or ISSUE=LEVEL,ISSUE=LEVEL,…"
TERM_HELP = "Another term in the package: ISSUE=LEVEL. May be repeated."


def known_packages(document: Document) -> dict[str, Package]:
    """Packages known by name: those of the scenario, then those that the record holds."""
    later = document.record.packages if document.record is not None else {}
    return {**later, **document.packages}


def term_pairs(given: Iterable[str]) -> list[tuple[str, str]]:
    """ISSUE=LEVEL texts as pairs. Raises ScenarioError naming each that is none."""
    found: list[tuple[str, str]] = []
    problems = []
    for text in given:
        issue, equals, level = (part.strip() for part in text.partition("="))
        if not (issue and equals and level):
            what = f"`{text}` is not an issue, an equals sign and a level."
            problems.append(Problem("--term", what, "Write it as --term guarantee=g2."))
        found.append((issue, level))
    if problems:
        raise ScenarioError(problems)
    return found


def term_changes(document: Document, given: Iterable[str]) -> dict[str, str]:
    """ISSUE=LEVEL pairs of this scenario as a mapping. Raises ScenarioError naming each wrong one.

    Naming an issue twice with different levels is wrong as well.
    """
    found: dict[str, str] = {}
    problems = []
    for issue, level in term_pairs(given):
        problems += _wrong(document, issue, level)
        if found.setdefault(issue, level) != level:
            what = f"`{issue}` is given two levels, `{found[issue]}` and `{level}`."
            problems.append(Problem("--term", what, "Give one."))
    if problems:
        raise ScenarioError(problems)
    return found


def chosen_terms(
    document: Document, package: str, changes: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The terms of a package, some of them changed: issue id → level id, in order of issues.

    package  a name, or all terms as `ISSUE=LEVEL,ISSUE=LEVEL,…`; empty: `changes` names them all
    Raises ScenarioError for a wrong name, and where the terms cannot stand together.
    """
    terms = {**_named(document, package), **(changes or {})}
    if problems := [p for item in terms.items() for p in _wrong(document, *item)]:
        raise ScenarioError(problems)
    if left := [issue for issue in document.issues if issue not in terms]:
        what = f"The package says nothing on {listed(left)}."
        raise ScenarioError([Problem("PACKAGE", what, "Name one level of every issue.")])
    chosen = {issue: terms[issue] for issue in document.issues}
    for exclusion in document.exclusions:
        if _matches(exclusion, chosen):
            raise ScenarioError([_clash(document, exclusion, chosen)])
    return chosen


def _named(document: Document, package: str) -> Mapping[str, str]:
    if "=" in package:
        return term_changes(document, package.split(","))
    if not package:
        return {}
    known = known_packages(document)
    if package not in known:
        what = f"`{package}` is no package known by name."
        raise ScenarioError([Problem("PACKAGE", what, choices(package, known))])
    return known[package].terms


def _wrong(document: Document, issue: str, level: str) -> list[Problem]:
    if issue not in document.issues:
        what = f"`{issue}` is no issue of this scenario."
        return [Problem("--term", what, choices(issue, document.issues))]
    levels = document.issues[issue].levels
    if level not in levels:
        what = f"`{level}` is no level of `{issue}`."
        told = "; ".join(f"{key} {one.short or one.name}" for key, one in levels.items())
        return [Problem("--term", what, f"Its levels: {told}.")]
    return []


def _matches(exclusion: Exclusion, chosen: Mapping[str, str]) -> bool:
    for issue, given in exclusion.terms.items():
        if chosen[issue] not in ([given] if isinstance(given, str) else given):
            return False
    return True


def _clash(document: Document, exclusion: Exclusion, chosen: Mapping[str, str]) -> Problem:
    told = [f"{issue}={chosen[issue]}" for issue in exclusion.terms]
    what = f"Not possible together: {' with '.join(told)}."
    return Problem("--term", what, exclusion.why or "Choose another level of one of them.")


def package_title(
    document: Document, package: str, changes: Mapping[str, str] | None = None
) -> str:
    """The package in words: its name, or its first terms, and what was changed."""
    known = known_packages(document)
    if package in known:
        title = known[package].name or package
    else:
        terms = chosen_terms(document, package, changes)
        told = [(issue, document.issues[issue].levels[level]) for issue, level in terms.items()]
        title = "; ".join(level.short or level.name or issue for issue, level in told[:3])
        return title[:1].upper() + title[1:]
    differing = [
        f"{document.issues[issue].name or issue}: {_name(document, issue, level)}"
        for issue, level in (changes or {}).items()
        if known[package].terms.get(issue) != level
    ]
    return f"{title}, with {'; '.join(differing)}" if differing else title


def _name(document: Document, issue: str, level: str) -> str:
    told = document.issues[issue].levels[level]
    return told.short or told.name or level

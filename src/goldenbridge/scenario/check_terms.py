"""What must hold among issues, levels, packages, endings and the peace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import prod

from goldenbridge.scenario.checks import Finding, Path_, levels, name, names, on_track, removable
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.issues import Issue, IssueLevel, Package
from goldenbridge.scenario.peace import Ending, Outcome
from goldenbridge.scenario.problems import listed
from goldenbridge.scenario.record import OUTCOMES

MOST_LEVELS = 400
"""Levels of all issues together."""
MOST_EXCLUDED = 2_000
"""Entries of the exclusions, lists of levels spelled out."""
MOST_TRIES = 2_000
"""Combinations tried before it is taken for granted that the exclusions leave something."""
MOST_COMBINATIONS = 10**15
"""Combinations of terms."""


def term_checks(scenario: Document) -> Iterator[Finding]:
    """Every finding about what can be signed, how a war can end and how a peace can break."""
    if not scenario.issues:
        yield (
            ("issues",),
            "There is nothing to settle.",
            "Write at least one issue with two levels.",
        )
    yield from _size(scenario)
    for key, issue in scenario.issues.items():
        yield from _issue(key, issue, scenario)
    yield from _weights(scenario)
    yield from names(("honour",), scenario.honour, scenario.issues, "issue")
    yield from _fronts(scenario)
    yield from _spelled_out(scenario)
    for index, exclusion in enumerate(scenario.exclusions):
        path: Path_ = ("exclusions", index, "terms")
        yield from names(path, exclusion.terms, scenario.issues, "issue")
        for about, given in exclusion.terms.items():
            for level in _ids(given) if about in scenario.issues else ():
                known = scenario.issues[about].levels
                yield from name((*path, about), level, known, f"level of `{about}`")
        if not exclusion.terms:
            yield path, "This would exclude every package.", "Name the terms that clash."
    if not scenario.packages and scenario.exclusions and not _something_left(scenario):
        yield ("exclusions",), "The exclusions leave no package at all.", "Remove one of them."
    for key, package in scenario.packages.items():
        yield from _package(("packages", key), package, scenario)
    for key, ending in scenario.endings.items():
        yield from _ending(key, ending, scenario)
    yield from _peace(scenario)


def _size(scenario: Document) -> Iterator[Finding]:
    count, total = 1, 0
    for issue in scenario.issues.values():
        count, total = count * max(len(issue.levels), 1), total + len(issue.levels)
    if count > MOST_COMBINATIONS or total > MOST_LEVELS:
        what = f"The issues make {count:.3g} combinations of {total} levels."
        right = f"At most {MOST_COMBINATIONS:.0e} of {MOST_LEVELS} can be handled: merge levels."
        yield ("issues",), what, right


def _values(
    path: Path_, values: Mapping[str, object] | None, scenario: Document, all_of_them: bool = True
) -> Iterator[Finding]:
    if values is None:
        return
    yield from names(path, values, scenario.parties, "party")
    if all_of_them and (left := [party for party in scenario.parties if party not in values]):
        yield path, f"{listed(left)} has no value here.", "Give every party a value from 0 to 1."


def _issue(key: str, issue: Issue, scenario: Document) -> Iterator[Finding]:
    path: Path_ = ("issues", key)
    yield from _values((*path, "weights"), issue.weights, scenario)
    if len(issue.levels) < 1:
        yield (*path, "levels"), "The issue has no levels.", "Write the ways to settle it."
    yield from name((*path, "fallback"), issue.fallback, issue.levels, f"level of `{key}`")
    if issue.fallback is None and (why := _needs_fallback(key, issue, scenario)):
        yield (
            (*path, "fallback"),
            f"`fallback` is missing: {why}.",
            "Name the level that then holds.",
        )
    for level_id, level in issue.levels.items():
        yield from _level((*path, "levels", level_id), level, scenario)


def _needs_fallback(key: str, issue: Issue, scenario: Document) -> str:
    if key in scenario.honour and scenario.honour[key].points[0] < 1:
        return "the term may not be kept (`honour` below 1)"
    if any(level.secret for level in issue.levels.values()):
        return "a level is secret"
    for other in scenario.issues.values():
        if any(key in level.adds_honour for level in other.levels.values()):
            return "a level changes its honour"
    return ""


def _level(path: Path_, level: IssueLevel, scenario: Document) -> Iterator[Finding]:
    yield from _values((*path, "substance"), level.substance, scenario)
    yield from _values((*path, "appearance"), level.appearance, scenario)
    yield from _values((*path, "penalty"), level.penalty, scenario, all_of_them=False)
    yield from names((*path, "adds_honour"), level.adds_honour, scenario.issues, "issue")
    if level.secret:
        yield from _values((*path, "secret", "shown"), level.secret.shown, scenario)
    front = next((track for track in scenario.tracks.values() if track.front), None)
    if level.front is not None and front is not None:
        yield from on_track((*path, "front"), level.front, front, ends_too=True)
    moves = level.front is not None or level.strength or level.penalty or float(level.adds_lapse)
    if moves and scenario.peace is None:
        what = "The level changes how a peace breaks, but the scenario has no block `peace`."
        yield path, what, "Add `peace`, or leave out front, strength, penalty and adds_lapse."


def _weights(scenario: Document) -> Iterator[Finding]:
    for party in scenario.parties:
        given = [
            issue.weights[party] for issue in scenario.issues.values() if party in issue.weights
        ]
        if given and sum(map(float, given)) <= 0:
            yield ("issues",), f"All weights of `{party}` are 0.", "Give it a weight above 0."


def _fronts(scenario: Document) -> Iterator[Finding]:
    """At most one level of a package sets the front of the peace."""
    setting = {
        key: [level_id for level_id, level in issue.levels.items() if level.front is not None]
        for key, issue in scenario.issues.items()
    }
    setting = {key: ids for key, ids in setting.items() if ids}
    apart = _excluded_pairs(scenario) if len(setting) > 1 else set()
    for (one, ones), (other, others) in combinations(setting.items(), 2):
        for b in others:
            free = [a for a in ones if frozenset(((one, a), (other, b))) not in apart]
            if free:
                path = ("issues", other, "levels", b, "front")
                what = f"{listed(free)} of `{one}` and this level both set the front of the peace."
                yield path, what, "Exclude them together, or let one issue set it."


def _excluded_pairs(scenario: Document) -> set[frozenset[tuple[str, str]]]:
    """Pairs of (issue, level) that an exclusion of two issues keeps apart."""
    pairs = set()
    for exclusion in scenario.exclusions:
        lists = [[(issue, x) for x in _ids(ids)] for issue, ids in exclusion.terms.items()]
        if len(lists) == 2:
            pairs |= {frozenset((a, b)) for a in lists[0] for b in lists[1]}
    return pairs


def _ids(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


def _spelled_out(scenario: Document) -> Iterator[Finding]:
    total = 0
    for index, exclusion in enumerate(scenario.exclusions):
        total += prod(len(_ids(ids)) for ids in exclusion.terms.values())
        if total > MOST_EXCLUDED:
            what = f"The exclusions spell out to more than {MOST_EXCLUDED:,} combinations."
            yield ("exclusions", index), what, "Name fewer levels, or exclude pairs of terms."
            return


def excluded(scenario: Document, terms: Mapping[str, str]) -> bool:
    """Whether some exclusion matches these terms (only those that are given)."""
    return any(
        exclusion.terms
        and all(
            issue in terms and terms[issue] in _ids(ids) for issue, ids in exclusion.terms.items()
        )
        for exclusion in scenario.exclusions
    )


def _something_left(scenario: Document) -> bool:
    """Whether some combination survives the exclusions, looked for among the issues they name."""
    issues = [key for key in scenario.issues if any(key in e.terms for e in scenario.exclusions)]
    chosen: dict[str, str] = {}
    tries = 0

    def look(at: int) -> bool:
        nonlocal tries
        tries += 1
        if at == len(issues) or tries > MOST_TRIES:
            return True
        for level in scenario.issues[issues[at]].levels:
            chosen[issues[at]] = level
            if not excluded(scenario, chosen) and look(at + 1):
                return True
        chosen.pop(issues[at], None)
        return False

    return look(0)


def _package(path: Path_, package: Package, scenario: Document) -> Iterator[Finding]:
    yield from terms_of((*path, "terms"), package.terms, scenario)
    yield from names((*path, "open"), package.open, scenario.issues, "issue")
    if excluded(scenario, package.terms):
        what = "These terms cannot stand together (see `exclusions`)."
        yield (*path, "terms"), what, "Change one of them, or the exclusion."


def terms_of(path: Path_, terms: Mapping[str, str], scenario: Document) -> Iterator[Finding]:
    """One level of every issue, all of which exist."""
    yield from names(path, terms, scenario.issues, "issue")
    for issue, level in terms.items():
        if issue in scenario.issues:
            known = scenario.issues[issue].levels
            yield from name((*path, issue), level, known, f"level of `{issue}`")
    if left := [issue for issue in scenario.issues if issue not in terms]:
        yield path, f"{listed(left)} is left open.", "A package has one level of every issue."


def _ending(key: str, ending: Ending, scenario: Document) -> Iterator[Finding]:
    path: Path_ = ("endings", key)
    if key in OUTCOMES:
        yield path, f"`{key}` is an outcome's name.", "Call the ending something else."
    if ending.by_leader is None:
        yield from _outcome(path, ending, scenario)
        return
    if key != "collapse":
        yield (*path, "by_leader"), "Only `collapse` depends on whose leader fell.", "Leave it out."
    if ending.substance or ending.terms:
        yield path, "The ending is given twice.", "Keep `by_leader` or the values beside it."
    yield from names((*path, "by_leader"), ending.by_leader, scenario.parties, "party")
    falls = [party for party, what in scenario.parties.items() if removable(what)]
    if left := [party for party in falls if party not in ending.by_leader]:
        yield (*path, "by_leader"), f"{listed(left)} can lose its leader.", "Give it an entry too."
    for who, outcome in ending.by_leader.items():
        yield from _outcome((*path, "by_leader", who), outcome, scenario)
    for track_id, track in scenario.tracks.items():
        if "collapse" in (track.ends.top, track.ends.bottom):
            what = "A track cannot end in a `collapse` that depends on whose leader fell."
            yield ("tracks", track_id, "ends"), what, "Name another ending."


def _outcome(path: Path_, outcome: Outcome, scenario: Document) -> Iterator[Finding]:
    if (outcome.terms is None) == (outcome.substance is None):
        yield path, "The ending needs either `substance` or `terms`.", "Write one of the two."
        return
    yield from _values((*path, "substance"), outcome.substance, scenario)
    yield from _values((*path, "appearance"), outcome.appearance, scenario)
    if isinstance(outcome.terms, str):
        yield from name((*path, "terms"), outcome.terms, scenario.packages, "named package")
    elif outcome.terms is not None:
        yield from terms_of((*path, "terms"), outcome.terms, scenario)
        if outcome.appearance:
            what = "`terms` already says what the ending looks like."
            yield (*path, "appearance"), what, "Leave out `appearance`."


def _peace(scenario: Document) -> Iterator[Finding]:
    peace = scenario.peace
    if peace is None:
        return
    yield from levels(("peace", "recovered"), peace.recovered, scenario)
    yield from names(("peace", "lost_face"), peace.lost_face, scenario.parties, "party")

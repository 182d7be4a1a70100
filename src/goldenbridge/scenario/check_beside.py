"""What must hold of what is shown beside results: onlookers, texts, aims, spoilers, states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from goldenbridge.scenario.beside import Communique
from goldenbridge.scenario.checks import Finding, Path_, name, names
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.problems import listed


def beside_checks(scenario: Document) -> Iterator[Finding]:
    """Every finding about blocks that are no part of the game."""
    yield from _onlookers(scenario)
    yield from _texts(scenario)
    for party, aims in scenario.aims.items():
        yield from name(("aims", party), party, scenario.parties, "party")
        for key, aim in aims.items():
            yield from _levels(("aims", party, key, "met"), aim.met, scenario)
            yield from _levels(("aims", party, key, "in_words"), aim.in_words, scenario)
            if not aim.met:
                yield (
                    ("aims", party, key, "met"),
                    "Nothing meets this aim.",
                    "Name issue and levels.",
                )
    yield from _yardsticks(scenario)
    yield from _spoilers(scenario)
    yield from _states(scenario)


def _levels(
    path: Path_, given: Mapping[str, Iterable[str]], scenario: Document
) -> Iterator[Finding]:
    """Issues and levels that exist."""
    yield from names(path, given, scenario.issues, "issue")
    for issue, ids in given.items():
        if issue in scenario.issues:
            known = scenario.issues[issue].levels
            for level in ids:
                yield from name((*path, issue), level, known, f"level of `{issue}`")


def _onlookers(scenario: Document) -> Iterator[Finding]:
    for key, onlooker in scenario.onlookers.items():
        path: Path_ = ("onlookers", key)
        if key in scenario.parties:
            yield path, f"`{key}` is a party already.", "An onlooker is not in the game."
        yield from names((*path, "weights"), onlooker.weights, scenario.issues, "issue")
        yield from name((*path, "values_like"), onlooker.values_like, scenario.parties, "party")
        yield from _levels((*path, "substance"), onlooker.substance, scenario)
        yield from _levels((*path, "appearance"), onlooker.appearance, scenario)
        if sum(map(float, onlooker.weights.values())) <= 0:
            yield (*path, "weights"), "The weights add up to 0.", "Give an issue some weight."
        if onlooker.values_like is None:
            yield from _complete(
                (*path, "substance"), onlooker.weights, onlooker.substance, scenario
            )


def _complete(
    path: Path_,
    weights: Mapping[str, object],
    values: Mapping[str, Mapping[str, object]],
    scenario: Document,
) -> Iterator[Finding]:
    for issue in weights:
        if issue in scenario.issues:
            have = values.get(issue, {})
            if left := [level for level in scenario.issues[issue].levels if level not in have]:
                yield (
                    (*path, issue),
                    f"{listed(left)} has no value.",
                    "Value every level from 0 to 1.",
                )


def _texts(scenario: Document) -> Iterator[Finding]:
    known = [*scenario.parties, *scenario.onlookers, Communique.KEY]
    yield from _levels(("texts",), scenario.texts, scenario)
    for issue, by_level in scenario.texts.items():
        for level, said in by_level.items():
            yield from names(
                ("texts", issue, level), said, known, "party, onlooker or `communique`"
            )


def _yardsticks(scenario: Document) -> Iterator[Finding]:
    for key, yardstick in scenario.yardsticks.items():
        path: Path_ = ("yardsticks", key)
        yield from names((*path, "weights"), yardstick.weights, scenario.issues, "issue")
        yield from _levels((*path, "values"), yardstick.values, scenario)
        yield from _complete((*path, "values"), yardstick.weights, yardstick.values, scenario)
        if sum(map(float, yardstick.weights.values())) <= 0:
            yield (*path, "weights"), "The weights add up to 0.", "Give an issue some weight."


def _spoilers(scenario: Document) -> Iterator[Finding]:
    for key, spoiler in scenario.spoilers.items():
        path: Path_ = ("spoilers", key)
        yield from _levels((*path, "against"), spoiler.against, scenario)
        yield from names((*path, "takes_honour"), spoiler.takes_honour, scenario.issues, "issue")
        cancelling = spoiler.cancelled_by.levels
        yield from _levels((*path, "cancelled_by", "levels"), cancelling, scenario)


def _states(scenario: Document) -> Iterator[Finding]:
    if scenario.states is None:
        return
    members = scenario.states.members
    for key, state in members.items():
        path: Path_ = ("states", "members", key, "borders")
        for other in state.borders:
            yield from name(path, other, members, "state")
            if other == key:
                yield path, "A state cannot border itself.", "Leave it out."

"""Places where an author should look twice. A warning never stops a run.

What is said here needs no solving. Whether a war settles in its first period, or never, shows only
when it is solved (`report.look_twice`); said here is what makes one of the two certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goldenbridge.scenario.beliefs import Belief
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.scenario.tracks import Drift
from goldenbridge.scenario.walk import numbers

COSTLY = 0.3
"""Weekly costs that sum to more than this make a war settle soon."""
BOUNDLESS = 3.0
"""Optimism from which about half of all such wars never settle."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A place to look at twice: dotted path, what was seen, line of the file (0: none)."""

    path: str
    what: str
    line: int = 0


def warnings(scenario: Scenario) -> Iterator[Warned]:
    """Every warning that needs no solved game, in the order of the blocks."""
    for path, what in _all(scenario.document):
        yield Warned(path, what, scenario.line(path))


def _all(document: Document) -> Iterator[tuple[str, str]]:
    yield from _costs(document)
    for path, belief in _stated(document):
        yield from _beliefs(path, belief, document)
    yield from _never(document)
    yield from _sources(document)


def _costs(document: Document) -> Iterator[tuple[str, str]]:
    for name, party in document.parties.items():
        grown = 1.0
        for track, c in party.cost_tracks.items():
            if track in document.tracks:
                levels = document.tracks[track].levels
                grown += float(c) * (1 - document.tracks[track].start / (levels - 1))
        whole = float(party.cost) * grown * document.calendar.shown
        if whole > COSTLY:
            yield (
                f"parties.{name}.cost",
                f"The costs of war sum to {whole:.2f} over the periods shown. "
                f"Above {COSTLY:g} almost any deal is better than going on.",
            )


def _stated(document: Document) -> Iterator[tuple[str, Belief]]:
    """Every block of beliefs, successors' too."""
    for party, belief in document.beliefs.items():
        yield f"beliefs.{party}", belief
    for party, known in document.parties.items():
        for key, successor in known.successors.items():
            if successor.beliefs is not None:
                yield f"parties.{party}.successors.{key}.beliefs", successor.beliefs


def _beliefs(path: str, belief: Belief, document: Document) -> Iterator[tuple[str, str]]:
    for where, number, fades in _single(path, belief):
        if number is None or float(number) == 1.0:
            continue
        if fades is None or not _falls(fades, document):
            yield (
                where,
                f"This belief never fades: what the {document.called} shows does not reach it, and "
                "many such wars are not settled at all.",
            )
        if float(number) >= BOUNDLESS:
            yield where, f"{float(number):g} is beyond what was tried; most stay undecided."


def _single(path: str, belief: Belief) -> Iterator[tuple[str, Number | None, str | None]]:
    """Every multiplier of a block of beliefs with the track it fades with."""
    yield f"{path}.strength", belief.strength, belief.fades_with
    yield f"{path}.rival_strength", belief.rival_strength, belief.rival_fades_with
    for key, single in belief.tracks.items():
        at = f"{path}.tracks.{key}"
        yield f"{at}.up", single.up, single.fades_with
        yield f"{at}.down", single.down, single.fades_with
        yield f"{at}.strength", single.strength, single.fades_with
        yield f"{at}.rival_strength", single.rival_strength, single.rival_fades_with


def _falls(name: str, document: Document) -> bool:
    track = document.tracks.get(name)
    if not isinstance(track, Drift):
        return True
    down = track.down
    return bool(down.tracks) or float(down.constant) + sum(map(float, down.levers.values())) > 0


def _never(document: Document) -> Iterator[tuple[str, str]]:
    """What makes it certain that nothing is ever signed."""
    chance = document.talks.chance
    given = float(chance.constant) + sum(
        float(c) * float(document.levers[lever].value)
        for lever, c in chance.levers.items()
        if lever in document.levers
    )
    if given <= 0:
        yield "talks.chance", "Nobody ever talks with these policies, so nothing is ever signed."
    for name, party in document.parties.items():
        if party.audience is None:
            continue
        least, adds = float(party.audience.ratify), float(party.audience.resolve_adds)
        least += adds if party.audience.resolve is None else min(adds, 0.0)
        best = _best_look(name, document)
        if least > best + 5e-10:
            yield (
                f"parties.{name}.audience.ratify",
                f"No package can pass: {least:.2f} is needed, and the best look of any is "
                f"{best:.2f}. So nothing is ever signed.",
            )


def _best_look(party: str, document: Document) -> float:
    """What the look of a package can reach at most: every issue at its best level."""
    whole = sum(float(issue.weights.get(party, 0.0)) for issue in document.issues.values())
    best = 0.0
    for issue in document.issues.values():
        looks = [
            float(values.get(party, 0.0))
            for level in issue.levels.values()
            for values in (level.substance, level.appearance, level.secret and level.secret.shown)
            if values
        ]
        best += float(issue.weights.get(party, 0.0)) * max(looks, default=0.0)
    return best / whole if whole > 0 else 0.0


def _sources(document: Document) -> Iterator[tuple[str, str]]:
    for path, number in numbers(document):
        source = number.source if isinstance(number, Number) else None
        if source and " " not in source and source not in document.sources:
            yield ".".join(path), f"`{source}` looks like a key of `sources`, where it is missing."

"""Places where an author should look twice. A warning never stops a run."""

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
    for party, belief in document.beliefs.items():
        yield from _beliefs(f"beliefs.{party}", belief, document)
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


def _beliefs(path: str, belief: Belief, document: Document) -> Iterator[tuple[str, str]]:
    for name, fades in (("strength", "fades_with"), ("rival_strength", "rival_fades_with")):
        value = getattr(belief, name)
        if value is None or float(value) == 1.0:
            continue
        track = getattr(belief, fades)
        if track is None or not _falls(track, document):
            yield (
                f"{path}.{name}",
                "This belief never fades: what the war shows does not reach it, and many such wars "
                "are not settled at all.",
            )
        if float(value) >= BOUNDLESS:
            yield (
                f"{path}.{name}",
                f"{float(value):g} is beyond what was tried; most stay undecided.",
            )


def _falls(name: str, document: Document) -> bool:
    track = document.tracks.get(name)
    if not isinstance(track, Drift):
        return True
    down = track.down
    return bool(down.tracks) or float(down.constant) + sum(map(float, down.levers.values())) > 0


def _sources(document: Document) -> Iterator[tuple[str, str]]:
    for path, number in numbers(document):
        source = number.source if isinstance(number, Number) else None
        if source and " " not in source and source not in document.sources:
            yield ".".join(path), f"`{source}` looks like a key of `sources`, where it is missing."

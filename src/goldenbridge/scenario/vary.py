"""What is uncertain in a scenario: every number with a range, by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goldenbridge.scenario.document import Document
from goldenbridge.scenario.naming import canonical
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.scenario.walk import numbers


@dataclass(frozen=True, slots=True)
class Assumption:
    """An uncertain number: its name, its ends, the value used, and where it comes from.

    path       dotted path, the number's name
    low, high  ends of the range, or the 10 and 90 per cent points if `quantiles`
    middle     the value a run uses
    """

    path: str
    low: float
    middle: float
    high: float
    source: str
    certainty: str
    note: str
    quantiles: bool


def uncertain(scenario: Scenario) -> list[Assumption]:
    """Every uncertain number of a scenario, in the order of the file's blocks."""
    return list(_assumptions(scenario.document))


def how_many(document: Document) -> int:
    """How many numbers are uncertain."""
    return sum(1 for _ in _ranged(document))


def _ranged(document: Document) -> Iterator[tuple[tuple[str, ...], Number]]:
    for path, number in numbers(document):
        if path[0] != "record" and isinstance(number, Number) and number.uncertain:
            yield path, number


def _assumptions(document: Document) -> Iterator[Assumption]:
    for path, number in _ranged(document):
        low, high = number.ends
        yield Assumption(
            canonical(path, document),
            low,
            number.used,
            high,
            number.source or "",
            number.certainty or "",
            number.note or "",
            number.q50 is not None,
        )

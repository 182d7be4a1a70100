"""The six outcomes: what they are called, in which order they stack, in which colours."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.forecast.outlook import OUTCOMES
from goldenbridge.scenario.document import Document


@dataclass(frozen=True, slots=True)
class Look:
    """How an outcome is drawn: token of the style sheet, hex on light and dark, letter without."""

    token: str
    light: str
    dark: str
    letter: str


LOOKS = {
    "settled": Look("o-settled", "#24989A", "#51A29D", "S"),
    "removed_ends": Look("o-removed-ends", "#3F5FB5", "#9297DC", "R"),
    "attacker_loses": Look("o-defeat", "#6A2456", "#8F588A", "L"),
    "attacker_wins": Look("o-victory", "#C2602A", "#D78950", "W"),
    "removed_on": Look("o-removed-on", "#626A66", "#C1CCC5", "/"),
    "at_war": Look("o-war", "#DADFDB", "#3A433F", "·"),
}
OTHER = Look("o-other", "#4C4033", "#6B6B47", "E")
"""Endings of other names, as a war between the great powers: one look for all of them."""


def look(outcome: str) -> Look:
    """How an outcome is drawn; endings of other names share one look."""
    return LOOKS.get(outcome, OTHER)


def label(outcome: str, document: Document) -> str:
    """What an outcome is called, with the names of this conflict."""
    attacker = document.parties[document.attacker].name
    names = {
        "settled": "settled",
        "removed_ends": "leader removed, war ends",
        "attacker_loses": f"{attacker} loses",
        "attacker_wins": f"{attacker} wins",
        "removed_on": "leader removed, war goes on",
        "at_war": "still at war",
    }
    return names.get(outcome) or _ending(outcome, document)


def _ending(outcome: str, document: Document) -> str:
    """An ending of another name, in its own words."""
    known = document.endings.get(outcome)
    name = known.name if known and known.name else outcome.replace("_", " ")
    return name


def way_on(key: str, document: Document) -> str:
    """A way in which going on may end for a side, in words; keys as in `bridges.going_on`."""
    names = {
        "settled": "a later deal",
        "still": "no end in sight",
        "own_removed": "its leader removed",
    }
    return names.get(key) or _ending(key, document)


def column(outcome: str, document: Document) -> str:
    """The head of a narrow column."""
    attacker = document.parties[document.attacker].name
    names = {
        "settled": "settled",
        "removed_ends": "removed, ends",
        "attacker_loses": f"{attacker} loses",
        "attacker_wins": f"{attacker} wins",
        "removed_on": "removed, on",
        "at_war": "at war",
    }
    return names.get(outcome, outcome.replace("_", " "))


def in_order(outcomes: list[str]) -> list[str]:
    """The four endings, then endings of other names, then the two kinds of war."""
    others = [name for name in outcomes if name not in OUTCOMES]
    return [*OUTCOMES[:4], *others, *OUTCOMES[4:]]

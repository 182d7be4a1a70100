"""The six outcomes: what they are called, in which order they stack, in which colours."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.forecast.outlook import OUTCOMES
from goldenbridge.report.wording import inside
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
OTHERS_LETTERS = {"removed_ends": "rdpq", "removed_on": "\\|+x"}
"""A fall beside the attacker's: another letter for each further party."""


def look(outcome: str) -> Look:
    """How an outcome is drawn; endings of other names share one look."""
    return LOOKS.get(outcome, OTHER)


def letter(outcome: str, rank: int) -> str:
    """An outcome's mark without colours; `rank` tells whose leader fell, the attacker's is 0."""
    return OTHERS_LETTERS[outcome][rank - 1] if rank else look(outcome).letter


def label(outcome: str, document: Document) -> str:
    """What an outcome is called, with the names of this conflict."""
    attacker, it = document.parties[document.attacker].name, document.called
    names = {
        "settled": "settled",
        "removed_ends": f"leader removed, {it} ends",
        "attacker_loses": f"{attacker} loses",
        "attacker_wins": f"{attacker} wins",
        "removed_on": f"leader removed, {it} goes on",
        "at_war": "still at war" if it == "war" else f"{it} goes on",
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
    return names.get(key) or inside(_ending(key, document))


def column(outcome: str, document: Document) -> str:
    """The head of a narrow column."""
    attacker, it = document.parties[document.attacker].name, document.called
    names = {
        "settled": "settled",
        "removed_ends": "removed, ends",
        "attacker_loses": f"{attacker} loses",
        "attacker_wins": f"{attacker} wins",
        "removed_on": "removed, on",
        "at_war": "at war" if it == "war" else f"{it} goes on",
    }
    known = document.endings.get(outcome)
    return names.get(outcome) or (known.short if known else "") or outcome.replace("_", " ")


def in_order(outcomes: list[str]) -> list[str]:
    """The four endings, then endings of other names, then the two kinds of war."""
    others = [name for name in outcomes if name not in OUTCOMES]
    return [*OUTCOMES[:4], *others, *OUTCOMES[4:]]

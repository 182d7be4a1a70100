"""Endings and the peace that can break. Model, sections 2 and 4."""

from goldenbridge.scenario.block import Block, Count, Id, Level, Natural, Words, told
from goldenbridge.scenario.issues import Multipliers, Terms, Values
from goldenbridge.scenario.number import Amount, Any_, exactly


class Outcome(Block):
    """What an ending gives and what it looks like; or terms that say both."""

    substance: Values | None = told(
        "By party: what the ending is worth to it.", None, unit="share, 0 to 1"
    )
    appearance: Values | None = told(
        "By party: what it looks like at home; none: as it is.", None, unit="share, 0 to 1"
    )
    terms: Id | Terms | None = told(
        "In place of substance and appearance: a named package, or one level of every issue; the "
        "ending is worth its totals, before honour.",
        None,
    )


class Ending(Outcome):
    """A way the war can end without a signature."""

    name: Words = told("The ending in words.", "")
    short: Words = told("A few words for the head of a column; none: the name.", "")
    about: Words = told("What it would mean.", "")
    by_leader: dict[Id, Outcome] | None = told(
        "Only for `collapse`: by the party whose leader fell.", None
    )


class Peace(Block):
    """A signed peace that can break; a broken one is a new war, fought out."""

    respite: Natural = told("Periods between breach and new war.", 104, unit="periods")
    periods: Count | None = told(
        "Longest duration of the new war; none: as many as are shown.", None, unit="periods"
    )
    recovered: dict[Id, Level] = told(
        "By track: its level when the new war starts; not named: the start level.",
        make=dict,
        unit="level",
    )
    recovered_strength: Multipliers = told(
        "What both sides recover in the meantime, as factors on their bases.", make=Multipliers
    )
    lapse: Any_ = told(
        "Chance that the peace breaks though nobody gains by it.",
        exactly(0.0),
        unit="chance over five years",
    )
    lost_face: dict[Id, Amount] = told(
        "By party: added to `lapse`, times 1 − appearance of what it signed.",
        make=dict,
        unit="chance over five years",
    )

"""The record: what happened after the cut-off. No run sees it."""

from typing import Literal

from goldenbridge.scenario.block import Block, Day, Id, Words, Yes, told
from goldenbridge.scenario.calendar import CourseEntry
from goldenbridge.scenario.issues import Package
from goldenbridge.scenario.number import Amount

OUTCOMES = (
    "settled", "removed_ends", "attacker_loses", "attacker_wins", "removed_on", "at_war"
)  # fmt: skip
"""What can have become of a war, in the order in which they are always told."""


class LeaderRecord(Block):
    """What became of a leader."""

    in_office: Yes = told("Whether the leader of the cut-off was still in office at `as_of`.")
    until: Day | None = told("Last day in office.", None)
    about: Words = told("How it ended.", "")


class Event(Block):
    """Something that happened."""

    date: Day = told("When.")
    text: Words = told("What.")
    source: Words = told("A key of `sources`, or plain text.", "")


class Kept(Block):
    """What became of a term."""

    state: Literal["kept", "partly", "late", "broken", "lapsed"] = told(
        "State of the term five years after it was signed."
    )
    text: Words = told("How.", "")


class Record(Block):
    """What happened after the cut-off."""

    summary: Words = told("In a sentence.")
    outcome: Id = told("The outcome at `as_of`: settled, removed_ends, …; or an ending's id.")
    as_of: Day = told("Up to when the record goes.", unit="date")
    ended: Day | None = told("Day on which the war ended; none: it had not.", None)
    leaders: dict[Id, LeaderRecord] = told("By party.", make=dict)
    deaths: Amount | None = told("Deaths in all, up to `as_of`.", None, unit="people")
    packages: dict[Id, Package] = told("Packages put forward after the cut-off.", make=dict)
    events: tuple[Event, ...] = told("What happened when.", ())
    levels: tuple[CourseEntry, ...] = told("Track levels after the cut-off, by week.", ())
    honour: dict[Id, Kept] = told("By issue: what became of the term signed.", make=dict)

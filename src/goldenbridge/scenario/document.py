"""The whole of a scenario: every block, in the order in which people write them."""

from typing import Annotated, Literal

from goldenbridge.scenario.beliefs import Belief
from goldenbridge.scenario.beside import (
    Aim,
    Onlooker,
    Source,
    Spoiler,
    States,
    Texts,
    Yardstick,
)
from goldenbridge.scenario.block import Block, Id, Words, told
from goldenbridge.scenario.calendar import Calendar, CourseEntry, Start
from goldenbridge.scenario.harm import Deaths, Harm, Risk
from goldenbridge.scenario.issues import Exclusion, Honour, Issue, Package
from goldenbridge.scenario.number import Number, Within
from goldenbridge.scenario.parties import Party
from goldenbridge.scenario.peace import Ending, Peace
from goldenbridge.scenario.record import Record
from goldenbridge.scenario.talks import Lever, Talks
from goldenbridge.scenario.tracks import Track

HonourNumber = Annotated[Number, Within(0, 1)]


class Document(Block):
    """A scenario: a conflict written down as of one day."""

    language: Literal[1] = told("Version of the language.")
    title: Words = told("The conflict and its date, as a heading.")
    about: Words = told("Who fights over what, and what the scenario is for.", "")
    called: Words = told(
        "What it is called while it goes on: war, crisis, blockade; one word, no capital.", "war"
    )
    attacker: Id = told("The party whose gains the front measures, whoever shot first.")
    calendar: Calendar = told("Dates and the length of the forecast.")
    sources: dict[Id, Source] = told("Where numbers and facts come from.", make=dict)
    levers: dict[Id, Lever] = told("Policies under study, each from 0 to 1.", make=dict)
    tracks: dict[Id, Track] = told("Where the war stands, in the order in which tracks move.")
    parties: dict[Id, Party] = told("Who fights and who must agree, 1 to 5.")
    beliefs: dict[Id, Belief] = told("How each party sees the war, by party.", make=dict)
    talks: Talks = told("When talks take place and who proposes.")
    issues: dict[Id, Issue] = told("What a settlement is about.")
    honour: dict[Id, Honour] = told(
        "By issue: chance over five years that its term is kept; not named: 1.",
        make=dict,
        unit="chance over five years",
    )
    exclusions: tuple[Exclusion, ...] = told("Terms that cannot stand together.", ())
    packages: dict[Id, Package] = told("Named packages known at the cut-off.", make=dict)
    endings: dict[Id, Ending] = told("Ways the war can end without a signature.", make=dict)
    peace: Peace | None = told("How a signed peace can break; none: it never does.", None)
    deaths: Deaths | None = told("Deaths while the war goes on.", None)
    harms: dict[Id, Harm] = told("Other harm that adds up while the war goes on.", make=dict)
    risks: dict[Id, Risk] = told(
        "Named chances shown beside every benefit of a policy; the parties do not react to them.",
        make=dict,
    )
    course: tuple[CourseEntry, ...] = told("Track levels by week up to the cut-off.", ())
    starts: dict[Id, Start] = told("Other places to start from.", make=dict)
    onlookers: dict[Id, Onlooker] = told("Outside coalitions, not in the game.", make=dict)
    texts: Texts = told(
        "By issue, level and party (or `communique`): what can be said of the term.", make=dict
    )
    aims: dict[Id, dict[Id, Aim]] = told("Declared aims, by party.", make=dict)
    yardsticks: dict[Id, Yardstick] = told("The author's own measures of packages.", make=dict)
    spoilers: dict[Id, Spoiler] = told("Who outside could wreck a settlement.", make=dict)
    states: States | None = told("States and borders, for the question of a buffer.", None)
    record: Record | None = told("What happened after the cut-off; no run sees it.", None)

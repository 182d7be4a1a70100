"""What is shown beside results and is no part of the game: words, aims, yardsticks, others."""

from typing import Literal

from goldenbridge.scenario.block import Block, Id, Words, Yes, told
from goldenbridge.scenario.issues import Values
from goldenbridge.scenario.number import Amount, Any_, Chance, Share, exactly

LevelSets = dict[Id, tuple[Id, ...]]


class Onlooker(Block):
    """An outside coalition: its substance and appearance are shown beside each package."""

    name: Words = told("What people call it.")
    about: Words = told("Who belongs to it.", "")
    weights: dict[Id, Amount] = told("By issue: how much it counts; scaled to 1.", unit="share")
    values_like: Id | None = told(
        "Party whose values hold for levels that are not given here.", None
    )
    substance: dict[Id, Values] = told(
        "By issue and level: what the term is worth to it.", make=dict, unit="share, 0 to 1"
    )
    appearance: dict[Id, Values] = told(
        "By issue and level: how the term looks to its public; none: as it is.",
        make=dict,
        unit="share, 0 to 1",
    )


class Aim(Block):
    """A declared aim, and the terms that meet it or seem to."""

    text: Words = told("The aim in words.")
    met: LevelSets = told("By issue: the levels that meet it; every issue named must.")
    in_words: LevelSets = told("By issue: the levels that meet it in words only.", make=dict)
    source: Words = told("A key of `sources`, or plain text.", "")


class Yardstick(Block):
    """An author's own measure of packages: a weighted sum over issues."""

    name: Words = told("What people call it.")
    about: Words = told("What it measures and for whom.", "")
    weights: dict[Id, Amount] = told("By issue: how much it counts; scaled to 1.", unit="share")
    values: dict[Id, Values] = told(
        "By issue and level: how good the term is by this measure.", unit="share, 0 to 1"
    )


class Measure(Block):
    """Something outside the text that cancels part of a spoiler's effect."""

    text: Words = told("What is done.")
    cancels: Share = told("Share of the effect it takes away.", unit="share")


class Remedies(Block):
    """What cancels a spoiler's effect."""

    levels: dict[Id, Values] = told(
        "By issue and level: the share of the effect the term takes away.", make=dict, unit="share"
    )
    measures: dict[Id, Measure] = told("Measures outside the text.", make=dict)


class Spoiler(Block):
    """Who outside the signatories can wreck a settlement. Shown by `bridges`, not in the game."""

    name: Words = told("Who it is.")
    about: Words = told("Why and how.", "")
    against: LevelSets = told(
        "By issue: levels it would wreck, any one of them; none: every package.", make=dict
    )
    adds_lapse: Any_ = told(
        "Added to the chance that the peace breaks.",
        exactly(0.0),
        unit="chance over five years",
    )
    takes_honour: dict[Id, Chance] = told(
        "By issue: taken from the chance that its term is kept.", make=dict, unit="chance"
    )
    cancelled_by: Remedies = told("What takes the effect away.", make=Remedies)


class Sides(Block):
    """The two alignments between which a buffer would lie."""

    a: Words = told("One side.")
    b: Words = told("The other side.")


class State(Block):
    """A state on the map of the buffer."""

    name: Words = told("What people call it.")
    about: Words = told("Why it is placed so.", "")
    alignment: Literal["a", "b", "none"] = told("Its side; none: non-aligned.")
    can_change: Yes = told("Whether it could become non-aligned.", True)
    borders: tuple[Id, ...] = told("States it touches; each border once or twice.", ())


class States(Block):
    """States, borders and alignments, for the question of a continuous non-aligned line."""

    sides: Sides = told("What the two alignments are.")
    members: dict[Id, State] = told("The states, by id.")


class Source(Block):
    """Where a number or a fact comes from."""

    title: Words = told("Author, title, date as people cite it.")
    about: Words = told("What was taken from it.", "")
    date: Words = told("Date of the source.", "")
    url: Words = told("Where it stands.", "")
    certainty: Literal["settled", "estimate", "contested", "judgement"] | None = told(
        "How sure what rests on it is.", None
    )


class Communique:
    """The key of `texts` under which the joint wording of a level stands."""

    KEY = "communique"


Texts = dict[Id, dict[Id, dict[Id, Words]]]

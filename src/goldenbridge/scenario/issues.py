"""Issues: what a settlement is about, level by level. Model, sections 3 and 4."""

from typing import Annotated

from goldenbridge.scenario.block import Block, Day, Id, Level, Words, told
from goldenbridge.scenario.number import (
    Amount,
    Any_,
    Chance,
    Number,
    Positive,
    Share,
    Within,
    exactly,
)

Values = dict[Id, Share]
Multiplier = Positive


class Secret(Block):
    """That a level is kept secret; its `appearance` is how it would look in public."""

    leak: Chance = told("Chance that it comes out.", unit="chance")
    shown: Values | None = told(
        "By party: how the issue looks while the secret holds; none: as the fallback looks.",
        None,
        unit="share, 0 to 1",
    )


class Multipliers(Block):
    """Multipliers on the base strengths in a new war, by side."""

    attacker: Multiplier = told("Factor on the attacker's base.", exactly(1.0), unit="factor")
    defender: Multiplier = told("Factor on the defender's base.", exactly(1.0), unit="factor")


class IssueLevel(Block):
    """One way to settle an issue."""

    name: Words = told("The term in words.")
    short: Words = told("The same for narrow tables.", "")
    about: Words = told("What it would mean in practice.", "")
    substance: Values = told(
        "By party: what the term is actually worth to it, kept.", unit="share, 0 worst to 1 best"
    )
    appearance: Values | None = told(
        "By party: how its own home audience reads the term; none: as it is.",
        None,
        unit="share, 0 worst to 1 best",
    )
    front: Level | None = told(
        "Level of the front at which the peace starts; none: where it was.", None, unit="level"
    )
    strength: Multipliers | None = told(
        "What the term does to strengths in a new war: guarantees, limits on forces.", None
    )
    penalty: dict[Id, Amount] = told(
        "By party: what it pays if it breaks the peace.", make=dict, unit="share"
    )
    adds_lapse: Any_ = told(
        "Added to the chance that the peace breaks though nobody gains.",
        exactly(0.0),
        unit="chance over five years",
    )
    adds_honour: dict[Id, Any_] = told(
        "By issue: added to the chance that its term is kept.", make=dict, unit="chance"
    )
    secret: Secret | None = told("That the term is kept secret.", None)


class Issue(Block):
    """An issue and its levels; the order of issues numbers the packages, the last one fastest."""

    name: Words = told("What people call the issue.")
    about: Words = told("What it is about.", "")
    in_hands_of: Words = told("Who can grant the term, where the signatories cannot.", "")
    weights: dict[Id, Amount] = told(
        "By party: how much the issue counts; scaled to 1 over all issues.", unit="share"
    )
    fallback: Id | None = told(
        "Level in force if nobody signs or the promise is not kept; needed with honour below 1 or "
        "a secret level.",
        None,
    )
    levels: dict[Id, IssueLevel] = told("The ways to settle it, by id.")


Terms = dict[Id, Id]


class Package(Block):
    """A named combination of terms, one level of every issue."""

    name: Words = told("What people call it.", "")
    by: Words = told("Who put it forward.", "")
    date: Day | None = told("When.", None)
    about: Words = told("What it is.", "")
    terms: Terms = told("By issue: the level.")
    open: tuple[Id, ...] = told("Issues that the source leaves open.", ())
    fate: Words = told("What became of it.", "")
    source: Words = told("A key of `sources`, or plain text.", "")


class Exclusion(Block):
    """Terms that cannot stand together."""

    terms: dict[Id, Id | tuple[Id, ...]] = told(
        "By issue: the level, or a list of levels of which any one counts."
    )
    why: Words = told("Why they cannot.", "")


Honour = Annotated[Number, Within(0, 1)]

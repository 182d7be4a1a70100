"""Parties: what war costs them, who must agree, who leads and who may follow. Model, section 2."""

from typing import Annotated, Literal

from goldenbridge.scenario.beliefs import Belief
from goldenbridge.scenario.block import (
    Block,
    Form,
    Id,
    Level,
    PolicyForm,
    Words,
    Yes,
    as_constant,
    told,
)
from goldenbridge.scenario.number import (
    Amount,
    Any_,
    Before,
    Chance,
    Number,
    Positive,
    Share,
    Within,
    exactly,
)

Discount = Annotated[Number, Within(above=0, at_most=1)]
Weight = Annotated[Number, Within(above=0)]
Side = Literal["attacker", "defender"]
Sentences = {
    "discount": "What a period from now is worth against now.",
    "cost": "What a period of war costs, in shares of what the leader cares for.",
    "office_weight": "How much the leader cares for office against substance: 0 only for the "
    "terms, 1 only for office.",
    "aim": "The apparent value at which the leader stays in office with even chance.",
    "steepness": "Width of the step around the aim; small: a cliff.",
    "ratify": "Least appearance that passes at home, with what the face track leaves of the spin.",
    "other_hazard": "Chance that the leader goes for other reasons: age, illness, an election.",
    "opportunity": "Chance that an occasion for a plot arises in a period.",
    "isolation": "Share of occasions that come to nothing because rivals cannot meet.",
    "price": "What joining a plot that fails costs.",
    "spread": "How much the regime's strength varies from week to week.",
    "prize": "What a plot that carries brings; never less than the price.",
    "resistance": "The regime's strength against a plot, before the week's luck.",
}


class Frozen(Block):
    """What a line that stays where it is means to a party: clip(constant + front·norm, 0, 1)."""

    constant: Any_ = told("Worth with the front at level 0.", unit="share of the party's aims")
    front: Any_ = told("What the front at its top adds; negative for a defender.", unit="share")


class Fate(Block):
    """Worth of being out of office, staying being 1: clip(constant + slope·appearance, 0, 1)."""

    constant: Any_ = told("Worth after an end that looks like nothing.", unit="share")
    slope: Any_ = told("What an end that looks perfect adds.", exactly(0.0), unit="share")


FateForm = Annotated[Fate, as_constant]


class Step(Block):
    """A legal step between signature and entry into force."""

    text: Words = told("What has to happen.")
    weeks: Amount = told("How long it takes.", unit="weeks")


class Audience(Block):
    """Those at home who must accept what is signed, and who see appearance."""

    name: Words = told("Who they are.", "")
    ratify: Any_ = told(Sentences["ratify"], unit="share, 0 to 1")
    resolve_adds: Any_ = told("What full resolve adds to `ratify`.", exactly(0.0), unit="share")
    resolve: Id | None = told("Track that carries their resolve; none: always full.", None)
    steps: tuple[Step, ...] = told("Legal steps until a signed text is in force.", ())


class Leader(Block):
    """A leader: what he cares for, what he said he would reach, what losing would mean."""

    name: Words = told("The leader's name.", "")
    office: Words = told("How sentences name the leader: the president.", "the leader")
    office_weight: Share = told(Sentences["office_weight"], unit="share")
    fate: FateForm = told(
        "Worth of being out of office, staying being 1.", unit="share", reach="clipped to 0 to 1"
    )
    aim: Annotated[Number, Within(-1, 2)] = told(Sentences["aim"], unit="share")
    steepness: Positive = told(Sentences["steepness"], unit="share")


class Circle(Block):
    """The inner circle, which can remove the leader if it manages to coordinate."""

    opportunity: Chance = told(Sentences["opportunity"], unit="chance per period")
    isolation: Share = told(Sentences["isolation"], unit="share")
    price: Positive = told(Sentences["price"], unit="same as prize")
    spread: Positive = told(Sentences["spread"], unit="same as resistance")
    prize: Form = told(Sentences["prize"], unit="same as price")
    resistance: Form = told(Sentences["resistance"], unit="compared with 1 − price/prize")


class FrozenChange(Block):
    """What changes in `frozen`."""

    constant: Any_ | None = told("Worth with the front at level 0.", None, unit="share")
    front: Any_ | None = told("What the front at its top adds.", None, unit="share")


class AudienceChange(Block):
    """What changes at home."""

    ratify: Any_ | None = told(Sentences["ratify"], None, unit="share, 0 to 1")
    resolve_adds: Any_ | None = told("What full resolve adds to `ratify`.", None, unit="share")


class LeaderChange(Block):
    """What changes with the person; fields not named stay."""

    name: Words = told("The successor as a person.", "")
    office: Words | None = told("How sentences name him or her.", None)
    office_weight: Share | None = told(Sentences["office_weight"], None, unit="share")
    fate: FateForm | None = told(
        "Worth of being out of office.", None, unit="share", reach="clipped to 0 to 1"
    )
    aim: Annotated[Number, Within(-1, 2)] | None = told(Sentences["aim"], None, unit="share")
    steepness: Positive | None = told(Sentences["steepness"], None, unit="share")


class CircleChange(Block):
    """What changes in the inner circle."""

    opportunity: Chance | None = told(Sentences["opportunity"], None, unit="chance per period")
    isolation: Share | None = told(Sentences["isolation"], None, unit="share")
    price: Positive | None = told(Sentences["price"], None, unit="same as prize")
    spread: Positive | None = told(Sentences["spread"], None, unit="same as resistance")
    prize: Form | None = told(Sentences["prize"], None, unit="same as price")
    resistance: Form | None = told(Sentences["resistance"], None)


class Successor(Block):
    """One of those who may follow a leader; what is not named stays as with the predecessor."""

    name: Words = told("Who it is.")
    about: Words = told("Why this successor is possible.", "")
    weight: Weight = told("Weight in the lottery among successors.", unit="any positive number")
    ends: Chance = told(
        "Chance that this successor ends the war at once.", exactly(0.0), unit="chance"
    )
    ending: Id = told("The ending he or she then brings about.", "withdrawal")
    resets: dict[Id, Level] = told(
        "By track: the level at which the successor starts it.", make=dict, unit="level"
    )
    discount: Discount | None = told(Sentences["discount"], None, unit="factor per period")
    cost: Amount | None = told(Sentences["cost"], None, unit="share per period")
    cost_tracks: dict[Id, Any_] | None = told(
        "Replaces the party's `cost_tracks` as a whole.", None, unit="share"
    )
    frozen: FrozenChange | None = told("What a frozen line then means to the party.", None)
    audience: AudienceChange | None = told("What then passes at home.", None)
    leader: LeaderChange | None = told("What changes with the person.", None)
    circle: CircleChange | None = told("What changes in the inner circle.", None)
    other_hazard: Chance | None = told(Sentences["other_hazard"], None, unit="chance per period")
    beliefs: Belief | None = told(
        "Replaces the party's block of `beliefs` as a whole; {} sees things as they are.", None
    )
    talks: PolicyForm | None = told(
        "Chance of talks in a period while this successor leads.",
        None,
        unit="chance per period",
        reach="clipped to 0 to 1",
    )


def _successors(given: object) -> object:
    return {} if given is None else given


class Party(Block):
    """A party of the game. The attacker's side is named by `attacker`."""

    name: Words = told("What people call it.")
    adjective: Words = told("As in: the Russian leadership.", "")
    about: Words = told("Who it is and who decides.", "")
    side: Side | None = told(
        "Whose base strength is its own; by default attacker for the attacker, else defender.", None
    )
    discount: Discount = told(Sentences["discount"], exactly(0.998), unit="factor per period")
    cost: Amount = told(Sentences["cost"], unit="share per period")
    cost_tracks: dict[Id, Any_] = told(
        "By track: cost · (1 + Σ c·(1 − norm)).", make=dict, unit="share"
    )
    veto: Yes = told("Whether a deal needs its consent.", True)
    can_break: Yes = told("Whether it can break a signed peace.", True)
    face: Id | None = told(
        "Track that carries its face: what it leaves of flattering spin; none: all of it.", None
    )
    frozen: Frozen = told(
        "What a line that stays where it is means to the party.", reach="clipped to 0 to 1"
    )
    audience: Audience | None = told("Who must ratify at home; none: nobody.", None)
    leader: Leader | None = told("Who leads; none: the party cares for the terms alone.", None)
    circle: Circle | None = told("The inner circle that could remove the leader.", None)
    other_hazard: Chance = told(Sentences["other_hazard"], exactly(0.0), unit="chance per period")
    successors: Annotated[dict[Id, Successor], Before(_successors)] = told(
        "Who may follow the leader; none listed: removal ends the war as `collapse`.", make=dict
    )

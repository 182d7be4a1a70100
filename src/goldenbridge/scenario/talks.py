"""Talks and policies: when the sides meet, who proposes, and the levers under study."""

from typing import Annotated, Any, Literal

from goldenbridge.scenario.block import NUMBER, Block, Id, PolicyForm, Words, told
from goldenbridge.scenario.number import Chance, Share, Short, exactly


class Mediator(Block):
    """Who puts forward packages without being a party."""

    name: Words = told("Who mediates.", "a mediator")
    ranks_by: Literal["product", "sum", "minimum"] = told(
        "What the mediator prefers: the product, sum or minimum of the veto parties' values.",
        "product",
    )


def _rotation(given: Any) -> Any:
    return (given,) if isinstance(given, dict) else given


MAPPING = {"type": "object", "additionalProperties": NUMBER}


class Talks(Block):
    """When talks take place and who proposes. Model, section 5."""

    chance: PolicyForm = told(
        "Chance that talks take place in a period.",
        unit="chance per period",
        reach="clipped to 0 to 1",
    )
    proposers: Annotated[tuple[dict[Id, Chance], ...], Short(_rotation, MAPPING, "a mapping")] = (
        told(
            "Chance of each party, and of `mediator`, to propose; they add up to 1. A list is used "
            "in rotation, one entry a period.",
            unit="chance",
        )
    )
    mediator: Mediator = told("Who mediates, if anybody.", make=Mediator)


def _value(given: Any) -> Any:
    if isinstance(given, dict) and ("value" not in given or set(given) & {"name", "zero", "one"}):
        return given if set(given) & {"name", "zero", "one", "about", "value"} else {"value": given}
    return given if isinstance(given, Block | dict) else {"value": given}


class LeverBlock(Block):
    """A policy under study, constant in time: 0 is nothing, 1 all that could be done."""

    name: Words = told("What people call the policy.", "")
    about: Words = told("What the value stands for.", "")
    zero: Words = told("What 0 stands for.", "none")
    one: Words = told("What 1 stands for.", "all that could be done")
    value: Share = told("How much of it is in force.", unit="0 none, 1 all", default=exactly(0.0))


Lever = Annotated[LeverBlock, Short(_value, NUMBER, "a number")]

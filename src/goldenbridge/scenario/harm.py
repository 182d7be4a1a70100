"""What the war does and what it risks: deaths, other harm, named risks. Model, section 6."""

from goldenbridge.scenario.block import Block, Form, Words, told
from goldenbridge.scenario.number import Amount


class Deaths(Block):
    """Deaths of all sides, civilians included."""

    per_period: Form = told(
        "Deaths in a period of war.", unit="people per period", reach="at least 0"
    )
    so_far: Amount | None = told("Deaths up to the cut-off; shown only.", None, unit="people")
    source: Words = told("A key of `sources`, or plain text.", "")


class Harm(Block):
    """Another amount that adds up while the war goes on."""

    name: Words = told("What is counted.")
    unit: Words = told("In what unit.", "")
    per_period: Form = told("Amount in a period of war.", unit="per period", reach="at least 0")
    source: Words = told("A key of `sources`, or plain text.", "")


class Risk(Block):
    """A named chance, added up along the forecast. The parties do not react to it."""

    name: Words = told("What might happen, as a phrase: a direct clash of the alliances.")
    about: Words = told("Why, and how the number was reached.", "")
    per_period: Form = told(
        "Chance in a period of war, clipped to 0 … 1.", unit="chance per period"
    )
    source: Words = told("A key of `sources`, or plain text.", "")

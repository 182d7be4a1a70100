"""Tracks: where the war stands and how it moves. Model, section 1."""

from typing import Annotated, Literal

from pydantic import Field

from goldenbridge.scenario.block import Block, Count, Form, Id, Level, Words, Yes, told
from goldenbridge.scenario.number import Chance, Number, Positive, Within

Erosion = Annotated[Number, Within(0, 1)]
Boost = Annotated[Number, Within(above=-1)]
Levels = Annotated[Count, Within(2, 1000)]


class Ends(Block):
    """Absorbing ends of a track; each names an ending."""

    top: Id | None = told(
        "Ending reached at the highest level; none: the track just stops there.", None
    )
    bottom: Id | None = told("Ending reached at level 0; none: the track just stops there.", None)


class Strength(Block):
    """Strength of a side: base · Π_tracks (1 − c·(1 − norm)) · Π_levers (1 + c·lever)."""

    base: Annotated[Number, Within(0)] = told(
        "Strength with every track named here at its top and every lever at 0.",
        unit="relative to the other side's",
    )
    tracks: dict[Id, Erosion] = told(
        "By track: the share of strength lost when the track is at 0.", make=dict, unit="share"
    )
    levers: dict[Id, Boost] = told(
        "By lever: the share of strength that the lever at 1 adds.", make=dict, unit="share"
    )


class Strengths(Block):
    """The two strengths of a contest, by side."""

    attacker: Strength = told("Strength of the attacker's side.")
    defender: Strength = told("Strength of the defender's side.")


class Contest(Block):
    """A track that is fought over: it moves up with tempo·p, down with tempo·(1 − p)."""

    name: Words = told("What people call the track.")
    kind: Literal["contest"] = told("`contest`: moved by fighting. `drift`: moved by itself.")
    about: Words = told("What the track stands for.", "")
    levels: Levels = told("How many levels it has; the lowest is 0.", unit="levels")
    start: Level = told("Level at the cut-off; no end.", unit="level")
    front: Yes = told(
        "Whether this is the front: its norm is the share of the stake the attacker holds.", False
    )
    bottom: Words = told("Level 0 in words.", "")
    top: Words = told("The highest level in words.", "")
    ends: Ends = told("Absorbing ends, where the war is over.", make=Ends)
    tempo: Chance = told(
        "Chance that the track moves at all in a period. For the same war with n levels in place "
        "of 21 take tempo · ((n − 1)/20)².",
        unit="chance per period",
    )
    decisiveness: Positive = told(
        "How surely the stronger side moves it: p = S_a^m / (S_a^m + S_d^m). For the same war with "
        "n levels in place of 21 take m · 20/(n − 1).",
        unit="exponent m",
    )
    strength: Strengths = told("What each side can bring to bear.")


class Drift(Block):
    """A track that drifts: up and down each a linear form, clipped to 0 … 1."""

    name: Words = told("What people call the track.")
    kind: Literal["drift"] = told("`contest`: moved by fighting. `drift`: moved by itself.")
    about: Words = told("What the track stands for.", "")
    levels: Levels = told("How many levels it has; the lowest is 0.", unit="levels")
    start: Level = told("Level at the cut-off; no end.", unit="level")
    front: Yes = told(
        "Whether this is the front: its norm is the share of the stake the attacker holds.", False
    )
    bottom: Words = told("Level 0 in words.", "")
    top: Words = told("The highest level in words.", "")
    ends: Ends = told("Absorbing ends, where the war is over.", make=Ends)
    up: Form = told(
        "Chance to rise by one level in a period. A rise of x of the norm a period is "
        "x · (levels − 1).",
        unit="chance per period",
        reach="clipped to 0 to 1",
    )
    down: Form = told(
        "Chance to fall by one level in a period. A fall of x of the norm a period is "
        "x · (levels − 1). Up and down together may not pass 1.",
        unit="chance per period",
        reach="clipped to 0 to 1",
    )


Track = Annotated[Contest | Drift, Field(discriminator="kind")]

"""A number of a scenario, plain or uncertain. The middle value is what a run uses."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

KEYS = ("value", "low", "middle", "high", "q10", "q50", "q90", "source", "certainty", "note")
"""Every key an uncertain number may have."""

Certainty = Literal["settled", "estimate", "contested", "judgement"]


def refused(what: str, right: str = "") -> PydanticCustomError:
    """A refusal for people: what is wrong, what would be right."""
    return PydanticCustomError("refused", "{what}", {"what": what, "right": right})


class Number(BaseModel):
    """A number: plain, a range with or without a middle value, or three quantiles."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)

    value: float | None = Field(
        default=None, description="A plain number, where it carries a source."
    )
    low: float | None = Field(default=None, description="Lower end of the plausible range.")
    middle: float | None = Field(
        default=None,
        description="The value a run uses; without it the midpoint of `low` and `high`.",
    )
    high: float | None = Field(default=None, description="Upper end of the plausible range.")
    q10: float | None = Field(default=None, description="One chance in ten that it is lower.")
    q50: float | None = Field(default=None, description="As likely above as below; a run uses it.")
    q90: float | None = Field(default=None, description="One chance in ten that it is higher.")
    source: str | None = Field(default=None, description="A key of `sources`, or plain text.")
    certainty: Certainty | None = Field(
        default=None, description="How sure: settled, estimate, contested or judgement."
    )
    note: str | None = Field(default=None, description="Why this number.")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        if isinstance(given, bool) or given is None or isinstance(given, str | list):
            raise refused(f"A number belongs here, not {_kind(given)}.")
        if isinstance(given, int | float):
            return {"value": float(given)}
        for key in KEYS[:7]:
            if isinstance(given, dict) and isinstance(given.get(key, 0), bool | str | list | dict):
                raise refused(f"`{key}` must be a number, not {_kind(given[key])}.")
        return given

    @model_validator(mode="after")
    def _shape(self) -> Self:
        given = {key for key in KEYS[:7] if getattr(self, key) is not None}
        shapes: list[set[str]] = [
            {"value"}, {"low", "high"}, {"low", "middle", "high"}, {"q10", "q50", "q90"}
        ]  # fmt: skip
        if given not in shapes:
            right = "Write one number, or low and high (and middle), or q10, q50 and q90."
            raise refused(f"{_stated(given)} do not make a number.", right)
        points = self.points
        if any(a > b for a, b in pairwise(points)):
            told = ", ".join(f"{p:g}" for p in points)
            raise refused(f"The values {told} do not rise.", "Put the lowest first.")
        if self.q50 is not None and not points[0] < points[1] < points[2]:
            raise refused("The three quantiles must differ.", "Let q10 < q50 < q90.")
        return self

    @property
    def points(self) -> tuple[float, ...]:
        """The stated values, lowest first."""
        stated = (self.value, self.low, self.middle, self.high, self.q10, self.q50, self.q90)
        return tuple(point for point in stated if point is not None)

    @property
    def used(self) -> float:
        """The middle value, which a run uses."""
        if self.value is not None:
            return self.value
        if self.q50 is not None:
            return self.q50
        if self.middle is not None:
            return self.middle
        assert self.low is not None
        assert self.high is not None
        return (self.low + self.high) / 2

    def __float__(self) -> float:
        return self.used

    @property
    def uncertain(self) -> bool:
        """Whether it has a range."""
        return self.value is None

    @property
    def ends(self) -> tuple[float, float]:
        """Low and high end, or the 10 and 90 per cent points; twice the value of a plain number."""
        return self.points[0], self.points[-1]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "number"}, handler(schema)]}


def exactly(value: float) -> Number:
    """A plain number. Not validated: defaults are made at import, before the validator is."""
    return Number.model_construct(value=float(value))


def _stated(keys: set[str]) -> str:
    return "No values" if not keys else " and ".join(f"`{key}`" for key in KEYS if key in keys)


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"the text `{value[:30]}`"
    return "a list" if isinstance(value, list) else "a mapping"


class Within:
    """The range a number must keep, every end and quantile of it; `open` ends are left out."""

    __slots__ = ("above", "at_least", "at_most", "below")

    def __init__(
        self,
        at_least: float | None = None,
        at_most: float | None = None,
        *,
        above: float | None = None,
        below: float | None = None,
    ) -> None:
        self.at_least, self.at_most, self.above, self.below = at_least, at_most, above, below

    @property
    def words(self) -> str:
        """The range in words; empty if any number will do."""
        if self.at_least is not None and self.at_most is not None:
            return f"{self.at_least:g} to {self.at_most:g}"
        if self.above is not None and self.at_most is not None:
            return f"above {self.above:g}, at most {self.at_most:g}"
        ends = {"at least": self.at_least, "above": self.above, "at most": self.at_most}
        return ", ".join(f"{word} {end:g}" for word, end in ends.items() if end is not None)

    def holds(self, value: float) -> bool:
        """Whether a value keeps the range."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )

    def check(self, number: Any) -> Any:
        """The number itself, or a refusal that names the value outside."""
        points = number.points if isinstance(number, Number) else (number,)
        for point in points:
            if not self.holds(point):
                raise refused(f"{point:g} is outside the range.", f"It must be {self.words}.")
        return number

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], CoreSchema]
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        ends = {
            "minimum": self.at_least,
            "maximum": self.at_most,
            "exclusiveMinimum": self.above,
            "exclusiveMaximum": self.below,
        }
        return {**handler(schema), **{key: end for key, end in ends.items() if end is not None}}


class Before:
    """A check of what was written, before its type is looked at; it may return something else.

    Like pydantic's own `BeforeValidator`, but nothing is asked of the function's signature, which
    would be asked of each of some two hundred fields whenever a command starts.
    """

    __slots__ = ("check",)

    def __init__(self, check: Callable[[Any], Any]) -> None:
        self.check = check

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], CoreSchema]
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))


class Short:
    """That a block may be written in short: how to spell it out, and what the short form is."""

    __slots__ = ("json", "spell_out", "words")

    def __init__(self, spell_out: Callable[[Any], Any], json: dict[str, Any], words: str) -> None:
        self.spell_out, self.json, self.words = spell_out, json, words

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], CoreSchema]
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.spell_out, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [self.json, handler(schema)]}


Any_ = Annotated[Number, Within()]
Chance = Annotated[Number, Within(0, 1)]
Share = Annotated[Number, Within(0, 1)]
Amount = Annotated[Number, Within(0)]
Positive = Annotated[Number, Within(above=0)]

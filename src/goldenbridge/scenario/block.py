"""What every block of the language is: frozen, unknown fields refused, a sentence a field."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from goldenbridge.scenario.number import KEYS, Any_, Before, Number, Short, Within, exactly, refused

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
"""What an id looks like."""
LONGEST_TEXT = 4000
"""Characters of one text."""


class Block(BaseModel):
    """A block of the language."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


def told(
    sentence: str, default: Any = ..., *, unit: str = "", reach: str = "", make: Any = None
) -> Any:
    """A field with its sentence, its unit and, where its type does not say it, its range."""
    extra: dict[str, Any] = {key: text for key, text in (("unit", unit), ("range", reach)) if text}
    if make is not None:
        return Field(default_factory=make, description=sentence, json_schema_extra=extra or None)
    return Field(default, description=sentence, json_schema_extra=extra or None)


def _day(given: Any) -> Any:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise refused("This is not a date.", "Write it as 2022-03-27.") from None


def _whole(given: Any) -> Any:
    if isinstance(given, bool) or not isinstance(given, int):
        raise refused("A whole number belongs here.", "Write it without a decimal point.")
    return given


def _words(given: Any) -> Any:
    if not isinstance(given, str):
        raise refused("Text belongs here.", "Put it in quotes.")
    if len(given) > LONGEST_TEXT:
        right = f"Use at most {LONGEST_TEXT:,}; longer texts belong in sources.md."
        raise refused(f"The text has {len(given):,} characters.", right)
    return given


def _id(given: Any) -> Any:
    if not isinstance(given, str) or not ID.fullmatch(given):
        right = "Use at most 40 letters, digits, _ and -, starting with a letter."
        raise refused(f"`{str(given)[:50]}` cannot be an id.", right)
    return given


def _yes(given: Any) -> Any:
    if not isinstance(given, bool):
        raise refused("true or false belongs here.", "Write one of the two.")
    return given


as_id = Before(_id)
Id = Annotated[str, as_id]
"""The name by which other places refer to a thing."""
Words = Annotated[str, Before(_words)]
"""Text for people."""
Day = Annotated[date, Before(_day)]
"""A calendar date."""
Yes = Annotated[bool, Before(_yes)]
"""true or false."""
Level = Annotated[int, Before(_whole), Within(0)]
"""A level of a track, from 0."""
Count = Annotated[int, Before(_whole), Within(1)]
"""A whole number of at least 1."""
Natural = Annotated[int, Before(_whole), Within(0)]
"""A whole number of at least 0."""


def _constant(given: Any) -> Any:
    """A form written as a number is a constant."""
    if isinstance(given, Block):
        return given
    if isinstance(given, dict) and ("constant" in given or not set(given) & set(KEYS)):
        return given
    return {"constant": given}


class LinearForm(Block):
    """A linear form: constant + Σ coefficient·lever + Σ coefficient·norm of a track."""

    constant: Any_ = told("The value with every lever and track at 0.", exactly(0.0))
    levers: dict[Id, Number] = told("By lever: what the lever at 1 adds.", make=dict)
    tracks: dict[Id, Number] = told("By track: what the track at its top adds.", make=dict)


class LeverForm(Block):
    """A linear form in levers only: constant + Σ coefficient·lever."""

    constant: Any_ = told("The value with every lever at 0.", exactly(0.0))
    levers: dict[Id, Number] = told("By lever: what the lever at 1 adds.", make=dict)


NUMBER = {"x-is": "Number"}
"""Stands for a number in the JSON schema until `schema` puts the reference there."""
as_constant = Short(_constant, NUMBER, "a number")
"""Marks a form that may be written as a number, its constant."""
Form = Annotated[LinearForm, as_constant]
"""A linear form, or a number that stands for its constant."""
PolicyForm = Annotated[LeverForm, as_constant]
"""A linear form in levers, or a number."""

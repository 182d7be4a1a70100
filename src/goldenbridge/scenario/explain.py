"""What a field of the language means: its sentence, unit, range, default, and what it may hold."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from goldenbridge.scenario.block import LeverForm, LinearForm
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.naming import SHORT
from goldenbridge.scenario.number import Number, Short
from goldenbridge.scenario.parties import Fate
from goldenbridge.scenario.problems import Problem, ScenarioError, choices, listed, near
from goldenbridge.scenario.walk import ROOT, Place, fields, find, plain, step

DEEPEST = 9
"""Levels below the top at which fields are looked for by their bare name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field in words.

    path      dotted, with <party>, <track> … where an id stands
    sentence  what it means
    unit      in what it is measured; empty for blocks and words
    reach     the range in words; empty if any value will do
    default   what holds if it is left out; "needed" if it may not be
    form      what may be written
    inside    the fields within, empty for numbers, words and dates
    """

    path: str
    sentence: str
    unit: str
    reach: str
    default: str
    form: str
    inside: tuple[Field, ...] = ()


_IDS = {
    "parties": "party", "beliefs": "party", "aims": "party", "weights": "party",
    "substance": "party", "appearance": "party", "penalty": "party", "shown": "party",
    "lost_face": "party", "leaders": "party", "by_leader": "party", "proposers": "party",
    "tracks": "track", "cost_tracks": "track", "resets": "track", "recovered": "track",
    "levers": "lever", "issues": "issue", "honour": "issue", "adds_honour": "issue",
    "takes_honour": "issue", "terms": "issue", "texts": "issue", "met": "issue",
    "in_words": "issue", "against": "issue", "values": "issue", "levels": "level",
    "successors": "successor", "packages": "package", "endings": "ending", "sources": "source",
    "risks": "risk", "harms": "harm", "starts": "start", "onlookers": "onlooker",
    "yardsticks": "yardstick", "spoilers": "spoiler", "members": "state", "measures": "measure",
}  # fmt: skip
_TRACK_LEVELS = ("course", "starts", "record")


def explain(path: str) -> Field:
    """The field at a path; ids may be any word. Raises ScenarioError with the near names."""
    words = path.split(".") if path else []
    place = find(words)
    if place is None:
        raise ScenarioError([_unknown(path, words)])
    return describe(place, inside=True)


def named(name: str) -> list[str]:
    """Every path whose last part is this field's name, in the order of the language."""
    return [path for path, _ in everything() if path.rsplit(".", 1)[-1] == name]


@cache
def everything() -> tuple[tuple[str, Place], ...]:
    """Every field of the language with its path, blocks before what is in them."""
    return tuple(_below(ROOT, ()))


def _below(place: Place, models: tuple[type[BaseModel], ...]) -> Iterator[tuple[str, Place]]:
    """Fields within; a model that holds itself is not entered again."""
    own = place.models
    if Number in own or any(model in models for model in own):
        return
    parts = list(fields(place)) or ([_id(place)] if place.entry is not None else [])
    for part in parts:
        inner = step(place, part)
        if inner is not None:
            yield ".".join(inner.path), inner
            yield from _below(inner, (*models, *own))


def _id(place: Place) -> str:
    """What stands for an id below a mapping: <party>; <n> for a place in a list."""
    shape = place.shape
    if typing.get_origin(shape) is tuple:
        return "<n>"
    last = place.path[-1] if place.path else ""
    if last.startswith("<"):
        return {"<issue>": "<level>", "<party>": "<aim>", "<level>": "<party>"}.get(last, "<name>")
    if last == "levels" and place.path[0] in _TRACK_LEVELS:
        return "<track>"
    if place.path[0] in ("onlookers", "yardsticks") and last in (
        "weights",
        "substance",
        "appearance",
    ):
        return "<issue>"
    return f"<{_IDS.get(last, 'name')}>"


def describe(place: Place, *, inside: bool = False) -> Field:
    """A place of the language in words."""
    info, shape = place.info, place.shape
    extra: dict[str, Any] = {}
    if info is not None and isinstance(info.json_schema_extra, dict):
        extra = dict(info.json_schema_extra)
    sentence = (info.description or "") if info is not None else _docstring(place)
    return Field(
        path=".".join(place.path),
        sentence=sentence,
        unit=str(extra.get("unit", "")),
        reach=_reach(place) or str(extra.get("range", "")),
        default=_default(info, place.path),
        form="an id" if place.is_id and shape is str else _form(shape, place.short),
        inside=tuple(_inside(place)) if inside else (),
    )


def _reach(place: Place) -> str:
    """The range of a number, or of the numbers in a mapping."""
    within = place.within
    if within is None and place.entry is not None:
        within = plain(place.entry)[1]
    return within.words if within else ""


def _inside(place: Place) -> Iterator[Field]:
    if Number in place.models:
        return
    if place.entry is not None and not place.models:
        inner = step(place, _id(place))
        if inner is not None and inner.models and Number not in inner.models:
            place = inner
    for name in fields(place):
        inner = step(place, name)
        if inner is not None:
            yield describe(inner)


def _docstring(place: Place) -> str:
    said = [model.__doc__ or "" for model in place.models]
    return " ".join(text.strip().split("\n\n")[0] for text in said)


def _default(info: FieldInfo | None, path: tuple[str, ...]) -> str:
    if info is None:
        return ""
    if info.is_required():
        return "needed"
    given = info.get_default(call_default_factory=True, validated_data={})
    if given is None and "successors" in path[:-1] and path[-2:-1] != ("successors",):
        return "as with the predecessor"
    if given is None or given is PydanticUndefined or given in ({}, (), ""):
        return "none"
    if isinstance(given, Number):
        return f"{float(given):g}"
    if isinstance(given, BaseModel):
        return "as its fields say"
    return str(given).lower() if isinstance(given, bool) else str(given)


def _form(shape: Any, short: Short | None) -> str:
    """What may be written, in words."""
    long = _long(shape)
    if short is None or long.startswith(short.words):
        return long
    return f"{short.words}, or {long}"


def _long(shape: Any) -> str:
    models = tuple(m for m in ((shape,) if isinstance(shape, type) else ()) if m)
    if Number in models:
        return "a number, or a range such as {low: …, high: …}"
    if LinearForm in models:
        return "{constant, levers: {…}, tracks: {…}}"
    if LeverForm in models:
        return "{constant, levers: {…}}"
    if Fate in models:
        return "{constant, slope}"
    origin = typing.get_origin(shape)
    if origin is dict:
        entry = _short(plain(typing.get_args(shape)[1])[0])
        return f"a mapping from ids to {entry}"
    if origin is tuple:
        return f"a list of {_short(plain(typing.get_args(shape)[0])[0])}"
    if origin is typing.Literal:
        return " or ".join(str(choice) for choice in typing.get_args(shape))
    return _ONE.get(shape, "a block" if models else "an id, or a list or mapping of ids")


_ONE: dict[Any, str] = {
    str: "text",
    date: "a date: 2022-03-27",
    int: "a whole number",
    bool: "true or false",
}


def _short(shape: Any) -> str:
    if shape is Number:
        return "numbers"
    if shape is str:
        return "ids or texts"
    if shape is int:
        return "whole numbers"
    return "mappings" if typing.get_origin(shape) is dict else "blocks"


def _unknown(path: str, words: list[str]) -> Problem:
    for size in range(len(words) - 1, -1, -1):
        place = find(words[:size])
        if place is not None:
            known = fields(place)
            where = f"`{'.'.join(words[:size])}`" if size else "a scenario"
            what = f"`{words[size]}` is no field of {where}."
            return Problem(path, what, _near(words[size], known, words[:size]))
    return Problem(path, f"`{path}` is no field.", choices(path, fields(ROOT)))


def _near(word: str, known: Iterable[str], above: list[str]) -> str:
    """The near names where the word stands; for a bare word also those of fields deeper down."""
    known = list(known)
    if above or near(word, known):
        return choices(word, known)
    deeper = near(word, [path.rsplit(".", 1)[-1] for path, _ in everything()])
    return f"Did you mean {listed(deeper, 'or')}?" if deeper else choices(word, known)


def value_in(document: Document, path: str) -> Any:
    """What a scenario's document has at a path; None if it has nothing there."""
    value: Any = document
    for part in path.split("."):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, tuple) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            value = getattr(value, part, None)
        if value is None:
            return None
    if isinstance(value, BaseModel) and not isinstance(value, Number):
        inner = next((getattr(value, key) for key in SHORT if hasattr(value, key)), None)
        return inner if isinstance(inner, Number) else None
    return value if isinstance(value, Number | int | str) else None

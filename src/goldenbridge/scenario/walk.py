"""Finding one's way in the language: from a path to the field that stands there."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from goldenbridge.scenario.block import as_id
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.number import Number, Short, Within


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a path of the language.

    path      the path as asked, with ids in place
    info      the field, or None for an entry of a mapping and for the whole
    shape     its type without Annotated and None: a model, Number, str, dict[...] …
    within    the range it must keep, if any
    short     the short way to write it, if any
    is_id     whether it is the id of something
    """

    path: tuple[str, ...]
    info: FieldInfo | None
    shape: Any
    within: Within | None
    short: Short | None = None
    is_id: bool = False

    @property
    def models(self) -> tuple[type[BaseModel], ...]:
        """The models that may stand here."""
        return _models(self.shape)

    @property
    def entry(self) -> Any:
        """The type of an entry, where ids or list numbers come next; None elsewhere."""
        return _entry(self.shape)


def short_form(annotation: Any) -> Short | None:
    """The short way in which a type may be written, if any."""
    if typing.get_origin(annotation) is typing.Annotated:
        return next((x for x in typing.get_args(annotation) if isinstance(x, Short)), None)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        found = map(short_form, typing.get_args(annotation))
        return next((short for short in found if short is not None), None)
    return None


def _is_id(annotation: Any, metadata: list[Any]) -> bool:
    """Whether a type is an id."""
    inner = typing.get_args(annotation)
    return as_id in metadata or as_id in inner or any(_is_id(arg, []) for arg in inner[:1])


def plain(annotation: Any) -> tuple[Any, Within | None]:
    """A type without Annotated and None, and the range found on the way (the innermost last)."""
    within: Within | None = None
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation, *extras = typing.get_args(annotation)
            within = next((x for x in reversed(extras) if isinstance(x, Within)), within)
        elif origin in (typing.Union, types.UnionType):
            left = [arg for arg in typing.get_args(annotation) if arg is not type(None)]
            if len(left) > 1:
                return annotation, within
            annotation = left[0]
        else:
            return annotation, within


def _models(shape: Any) -> tuple[type[BaseModel], ...]:
    if typing.get_origin(shape) in (typing.Union, types.UnionType):
        return tuple(model for arg in typing.get_args(shape) for model in _models(plain(arg)[0]))
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return (shape,)
    return ()


def _entry(shape: Any) -> Any:
    origin = typing.get_origin(shape)
    if origin in (dict, tuple):
        return typing.get_args(shape)[1 if origin is dict else 0]
    if origin in (typing.Union, types.UnionType):
        found = [_entry(plain(arg)[0]) for arg in typing.get_args(shape)]
        return next((entry for entry in found if entry is not None), None)
    return None


ROOT = Place((), None, Document, None)


def fields(place: Place) -> dict[str, FieldInfo]:
    """The fields of what stands at a place, of all models that may stand there."""
    return {name: info for model in place.models for name, info in model.model_fields.items()}


def step(place: Place, part: str) -> Place | None:
    """One step down; None where the language has nothing of that name."""
    path = (*place.path, part)
    if info := fields(place).get(part):
        shape, within = plain(info.annotation)
        within = next((x for x in reversed(info.metadata) if isinstance(x, Within)), within)
        short = next((x for x in info.metadata if isinstance(x, Short)), None)
        short = short or short_form(info.annotation)
        return Place(path, info, shape, within, short, _is_id(info.annotation, info.metadata))
    if (entry := place.entry) is not None:
        shape, within = plain(entry)
        return Place(path, None, shape, within, short_form(entry), _is_id(entry, []))
    return None


def find(path: Sequence[str]) -> Place | None:
    """What stands at a path, ids included; None if the language has nothing there."""
    place: Place | None = ROOT
    for part in path:
        if place is None:
            return None
        place = step(place, part)
    return place


def numbers(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every number of a validated block with its path: a Number, or an int where levels count."""
    if isinstance(value, Number) or (isinstance(value, int) and not isinstance(value, bool)):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from numbers(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from numbers(entry, (*path, str(name)))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from numbers(entry, (*path, str(index)))

"""Looking past problems of single fields, so that those between blocks are told at the same time.

A field that is no number, or out of range, gets some number that is allowed; a bad date another; a
missing block one with stand-ins for all that it needs; a misspelt name gets the near one; an
unknown field goes. What cannot be mended so is left, and then nothing more is
told. Findings at a place that was touched are never told: they may be due to the mending.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from goldenbridge.scenario.block import LeverForm, LinearForm
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.number import Number, Within
from goldenbridge.scenario.parties import Fate
from goldenbridge.scenario.problems import Problem, near
from goldenbridge.scenario.read import Path_
from goldenbridge.scenario.walk import Place, fields, find, step


def look_past(tree: Any, problems: Iterable[Problem]) -> Document | None:
    """The document as it might be once these problems are mended; None if that cannot be told."""
    tree = copy.deepcopy(tree)
    if not all(_mend(tree, split(problem.path)) for problem in problems):
        return None
    try:
        return Document.model_validate(tree)
    except ValidationError:
        return None


def split(path: str) -> Path_:
    """A dotted path in parts; list numbers as integers."""
    return tuple(int(part) if part.isdigit() else part for part in path.split("."))


def untouched(path: Path_, problems: Iterable[Problem]) -> bool:
    """Whether a place lies neither in, nor above, one that had a problem."""
    touched = [split(problem.path) for problem in problems]
    return not any(path[: len(other)] == other or other[: len(path)] == path for other in touched)


def _mend(tree: Any, path: Path_) -> bool:
    """Mend one place of the tree; False if there is no telling how."""
    above = find([str(p) for p in path[:-1]])
    if above is not None and Number in above.models and len(path) > 1:
        path = path[:-1]  # an end of an uncertain number: the number as a whole
    for part in path[:-1]:
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return False
    last = path[-1]
    parent, place = find([str(p) for p in path[:-1]]), find([str(p) for p in path])
    if not isinstance(tree, dict) or not isinstance(last, str) or parent is None:
        return False
    if place is None:
        given, known = tree.pop(last), [name for name in fields(parent) if name not in tree]
        if close := near(last, known, 1):
            tree[close[0]] = given
        return True
    if path == ("language",):
        tree[last] = 1
        return True
    if last == "kind":
        tree[last] = "contest" if {"tempo", "strength"} & tree.keys() else "drift"
        return True
    block = isinstance(tree.get(last), dict) and _holds_more(place) and Number not in place.models
    if not block and (stand_in := _stand_in(place)) is not None:
        tree[last] = stand_in
        return True
    if place.info is not None and not place.info.is_required() and not _holds_more(place):
        tree.pop(last, None)
        return True
    return False


def _stand_in(place: Place) -> Any:
    """Something that may stand at a place and is unlikely to be wrong elsewhere; None: unknown."""
    if any(model in (Number, LinearForm, LeverForm, Fate) for model in place.models):
        return _allowed(place.within)
    if place.shape is int:
        tries = (1000, 1) if place.path[-1] == "levels" else (1, 2, 0)
        return next((n for n in tries if place.within is None or place.within.holds(n)), None)
    if place.shape is date:
        late = place.path[-1] in ("cutoff", "as_of")
        return (date.max if late else date.min).isoformat()
    if place.shape is str and not place.is_id:
        return "text"
    return _whole_block(place)


def _whole_block(place: Place) -> Any:
    """A block that is missing, if all that it needs can be stood in for; ids are never made up."""
    if len(place.models) != 1 or place.entry is not None:
        return None
    made = {}
    for name, info in fields(place).items():
        if info.is_required():
            inner = step(place, name)
            made[name] = None if inner is None else _stand_in(inner)
    return made if made and all(value is not None for value in made.values()) else None


def _allowed(within: Within | None) -> float:
    """Some number in the range."""
    tries = (0.5, 1.0, 0.0, 2.0)
    return next((value for value in tries if within is None or within.holds(value)), 1.0)


def _holds_more(place: Place) -> bool:
    return place.entry is not None or any(issubclass(m, BaseModel) for m in place.models)

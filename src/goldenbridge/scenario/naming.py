"""Names of numbers: the dotted path of every number, and how to put another one there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

from pydantic import BaseModel

from goldenbridge.scenario.document import Document
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.problems import Problem, ScenarioError, choices, near
from goldenbridge.scenario.read import dotted
from goldenbridge.scenario.walk import find, numbers

SHORT = ("constant", "value")
"""A form's constant and a lever's value also go by the path of the form or lever."""


PROPOSERS = ("talks", "proposers")
"""Chances to propose go without the number of the row where there is only one."""


_NEVER = ("record", "language", "starts")
"""Blocks whose numbers cannot be set: what came later, the version, and other settings."""


def canonical(path: tuple[str, ...], document: Document) -> str:
    """The name of a number: the shortest path that means only it."""
    if path[-1] == "value" and path[0] == "levers":
        return dotted(path[:-1])
    if path[:2] == PROPOSERS and len(document.talks.proposers) == 1:
        return dotted((*PROPOSERS, path[-1]))
    if path[-1] == "constant" and path[-2] != "frozen":
        block: Any = document
        for part in path[:-1]:
            block = _inner(block, part)
        rest = {
            name: getattr(block, name) for name in type(block).model_fields if name != "constant"
        }
        if not any(rest.values() if "slope" not in rest else [float(rest["slope"])]):
            return dotted(path[:-1])
    return dotted(path)


def _inner(value: Any, part: str) -> Any:
    if isinstance(value, dict):
        return value[part]
    return value[int(part)] if isinstance(value, tuple) else getattr(value, part)


def paths(document: Document) -> dict[str, tuple[str, ...]]:
    """Every name by which a number can be set, with the full path it means."""
    found: dict[str, tuple[str, ...]] = {}
    short: dict[str, tuple[str, ...]] = {}
    for path, _ in numbers(document):
        if path[0] in _NEVER:
            continue
        found[dotted(path)] = path
        if path[-1] in SHORT and path[-2] != "frozen":
            short[dotted(path[:-1])] = path
        if path[:2] == PROPOSERS and len(document.talks.proposers) == 1:
            short[dotted((*PROPOSERS, path[-1]))] = path
    for lever in document.levers:
        short.setdefault(lever, ("levers", lever, "value"))
    return {**short, **found}


def meant(given: str, document: Document) -> tuple[str, ...] | None:
    """The full path of the number that a name means, as in `paths`; None if it means none."""
    path = tuple(given.split("."))
    candidates = [path]
    if path[-1] != "frozen":
        candidates += [(*path, short) for short in SHORT]
    if path[:2] == PROPOSERS and len(document.talks.proposers) == 1:
        candidates.append((*PROPOSERS, "0", path[-1]))
    candidates.append(("levers", given, "value"))
    return next(
        (one for one in candidates if one[0] not in _NEVER and _is_number(one, document)), None
    )


def _is_number(path: tuple[str, ...], document: Document) -> bool:
    stands: Any = document
    for part in path:
        if isinstance(stands, Number) or stands is None:
            return False
        try:
            if isinstance(stands, BaseModel) and part not in type(stands).model_fields:
                return False
            stands = _inner(stands, part)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return False
    return isinstance(stands, Number) or (isinstance(stands, int) and not isinstance(stands, bool))


def place_values(
    document: Document, tree: Any, values: Mapping[str, float]
) -> tuple[Any, dict[str, float]]:
    """A scenario's tree with other numbers, and these by canonical path; the tree given stays.

    Raises ScenarioError naming every path that is no number of the scenario.
    """
    problems, changed = [], {}
    for given, value in values.items():
        path = meant(given, document)
        if path is None:
            problems.append(unknown(given, document, paths(document)))
        elif isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            problems.append(Problem(given, f"`{value}` is not a number that can be used."))
        else:
            tree = _written(tree, path, 0, _whole(document, path, value))
            changed[canonical(path, document)] = value
    if problems:
        raise ScenarioError(problems)
    return tree, changed


def _whole(document: Document, path: tuple[str, ...], value: float) -> float:
    """Whole-number fields take whole numbers; 8.0 is one."""
    stands: Any = document
    for part in path:
        stands = _inner(stands, part)
    return int(value) if isinstance(stands, int) and float(value).is_integer() else value


def _written(tree: Any, path: tuple[str, ...], depth: int, value: float) -> Any:
    """A copy of the tree with a value at a path, spelling out what the text writes in short.

    Only what lies on the path is copied.
    """
    part = path[depth]
    if isinstance(tree, dict) and part.isdigit():
        return _written(tree, path, depth + 1, value)  # the only row of a list, without the list
    key: Any = int(part) if isinstance(tree, list) else part
    new: Any = list(tree) if isinstance(tree, list) else dict(tree)
    if depth + 1 == len(path):
        new[key] = value
        return new
    inner = new[key] if isinstance(new, list) else new.get(key)
    if inner is None:
        inner = {}
    if not _spelled(inner) and _may_be_short(path[: depth + 1]):
        inner = {"value" if path[0] == "levers" else "constant": inner}
    new[key] = _written(inner, path, depth + 1, value)
    return new


@lru_cache(maxsize=10_000)
def _may_be_short(path: tuple[str, ...]) -> bool:
    """Whether the language lets a block at this path be written as a number."""
    place = find(path)
    return place is not None and place.short is not None


def _spelled(inner: Any) -> bool:
    """Whether a block is written out, and not as the number that stands for it."""
    if isinstance(inner, list):
        return True
    if not isinstance(inner, dict):
        return False
    uncertain = {"low", "middle", "high", "q10", "q50", "q90", "source", "certainty", "note"}
    return not inner or bool(set(inner) - uncertain)


def unknown(given: str, document: Document, known: dict[str, tuple[str, ...]]) -> Problem:
    """What to say of a path that is no number: the near ones, or those inside a block."""
    place = find(given.split("."))
    inside = [name for name in known if name.startswith(given + ".")]
    if place is not None and inside:
        return Problem(given, f"`{given}` is a block, not a number.", choices("", inside))
    if close := near(given, known):
        return Problem(given, f"`{given}` is no number of this scenario.", choices(given, close))
    last = given.rsplit(".", 1)[-1]
    alike = [name for name in known if name.rsplit(".", 1)[-1] == last]
    levers = [*document.levers]
    right = choices(given, alike) if alike else f"A lever goes by its name: {', '.join(levers)}."
    return Problem(given, f"`{given}` is no number of this scenario.", right)

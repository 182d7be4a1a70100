"""Pydantic's refusals in plain words: what is wrong and what would be right."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from goldenbridge.scenario.number import Number
from goldenbridge.scenario.problems import MOST, Problem, choices, listed, near
from goldenbridge.scenario.read import Path_, Text, dotted
from goldenbridge.scenario.walk import Place, fields, find

_SHORT = ("levers", "tracks", "constant", "slope")


def problems_of(error: ValidationError, text: Text) -> list[Problem]:
    """One problem a place, in the order of the file."""
    found: dict[str, Problem] = {}
    missing: set[str] = set()
    for one in error.errors(include_url=False, include_context=True):
        if len(found) >= 2 * MOST:
            break
        path = _path(one["loc"], text.tree)
        if one["type"].startswith("union_tag"):
            path = (*path, "kind")
        if _other_branch(one, path, text.tree):
            continue
        what, right = _words(one, path)
        problem = Problem(dotted(path), what, right, text.line(path))
        found.setdefault(problem.path, problem)
        if one["type"] == "missing":
            missing.add(problem.path)
    misspelt = {path for path in missing if _stands_otherwise(path, found, missing)}
    return [problem for path, problem in found.items() if path not in misspelt]


def _stands_otherwise(path: str, found: dict[str, Problem], missing: set[str]) -> bool:
    """Whether a missing field stands beside under a name so near that it must be meant."""
    parent, _, field = path.rpartition(".")
    others = (other.rpartition(".") for other in found if other not in missing)
    return any(above == parent and near(name, [field]) for above, _, name in others)


def _path(loc: tuple[Any, ...], tree: Any) -> Path_:
    """Pydantic's location without tags of unions and steps that the text writes in short."""
    path: Path_ = ()
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
        if _has(tree, part):
            tree, path = tree[part], (*path, part)
        elif last and isinstance(tree, dict) and _is_name(part):
            path = (*path, part)
    return path


def _has(tree: Any, part: Any) -> bool:
    if isinstance(tree, list):
        return isinstance(part, int) and part < len(tree)
    return isinstance(tree, dict) and part in tree


def _is_name(part: Any) -> bool:
    return isinstance(part, str) and part.replace("_", "").isalnum() and part not in _TAGS


_TAGS = ("contest", "drift", "constant", "str")


def _other_branch(one: Any, path: Path_, tree: Any) -> bool:
    """Whether this only says that a mapping or a list is no id, where either is allowed."""
    if not any(isinstance(part, str) and part.startswith("function-") for part in one["loc"]):
        return False
    for part in path:
        tree = tree[part] if _has(tree, part) else None
    return isinstance(tree, dict | list) and one["loc"][-1] != "[key]" and one["type"] == "refused"


def _words(one: Any, path: Path_) -> tuple[str, str]:
    kind, context = one["type"], one.get("ctx") or {}
    name = str(path[-1]) if path else "the file"
    place = find([str(part) for part in path])
    if kind == "refused":
        return context["what"], context["right"]
    if kind == "missing":
        return f"`{name}` is missing.", _wanted(place)
    if kind == "extra_forbidden":
        return _no_such_field(name, path)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return "`kind` must say what sort of track this is.", "Write kind: contest or kind: drift."
    if kind == "literal_error":
        return f"`{one['input']}` is not one of the choices.", f"Write {context['expected']}."
    if kind in ("model_type", "model_attributes_type", "dict_type", "mapping_type"):
        return "A mapping belongs here.", _inside(place)
    if kind in ("tuple_type", "list_type"):
        return "A list belongs here.", "Write [one, two], or one entry a line after `- `."
    if kind == "finite_number":
        return "This is not a number that can be used.", "Write a finite number."
    return f"{one['msg']}.", _wanted(place)


def _no_such_field(name: str, path: Path_) -> tuple[str, str]:
    parent = find([str(part) for part in path[:-1]])
    known = [*fields(parent)] if parent is not None else []
    if parent is not None and Number in parent.models:
        known = [*Number.model_fields]
    where = f"`{dotted(path[:-1])}`" if len(path) > 1 else "a scenario"
    return f"`{name}` is no field of {where}.", choices(name, known)


def _wanted(place: Place | None) -> str:
    if place is None or place.info is None:
        return ""
    sentence = place.info.description or ""
    reach = place.within.words if place.within else ""
    return f"{sentence} ({reach})" if reach else sentence


def _inside(place: Place | None) -> str:
    if place is None:
        return ""
    if models := [model for model in place.models if issubclass(model, BaseModel)]:
        needed = [
            name for m in models for name, info in m.model_fields.items() if info.is_required()
        ]
        names = list(dict.fromkeys(needed)) or [*fields(place)]
        return f"With the fields {listed(names)}."
    return "With an id and a value on each line."

"""Read and write game files: JSON in the format of `bare`, unknown fields refused.

The keyword `class` of the format is called `security` in Python; everything else keeps its name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
from pydantic import ConfigDict, TypeAdapter, ValidationError

from goldenbridge.game import bare
from goldenbridge.game.bare import BareGame, Packages, Party, Successor
from goldenbridge.game.consistent import inconsistencies


class GameFileError(ValueError):
    """A game file that cannot be used; `problems` lists every one as (field path, message)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{where}: {what}" for where, what in problems))


_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False, strict=True, arbitrary_types_allowed=True)
for _name in dir(bare):
    _shape = getattr(bare, _name)
    if isinstance(_shape, type) and is_dataclass(_shape) and _shape is not Packages:
        _shape.__pydantic_config__ = _STRICT  # type: ignore[attr-defined]


@dataclass(frozen=True)
class _PackageLists:
    """The block `packages` as it stands in a file."""

    actual: list[list[float]]
    apparent: list[list[float]]
    kept: list[float] | None = None
    security: list[int] | None = None
    front: list[int | None] | None = None
    penalty: list[list[float]] | None = None
    lapse: list[float] | None = None
    delivered: list[list[float]] | None = None
    levels: list[list[str]] | None = None


_PackageLists.__pydantic_config__ = _STRICT  # type: ignore[attr-defined]


def _pair(value: Any) -> Any:
    """A fate may be one number: then all losses cost the same."""
    return (value, 0.0) if isinstance(value, int | float) else value


def _rotation(value: Any) -> Any:
    """One distribution over proposers is a rotation of one."""
    if isinstance(value, list) and value and not isinstance(value[0], list):
        return [value]
    return value


def _prepare(game: dict[str, Any]) -> dict[str, Any]:
    """The same game with the format's short forms written out."""
    game = dict(game)
    if "recognition" in game:
        game["recognition"] = _rotation(game["recognition"])
    if isinstance(game.get("packages"), dict):
        game["packages"] = _renamed(game["packages"], "class", "security")
    if isinstance(game.get("issues"), list):
        game["issues"] = [_issue(issue) for issue in game["issues"]]
    for key in ("issues", "excluded", "solved", "levers", "rates"):
        if game.get(key, 0) is None:
            del game[key]
    if isinstance(game.get("parties"), list):
        game["parties"] = [_party(party) for party in game["parties"]]
    if isinstance(game.get("peace"), dict) and not game["peace"].get("classes", True):
        game["peace"] = {k: v for k, v in game["peace"].items() if k != "classes"}
    return game


def _renamed(value: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {new if key == old else key: item for key, item in value.items()}


def _issue(issue: Any) -> Any:
    if not isinstance(issue, dict) or not isinstance(issue.get("levels"), list):
        return issue
    levels = [
        _renamed(level, "class", "security") if isinstance(level, dict) else level
        for level in issue["levels"]
    ]
    return issue | {"levels": levels}


def _party(party: Any) -> Any:
    if not isinstance(party, dict):
        return party
    party = dict(party)
    if isinstance(party.get("leader"), dict) and "fate" in party["leader"]:
        party["leader"] = party["leader"] | {"fate": _pair(party["leader"]["fate"])}
    if isinstance(party.get("beliefs"), dict):
        party["beliefs"] = {k: v for k, v in party["beliefs"].items() if v is not None}
    if isinstance(party.get("successors"), list):
        party["successors"] = [
            successor | {"party": _party(successor["party"])}
            if isinstance(successor, dict) and "party" in successor
            else successor
            for successor in party["successors"]
        ]
    return party


_PARTY_FIELDS = get_type_hints(Party)
_REPLACEABLE = sorted(set(_PARTY_FIELDS) - {"name", "successors"})


def _arrays(lists: _PackageLists, parties: int) -> Packages:
    """Package lists as arrays; what the file leaves out has the format's default."""
    count = len(lists.actual[0]) if lists.actual else 0
    zeros = np.zeros(count)

    def per_party(rows: list[list[float]] | None) -> bare.Floats:
        if rows is None or not count:
            return np.zeros((parties, count))
        return np.array(rows, dtype=float)

    return Packages(
        actual=per_party(lists.actual),
        apparent=per_party(lists.apparent),
        kept=zeros + 1.0 if lists.kept is None else np.array(lists.kept, dtype=float),
        security=np.array(lists.security if lists.security is not None else zeros, dtype=np.int64),
        front=np.array(
            [-1 if level is None else level for level in lists.front]
            if lists.front is not None
            else zeros - 1,
            dtype=np.int64,
        ),
        penalty=per_party(lists.penalty),
        lapse=zeros if lists.lapse is None else np.array(lists.lapse, dtype=float),
        delivered=None if lists.delivered is None else per_party(lists.delivered),
        levels=None if lists.levels is None else tuple(map(tuple, lists.levels)),
    )


def _package_problems(lists: _PackageLists, parties: int) -> list[tuple[str, str]]:
    """Ragged or wrongly sized package arrays, told before NumPy sees them."""
    problems = []
    count = len(lists.actual[0]) if lists.actual else 0
    for name in ("actual", "apparent", "penalty", "delivered"):
        rows = getattr(lists, name)
        if rows is not None and [len(row) for row in rows] != [count] * parties:
            problems.append(
                (f"packages.{name}", f"needs {parties} rows (one a party) of {count} numbers")
            )
    for name in ("kept", "security", "front", "lapse", "levels"):
        column = getattr(lists, name)
        if column is not None and len(column) != count:
            shown = "class" if name == "security" else name
            problems.append((f"packages.{shown}", f"needs {count} entries, has {len(column)}"))
    return problems


def _told(error: ValidationError, prefix: str = "") -> list[tuple[str, str]]:
    """pydantic's findings as (path, message) in the words of the format."""
    told = []
    for item in error.errors():
        path = ".".join("class" if part == "security" else str(part) for part in item["loc"])
        message = {
            "unexpected_keyword_argument": "is not a field of the format",
            "missing": "is missing",
            "missing_argument": "is missing",
        }.get(item["type"], item["msg"])
        told.append((prefix + path, message))
    return told


def _successor(successor: Successor, where: str) -> Successor:
    """The fields a successor replaces, checked with the types they have in `Party`."""
    problems: list[tuple[str, str]] = []
    party: dict[str, object] = {}
    for name, value in successor.party.items():
        if name not in _REPLACEABLE:
            problems.append((f"{where}.party.{name}", "cannot be replaced by a successor"))
            continue
        try:
            adapter: TypeAdapter[Any] = TypeAdapter(_PARTY_FIELDS[name])
            party[name] = adapter.validate_json(json.dumps(value), strict=True)
        except ValidationError as error:
            problems += _told(error, f"{where}.party.{name}.")
    game: dict[str, object] = {}
    for name, value in successor.game.items():
        if name != "talks":
            problems.append((f"{where}.game.{name}", "only `talks` can be replaced"))
            continue
        form = TypeAdapter(bare.LinearForm)
        game[name] = form.validate_json(json.dumps(value), strict=True)
    if problems:
        raise GameFileError(problems)
    filled: Successor = _replaced(successor, party=party, game=game)
    return filled


def _replaced(thing: Any, **changes: Any) -> Any:
    """`dataclasses.replace` that keeps what pydantic made."""
    values = {item.name: getattr(thing, item.name) for item in fields(thing)}
    return type(thing)(**(values | changes))


def read_game(source: str | Path | Mapping[str, Any]) -> BareGame:
    """A game file (path), or its parsed JSON, as a `BareGame`.

    `{"game": {...}}` and the bare `{...}` are both accepted.
    Raises GameFileError with every problem found; OSError if the file cannot be read.
    """
    if isinstance(source, Mapping):
        content: Any = dict(source)
    else:
        try:
            content = json.loads(Path(source).read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            what = f"is not UTF-8 text: byte {error.start + 1:,} cannot be read"
            raise GameFileError([("file", what)]) from error
        except json.JSONDecodeError as error:
            what = (
                f"is not JSON: it cannot be read on from line {error.lineno}, column {error.colno}"
            )
            raise GameFileError([("file", what)]) from error
    if not isinstance(content, dict):
        raise GameFileError([("file", "must hold a JSON object with the field `game`")])
    game = content.get("game", content)
    if not isinstance(game, dict):
        raise GameFileError([("game", "must be an object")])
    return _validated(_prepare(game))


_FILE_SHAPE = {name: hint for name, hint in get_type_hints(BareGame).items() if name != "packages"}


def _validated(game: dict[str, Any]) -> BareGame:
    problems: list[tuple[str, str]] = []
    parts: dict[str, Any] = {}
    for name in game:
        if name not in _FILE_SHAPE and name != "packages":
            problems.append((name, "is not a field of the format"))
    for name, hint in (_FILE_SHAPE | {"packages": _PackageLists}).items():
        if name not in game:
            if name in {
                "shown",
                "tracks",
                "front",
                "start",
                "parties",
                "endings",
                "talks",
                "recognition",
                "packages",
            }:
                problems.append((name, "is missing"))
            continue
        try:
            text = json.dumps(game[name], allow_nan=True)
            adapter: TypeAdapter[Any] = TypeAdapter(hint)
            parts[name] = adapter.validate_json(text, strict=True)
        except ValidationError as error:
            problems += _told(error, f"{name}.")
    if problems:
        raise GameFileError(problems)
    lists = parts["packages"]
    problems += _package_problems(lists, len(parts["parties"]))
    if problems:
        raise GameFileError(problems)
    parts["packages"] = _arrays(lists, len(parts["parties"]))
    parts["parties"] = tuple(
        _replaced(
            party,
            successors=tuple(
                _successor(s, f"parties.{i}.successors.{k}") for k, s in enumerate(party.successors)
            ),
        )
        for i, party in enumerate(parts["parties"])
    )
    read = BareGame(**parts)
    problems = inconsistencies(read)
    if problems:
        raise GameFileError(problems)
    return read


def _plain(value: Any) -> Any:
    """A dataclass tree as JSON-ready objects, with the format's own names."""
    if isinstance(value, Packages):
        return {
            "actual": value.actual.tolist(),
            "apparent": value.apparent.tolist(),
            "kept": value.kept.tolist(),
            "class": value.security.tolist(),
            "front": [None if level < 0 else int(level) for level in value.front],
            "penalty": value.penalty.tolist(),
            "lapse": value.lapse.tolist(),
            **({} if value.delivered is None else {"delivered": value.delivered.tolist()}),
            **({} if value.levels is None else {"levels": [list(x) for x in value.levels]}),
        }
    if is_dataclass(value):
        plain = {
            "class" if item.name == "security" else item.name: _plain(getattr(value, item.name))
            for item in fields(value)
        }
        if isinstance(value, bare.Level | bare.StrengthBeliefs | bare.TrackBeliefs | bare.Ends):
            plain = {name: item for name, item in plain.items() if item is not None}
        return plain
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def dump_game(game: BareGame) -> dict[str, Any]:
    """The block `game` of a game file, ready for `json.dump`; `read_game` gives it back."""
    plain: dict[str, Any] = _plain(game)
    plain["solved"] = game.periods
    if game.issues is None:
        del plain["issues"], plain["excluded"]
    if len(game.recognition) == 1:
        plain["recognition"] = plain["recognition"][0]

    return plain

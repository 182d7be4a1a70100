"""`goldenbridge explain`: what a field of a scenario means."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli.shape import Shape

if TYPE_CHECKING:
    from goldenbridge.scenario.explain import Field
    from goldenbridge.scenario.scenario import Scenario

EXAMPLE = "ukraine-2022"
"""The scenario looked into first where none is asked for."""
_FIELD = "path, sentence, unit, range, default, form"
SHAPE = Shape(
    "explain",
    1,
    {
        "asked": "The path as asked for; empty for the language as a whole.",
        "fields": f"List of fields that go by this path or name: {_FIELD}; and `inside`, the list "
        f"of the fields within, each with {_FIELD}.",
        "values": "List of what scenarios have there: scenario, line, value (the middle), low and "
        "high (null if certain), source, certainty, note.",
    },
)


def command(
    path: Annotated[str, typer.Argument(help="A path such as tracks.economy.up.")] = "",
    scenario: Annotated[str, typer.Option("--in", help="Show what this scenario has there.")] = "",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema, for editors.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What a field of a scenario means.

    Its sentence, unit, range and default, and what a scenario has there with its source. A bare
    field name lists every field of that name.

    Example: goldenbridge explain tracks.economy.up
    """
    if schema:
        import json

        from goldenbridge.scenario.schema import json_schema

        print(json.dumps(json_schema(), ensure_ascii=False, indent=1))
        return
    shown = _values(path, scenario)
    values = [value for value, _ in shown]
    found = _fields(path, [name for _, levers in shown for name in levers])
    if as_json:
        print(SHAPE.text(asked=path, fields=[_as_json(f) for f in found], values=values))
    else:
        told = _told(values) or (_not_there(path) if not scenario else "")
        print("\n\n".join(_text(field) for field in found) + told)


def _fields(path: str, levers: Iterable[str]) -> list[Field]:
    """The field at a path, or every field of a bare name; a lever also goes by its own."""
    from goldenbridge.scenario.explain import explain, named
    from goldenbridge.scenario.problems import ScenarioError

    try:
        return [explain(f"levers.{path}" if path in levers else path)]
    except ScenarioError:
        paths = named(path) if "." not in path else []
        if not paths:
            raise
        return [explain(one) for one in paths]


def _values(path: str, asked: str) -> list[tuple[dict[str, Any], Iterable[str]]]:
    """What the scenario asked for, else the first of the library, has there; and its levers."""
    from goldenbridge.scenario.library import known, load
    from goldenbridge.scenario.problems import Problem, ScenarioError

    if not path:
        return []
    for name in [asked] if asked else sorted(known(), key=lambda name: name != EXAMPLE):
        try:
            scenario = load(name)
        except ScenarioError:
            if asked:
                raise
            continue
        if shown := _shown(scenario, path):
            return [(shown, scenario.document.levers)]
    if asked:
        what = f"`{asked}` says nothing at `{path}`; the default holds."
        raise ScenarioError([Problem(path, what, "Ask for a path the file has.")])
    return []


def _shown(scenario: Scenario, path: str) -> dict[str, Any] | None:
    from goldenbridge.scenario.explain import value_in
    from goldenbridge.scenario.number import Number

    path = f"levers.{path}" if path in scenario.document.levers else path
    value = value_in(scenario.document, path)
    if value is None:
        return None
    number = value if isinstance(value, Number) else None
    low, high = number.ends if number is not None and number.uncertain else (None, None)
    return {
        "scenario": scenario.name,
        "line": scenario.line(path),
        "value": value if number is None else float(number),
        "low": low,
        "high": high,
        "source": _source(scenario, number.source if number else None),
        "certainty": number.certainty if number else None,
        "note": number.note if number else None,
    }


def _not_there(path: str) -> str:
    """A remark where an id of the path is none of the example's: it may be mistyped."""
    from goldenbridge.scenario.library import load
    from goldenbridge.scenario.problems import choices

    value: Any = load(EXAMPLE).document
    for part in path.split("."):
        if part.startswith("<"):
            return ""
        if isinstance(value, dict) and value and part not in value:
            told = f"{EXAMPLE} has no `{part}` here. {choices(part, value)}"
            return "\n".join(["", "", *_wrapped(told, 2)])
        value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
    return ""


def _source(scenario: Scenario, key: str | None) -> str | None:
    sources = scenario.document.sources
    return sources[key].title if key in sources else key


def _as_json(field: Field, inside: bool = True) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "path": field.path,
        "sentence": field.sentence,
        "unit": field.unit,
        "range": field.reach,
        "default": field.default,
        "form": field.form,
    }
    return shown | {"inside": [_as_json(f, False) for f in field.inside]} if inside else shown


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 100)


def _text(field: Field) -> str:
    lines = [field.path or "A scenario", *_wrapped(field.sentence, 2)]
    facts = {
        "unit": field.unit, "range": field.reach, "default": field.default, "write": field.form
    }  # fmt: skip
    for name, value in facts.items():
        if value and field.path:
            lines += _wrapped(f"{name:<9}{value}", 2, 11)
    if field.inside:
        lines.append("")
        wide = max(len(inner.path.rsplit(".", 1)[-1]) for inner in field.inside)
        for inner in field.inside:
            name = inner.path.rsplit(".", 1)[-1]
            lines += _wrapped(f"{name:<{wide}}  {inner.sentence}", 2, wide + 4)
    return "\n".join(lines)


def _wrapped(text: str, first: int, later: int | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _width(),
        initial_indent=" " * first,
        subsequent_indent=" " * (first if later is None else later),
        break_long_words=False,
    )


def _told(values: list[dict[str, Any]]) -> str:
    lines = [""]
    for shown in values:
        value = shown["value"]
        number = f"{value:g}" if isinstance(value, int | float) else str(value)
        reach = "" if shown["low"] is None else f", {shown['low']:g} to {shown['high']:g}"
        told = f"In {shown['scenario']} (line {shown['line']}): {number}{reach}."
        told += "" if not shown["source"] else f" Source: {shown['source']}."
        told += "" if not shown["certainty"] else f" Certainty: {shown['certainty']}."
        told += "" if not shown["note"] else f" Note: {shown['note']}."
        lines += ["", *_wrapped(told, 2)]
    return "\n".join(lines) if values else ""

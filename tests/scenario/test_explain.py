"""Every field of the language can be explained, and editors get a schema that says the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from goldenbridge.scenario.explain import describe, everything, explain, named
from goldenbridge.scenario.library import known, load
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.problems import ScenarioError
from goldenbridge.scenario.read import read_text
from goldenbridge.scenario.schema import json_schema
from goldenbridge.scenario.walk import find, numbers
from written import TEXT, changed, problems

EVERYTHING = dict(everything())
SCHEMA = Draft202012Validator(json_schema())


def test_every_field_has_a_sentence() -> None:
    for path, place in EVERYTHING.items():
        if place.info is not None:
            sentence = describe(place).sentence
            assert sentence.endswith((".", "…", "}")), path
            assert sentence[0].isupper() or sentence[0] == "`", path


def test_every_number_has_a_unit() -> None:
    for path, place in EVERYTHING.items():
        if place.info is not None and Number in place.models:
            inside_a_form = path.rsplit(".", 1)[-1] == "constant"
            assert describe(place).unit or inside_a_form, path


def test_every_field_can_be_asked_for_by_its_path_and_its_name() -> None:
    for path in EVERYTHING:
        assert explain(path).path == path
        name = path.rsplit(".", 1)[-1]
        assert path in named(name)


@pytest.mark.parametrize("name", known())
def test_every_number_of_the_library_is_explained(name: str) -> None:
    for path, _ in numbers(load(name).document):
        assert find(path) is not None, path


def test_a_field_in_words() -> None:
    field = explain("parties.ruritania.leader.office_weight")

    assert field.reach == "0 to 1"
    assert field.unit == "share"
    assert field.default == "needed"
    assert explain("parties.x.discount").default == "0.998"
    assert explain("tracks.economy.up").form == "a number, or {constant, levers: {…}, tracks: {…}}"
    assert explain("tracks.economy.up").reach == "clipped to 0 to 1"
    assert explain("calendar.cutoff").form.startswith("a date")
    assert explain("parties.x.face").form == "an id"
    assert explain("honour").reach == "0 to 1"


def test_an_unknown_path_lists_the_near_ones() -> None:
    with pytest.raises(ScenarioError, match="Did you mean `up`"):
        explain("tracks.economy.upp")
    with pytest.raises(ScenarioError, match="is no field of a scenario"):
        explain("economy")


@pytest.mark.parametrize("name", known())
def test_the_schema_takes_every_scenario_of_the_library(name: str) -> None:
    text = read_text(Path(load(name).file).read_bytes())

    assert [error.message for error in SCHEMA.iter_errors(text.tree)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("levers:\n", "lever:\n"),
        ("tempo: 0.126", "tempo: fast"),
        ("tempo: 0.126", "tempo: 1.5"),
        ("kind: contest", "kind: fight"),
        ("start: 7", "start: 7.5"),
        ("fate: 0.4", "fate: {low: 0.4, hihg: 0.5}"),
    ],
)
def test_the_schema_refuses_what_the_language_refuses(old: str, new: str) -> None:
    text, _ = changed(old, new)

    assert problems(text)
    assert list(SCHEMA.iter_errors(read_text(text).tree))


def test_the_schema_is_a_schema_and_says_what_the_fields_say() -> None:
    schema = json_schema()

    Draft202012Validator.check_schema(schema)
    assert list(SCHEMA.iter_errors(read_text(TEXT).tree)) == []
    weight = schema["$defs"]["Leader"]["properties"]["office_weight"]
    assert (weight["minimum"], weight["maximum"], weight["unit"]) == (0, 1, "share")
    assert "x-is" not in json.dumps(schema)

"""Conditions are read, never run: what may be written, what it means, and how errors help."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.bridges.where import Argument, Vocabulary, condition, expression
from goldenbridge.scenario.problems import ScenarioError

PARTIES = ("russia", "ukraine", "north-korea")
KNOWN = Vocabulary(
    names=("lives", "durability", "substance.ukraine", "substance.north-korea"),
    functions={
        "accept": (
            Argument("party", PARTIES),
            Argument("package", ("ESSAY", "UA_MAX"), needed=False),
        )
    },
)
NUMBERS = {
    "lives": np.array([10.0, 20.0, 30.0]),
    "durability": np.array([0.5, 0.9, 1.0]),
    "substance.ukraine": np.array([0.1 + 0.2, 0.5, 0.7]),
    "substance.north-korea": np.array([0.0, 0.4, 0.8]),
}


def holds(text: str) -> list[bool]:
    read = condition(text, KNOWN)
    asked = {"russia": np.array([1.0, 0.0, 1.0]), "ukraine": np.array([0.2, 0.6, 1.0])}
    return read.holds(NUMBERS.__getitem__, lambda name, of: asked[of[0]]).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lives < 20", [True, False, False]),
        ("lives <= 20", [True, True, False]),
        ("10 < lives < 30", [False, True, False]),
        ("substance.ukraine == 0.3", [True, False, False]),
        ("substance.ukraine >= 0.3", [True, True, True]),
        ("substance.ukraine > 0.3", [False, True, True]),
        ("substance.ukraine != 0.5", [True, False, True]),
        ("substance.north-korea > -0.1", [True, True, True]),
        ("accept(russia) > 0.8 and durability >= 1", [False, False, True]),
        ("accept(ukraine, ESSAY) > 0.5 or lives == 10", [True, True, True]),
        ("not (durability < 0.9 or lives > 25)", [False, True, False]),
        ("not durability < 0.9 and not lives > 25", [False, True, False]),
        ("  lives<20  ", [True, False, False]),
    ],
)
def test_conditions_mean_what_they_say(text: str, expected: list[bool]) -> None:
    assert holds(text) == expected


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("substance.ukrain > 0.5", "`substance.ukraine`"),
        ("durabilty > 0.5", "`durability`"),
        ("acept(russia) > 0.5", "`accept`"),
        ("accept(rusia) > 0.5", "`russia`"),
        ("accept(russia, ESAY) > 0.5", "`ESSAY`"),
        ("accept(russia, ESSAY, ESSAY) > 0.5", "accept(PARTY, [PACKAGE])"),
        ("accept > 0.5", "accept(PARTY, PACKAGE)"),
        ("durability = 1", "=="),
        ("durability > 50%", "0.5 for 50%"),
        ("durability", "durability > 0.5"),
        ("durability and lives < 3", "durability > 0.5"),
        ("", "substance.ukraine"),
    ],
)
def test_errors_say_what_would_be_right(text: str, helps: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        condition(text, KNOWN)
    assert helps in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true') > 0",
        "lives.__class__ > 0",
        "(lambda: 1)() > 0",
        "[x for x in (1,)] > 0",
        "lives + 1 > 0",
        "lives - 1 > 0",
        "lives * lives > 0",
        "'a' < 'b'",
        "lives in (1, 2)",
        "lives is 3",
        "True > 0",
        "1j > 0",
        "lives > 1e999",
        "lives > 1" + "0" * 400,
        "lives if lives > 1 else durability",
        "(lives := 3) > 1",
        "accept(party=russia) > 0.5",
        "accept(*russia) > 0.5",
        "accept('russia') > 0.5",
        "lives > 1; lives",
        "lives > 1\x00",
        "not lives",
        "-lives > 0",
        "lives[0] > 1",
        "f'{lives}' > 1",
        "(lives > 1) > 0",
        "await lives > 1",
        "(" * 300 + "lives" + ")" * 300 + " > 1",
        "not " * 240 + "lives > 1 )",
        "lives > 1 " * 200,
    ],
)
def test_nothing_else_can_be_written(text: str) -> None:
    with pytest.raises(ScenarioError):
        condition(text, KNOWN)


@given(st.text(alphabet="lives.dura (),<>=!and or not accept russia0.5-'[]{}:+*\n\\", max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read = expression(text, KNOWN)
    except ScenarioError:
        return
    value = read.value(lambda name: 0.5, lambda name, of: 0.5)
    assert isinstance(value, bool | np.bool_) if read.condition else math.isfinite(value)


def test_an_expression_says_what_it_reads() -> None:
    read = condition("accept(russia) > 0.5 and substance.north-korea > lives > 0", KNOWN)
    assert read.names == ("substance.north-korea", "lives")
    assert read.calls == (("accept", ("russia",)),)
    assert not expression("accept(ukraine, ESSAY)", KNOWN).condition

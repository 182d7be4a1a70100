"""Dangerous and broken text is refused where the trouble starts; nothing of it is carried out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.scenario.problems import MOST, ScenarioError
from goldenbridge.scenario.read import LARGEST, MOST_ENTRIES, read_file, read_text
from written import TEXT, changed, problems

REFUSED = {
    "alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\n", 1, "`&a` names a value"),
    "alias": ("a: 1\nb: *a\n", 2, "`*a` points to another place"),
    "cycle": ("title: &t [*t]\n", 1, "`&t` names a value"),
    "merge key": ("a:\n  <<: *x\n", 2, "`*x` points to another place"),
    "object tag": ("a: 1\nb: !!python/object/apply:os.system [true]\n", 2, "The tag"),
    "plain tag": ("a: !!str 1\n", 1, "The tag"),
    "own tag": ("a: !thing 1\n", 1, "The tag"),
    "tag on a name": ("!!str a: 1\n", 1, "The tag"),
    "name that is a list": ("? [a, b]\n: 1\n", 1, "must be plain text"),
    "second document": (f"{TEXT}---\na: 1\n", TEXT.count("\n") + 1, "A second document"),
    "deep mapping": ("\n".join("  " * i + "a:" for i in range(60)), 26, "levels deep"),
    "deep flow": ("a: " + "[" * 40 + "]" * 40, 1, "levels deep"),
    "endless flow": ("[" * 900_000, 1, "nest"),
    "unfinished": ('a: "open\nb: 1\n', 3, "not YAML"),
    "tab": ("a:\n\tb: 1\n", 2, "not YAML"),
    "colon in text": ("a: b: c\n", 1, "not YAML"),
    "control character": ("a: 1\nb: \x07\n", 2, "character that YAML does not allow"),
    "control character in quotes": ('a: 1\nb: "\\e[31m"\n', 2, "cannot be seen"),
    "text that turns around": ('a: 1\nb: "x \\u202e y"\n', 2, "cannot be seen"),
    "not UTF-8": (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
    "too large": ("#" * (LARGEST + 1), 1, "a scenario may have"),
    "too many entries": ("\n".join(f"k{i}: 1" for i in range(60_000)), 25_000, "entries"),
    "nothing": ("", 1, "is a mapping of blocks"),
    "a list": ("- a\n- b\n", 1, "is a mapping of blocks"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_dangerous_text_is_refused_with_its_line(case: str) -> None:
    text, line, what = REFUSED[case]

    last = problems(text)[-1]

    assert last.line == line
    assert what in last.what
    assert last.right or "not YAML" not in last.what


@pytest.mark.parametrize("number", [".nan", "-.inf", "1e999", "nan", "Infinity", "9" * 50])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    text, line = changed("up: 0.0198", f"up: {number}")

    (problem,) = problems(text)

    assert (problem.line, problem.path) == (line, "tracks.economy.up")
    assert "is not a number that can be used" in problem.what


def test_names_that_stand_twice_are_all_told() -> None:
    text = "a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n"

    found = [(p.line, p.path, p.what) for p in read_text(text).problems]

    assert found == [
        (3, "a", "`a` stands here a second time; first on line 1."),
        (4, "c.d", "`d` stands here a second time; first on line 4."),
    ]


def test_reading_stops_after_very_many_problems() -> None:
    with pytest.raises(ScenarioError) as refused:
        read_text("\n".join("a: 1" for _ in range(100_000)))

    assert len(refused.value.problems) == MOST


def test_words_that_other_loaders_turn_into_something_else_stay_text() -> None:
    tree = read_text("a: no\nb: on\nc: 1:30\nd: 2022-03-27\ne: 0x1f\nf: 1_000\ng: 'true'\n").tree

    assert set(map(type, tree.values())) == {str}


def test_what_a_scenario_can_hold() -> None:
    tree = read_text("a: [1, -2.5, .5, 1e3, true, false, null, ~, text]\nb: {c: }\n").tree

    assert tree == {"a": [1, -2.5, 0.5, 1000.0, True, False, None, None, "text"], "b": {"c": None}}


def test_lines_are_those_of_the_names() -> None:
    text = read_text("# head\na:\n  b:\n    - 1\n    - c: 2\n")

    assert text.lines[("a", "b")] == 3
    assert text.lines[("a", "b", 1)] == 5
    assert text.line(("a", "b", 1, "c", "nowhere")) == 5


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    for problem in problems(text):
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 3


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert problems(data)


def test_a_missing_file_and_a_folder_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for file in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ScenarioError, match="cannot be read"):
            read_file(file)


def test_limits_leave_room_for_a_large_scenario() -> None:
    assert 10 * TEXT.count(":") <= MOST_ENTRIES

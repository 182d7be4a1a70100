"""What people read of the scenarios: words for terms, sources for numbers, no later facts."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.scenario.library import LIBRARY, load, locate
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.walk import numbers
from goldenbridge.scenario.warn import warnings

WARS = ("ukraine-2022", "cuba-1962")
# Scores of terms and the parts of honour that levels add are judgements throughout.
PLAIN = re.compile(
    r"(issues|onlookers|yardsticks)\..*\.(substance|appearance|shown|values)\.|cancelled_by\.levels\."
)
# What was first known after 27 March 2022, and words of that time.
LATER = ("Bucha", "Istanbul", "85,000", "250,000", "28 March", "29 March", "April 2022", "Wagner")


def written(tree: Any, path: Iterable[str]) -> bool:
    """Whether the file itself says something at a path; else the number is the language's own."""
    for key in path:
        if isinstance(tree, list):
            tree = tree[int(key)]
        elif isinstance(tree, dict) and key in tree:
            tree = tree[key]
        else:
            return key == "constant" and not (isinstance(tree, dict) and "levers" in tree)
    return True


@pytest.mark.parametrize("name", WARS)
def test_no_warning_is_left(name: str) -> None:
    assert [warned.what for warned in warnings(load(name))] == []


@pytest.mark.parametrize("name", WARS)
def test_every_number_has_a_source_that_exists(name: str) -> None:
    scenario = load(name)
    sources = scenario.document.sources
    stated = 0
    for path, number in numbers(scenario.document):
        where = ".".join(path)
        if PLAIN.search(where) or where.startswith(("record", "starts", "course")):
            continue
        if isinstance(number, Number) and written(scenario.text.tree, path):
            assert number.source in sources, where
            stated += 1
    assert stated > 60


@pytest.mark.parametrize("name", WARS)
def test_every_source_is_explained(name: str) -> None:
    text = (LIBRARY / name / "sources.md").read_text()
    for key in load(name).document.sources:
        assert f"`{key}`" in text, key


@pytest.mark.parametrize("name", WARS)
def test_names_of_terms_are_words_and_fit_narrow_tables(name: str) -> None:
    for issue in load(name).document.issues.values():
        for key, level in issue.levels.items():
            assert not re.search(rf"\b{key}\b", f"{level.name} {level.short}")
            assert len(level.name.split()) >= 2
            assert len(level.short or level.name) <= 34


@pytest.mark.parametrize("name", WARS)
def test_both_sides_can_say_something_of_every_term(name: str) -> None:
    document = load(name).document
    for issue, stated in document.issues.items():
        assert set(document.texts[issue]) == set(stated.levels)
        for level, said in document.texts[issue].items():
            assert set(said) == {*document.parties, "communique"}, (issue, level)
            for party in document.parties:
                assert said[party].endswith("."), (issue, level, party)
                assert len(said[party]) <= 120


@pytest.mark.parametrize("name", WARS)
def test_a_secret_term_is_told_by_nobody(name: str) -> None:
    document = load(name).document
    for issue, stated in document.issues.items():
        for level, given in stated.levels.items():
            if given.secret is not None:
                said = document.texts[issue][level]
                assert said["communique"] == ""
                assert not any("Turkey" in said[party] for party in document.parties)


@pytest.mark.parametrize("name", WARS)
def test_nothing_later_than_the_cut_off_is_visible(name: str) -> None:
    document = load(name).document
    cutoff = document.calendar.cutoff
    for package in document.packages.values():
        assert package.date is None or package.date <= cutoff
    for entry in document.course:
        assert float(entry.week) <= document.calendar.weeks_to_cutoff
    assert document.record is not None
    for package in document.record.packages.values():
        assert package.date is not None
        assert package.date > cutoff
    for event in document.record.events:
        assert event.date > cutoff
    assert not set(document.packages) & set(document.record.packages)


def test_the_ukraine_scenario_has_no_words_of_later() -> None:
    text = locate("ukraine-2022").read_text()
    assert [word for word in LATER if word in text] == []
    later = [found for found in re.findall(r"\b20\d\d-\d\d-\d\d\b", text) if found > "2022-03-27"]
    assert later == []


@pytest.mark.parametrize("name", WARS)
def test_the_record_is_not_part_of_what_a_run_sees(name: str, tmp_path: Path) -> None:
    whole = load(name)
    alone = tmp_path / "scenario.yaml"
    alone.write_text(locate(name).read_text())
    assert load(alone).hash == whole.hash
    assert load(alone).document.record is None
    assert whole.document.record is not None
    assert whole.document.record.as_of > date(1962, 10, 28)


def test_the_coalition_scores_what_it_decides_itself() -> None:
    coalition = load("ukraine-2022").document.onlookers["coalition"]
    assert sum(float(weight) for weight in coalition.weights.values()) == pytest.approx(1)
    assert coalition.values_like == "ukraine"
    scored = {
        issue: [float(x) for x in levels.values()] for issue, levels in coalition.substance.items()
    }
    assert scored == {
        "guarantee": [0.9, 0.8, 0.5, 0.6, 0.1],
        "sanctions": [0.4, 0.6, 0.7],
        "alignment": [0.4, 0.7, 0.7, 0.5, 0.1],
    }
    seen = {
        issue: [float(x) for x in levels.values()] for issue, levels in coalition.appearance.items()
    }
    assert seen == {
        "guarantee": [0.6, 0.7, 0.6, 0.3, 0.6],
        "sanctions": [0.8, 0.6, 0.2],
        "alignment": [0.8, 0.7, 0.5, 0.2, 0.0],
    }


def test_the_line_of_non_aligned_states_is_broken_where_allies_of_both_sides_touch() -> None:
    states = load("ukraine-2022").document.states
    assert states is not None
    members = states.members
    borders = {frozenset((key, other)) for key, state in members.items() for other in state.borders}
    broken = {
        tuple(sorted(border))
        for border in borders
        if {members[key].alignment for key in border} == {"a", "b"}
    }
    assert broken == {
        ("norway", "russia_state"),
        ("estonia", "russia_state"),
        ("latvia", "russia_state"),
        ("belarus", "latvia"),
        ("belarus", "lithuania"),
        ("belarus", "poland"),
        ("kaliningrad", "lithuania"),
        ("kaliningrad", "poland"),
        ("armenia", "turkey"),
    }

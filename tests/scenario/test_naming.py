"""Names of numbers: `--set`, what is uncertain, and the hash of what was set."""

from __future__ import annotations

import pytest

from goldenbridge.scenario.naming import paths
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.problems import ScenarioError
from goldenbridge.scenario.scenario import from_text
from goldenbridge.scenario.vary import uncertain
from goldenbridge.scenario.walk import numbers
from written import changed, scenario

HERE = scenario()


def refusal(values: dict[str, float]) -> str:
    with pytest.raises(ScenarioError) as refused:
        HERE.with_values(values)
    return str(refused.value)


def test_every_number_can_be_set_by_its_name_to_what_it_is() -> None:
    """… and then the middle values are all as before."""
    before = {path: float(number) for path, number in numbers(HERE.document)}
    names = paths(HERE.document)
    known = {name: before[path] for name, path in names.items() if path in before}

    after = HERE.with_values(known)

    assert {path: float(number) for path, number in numbers(after.document)} == before
    assert len(known) > 150


@pytest.mark.parametrize(
    ("name", "value", "path"),
    [
        ("sanctions", 0.8, "levers.sanctions.value"),
        ("levers.sanctions", 0.8, "levers.sanctions.value"),
        ("beliefs.ruritania.strength", 1.2, "beliefs.ruritania.strength"),
        ("tracks.economy.up", 0.05, "tracks.economy.up.constant"),
        ("tracks.economy.down.levers.sanctions", 0.1, "tracks.economy.down.levers.sanctions"),
        ("parties.ruritania.leader.fate", 0.2, "parties.ruritania.leader.fate.constant"),
        ("parties.ruritania.leader.fate.slope", 0.2, "parties.ruritania.leader.fate.slope"),
        ("parties.strelsavia.discount", 0.99, "parties.strelsavia.discount"),
        ("issues.province.levels.held.substance.ruritania", 0.6, None),
        ("parties.ruritania.successors.hardliner.leader.aim", 0.7, None),
        ("honour.guarantee", 0.9, "honour.guarantee"),
        ("tracks.front.start", 6, "tracks.front.start"),
        ("calendar.shown", 52, "calendar.shown"),
        ("parties.strelsavia.audience.steps.0.weeks", 3, None),
    ],
)
def test_a_number_is_set_by_its_name(name: str, value: float, path: str | None) -> None:
    after = HERE.with_values({name: value})

    found = {".".join(p): float(number) for p, number in numbers(after.document)}
    assert found[path or name] == value
    assert after.hash != HERE.hash
    assert len(after.changed) == 1


def test_setting_a_range_leaves_a_plain_number() -> None:
    after = HERE.with_values({"honour.guarantee": 0.9})

    assert after.document.honour["guarantee"] == Number(value=0.9)
    assert "honour.guarantee" not in {assumption.path for assumption in uncertain(after)}


def test_settings_add_up() -> None:
    after = HERE.with_values({"sanctions": 0.8}).with_values({"arms": 0.9})

    assert dict(after.changed) == {"levers.sanctions": 0.8, "levers.arms": 0.9}
    assert after.hash == HERE.with_values({"arms": 0.9, "levers.sanctions": 0.8}).hash


def test_a_wrong_name_lists_the_near_ones() -> None:
    assert "Did you mean `sanctions`" in refusal({"sanctoins": 1})
    assert "`parties.ruritania.leader.aim`" in refusal({"aim": 0.5})
    assert "is a block, not a number" in refusal({"parties.ruritania": 1})
    assert "Did you mean `honour.guarantee`" in refusal({"honour.guarante": 1})


def test_ranges_and_checks_between_blocks_hold_for_set_values_too() -> None:
    assert "It must be 0 to 1" in refusal({"sanctions": 1.5})
    assert "is an end" in refusal({"tracks.front.start": 12})
    assert "whole number" in refusal({"tracks.front.start": 6.5})
    assert "not a number that can be used" in refusal({"sanctions": float("nan")})
    assert "add up to" in refusal({"talks.proposers.mediator": 0.5})


def test_every_wrong_name_is_told_at_once() -> None:
    told = refusal({"sanctoins": 1, "nowhere.at.all": 1})

    assert "sanctoins" in told
    assert "nowhere.at.all" in told


def test_what_is_uncertain_has_ends_middle_and_source() -> None:
    text, _ = changed(
        "per_period: {low: 500, middle: 1000, high: 2000, certainty: judgement}",
        "per_period: {q10: 500, q50: 900, q90: 2000, source: A count, note: civilians too}",
    )
    found = {a.path: a for a in uncertain(from_text(text))}

    deaths = found["deaths.per_period"]
    assert (deaths.low, deaths.middle, deaths.high) == (500, 900, 2000)
    assert (deaths.source, deaths.note, deaths.quantiles) == ("A count", "civilians too", True)
    guarantee = found["honour.guarantee"]
    assert guarantee.middle == pytest.approx(0.55)
    assert guarantee.certainty == "judgement"
    assert all(a.low <= a.middle <= a.high for a in found.values())
    assert all(name in paths(HERE.document) for name in found)


def test_the_hash_is_of_what_a_run_sees() -> None:
    same = scenario("# A number may be uncertain", "# Another remark")
    record = "record: {summary: It went on, outcome: at_war, as_of: 2032-01-01}\ndeaths:\n"
    recorded = scenario("deaths:\n", record)
    other = scenario("name: Front", "name: The front")

    assert same.hash == HERE.hash
    assert recorded.hash == HERE.hash
    assert other.hash != HERE.hash

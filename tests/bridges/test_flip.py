"""Where an answer turns: known places, exact at both ends, and what is refused."""

from __future__ import annotations

import json

import numpy as np
import pytest

import goldenbridge
from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.flip import EXACT, Flip, Range, flip, grid, outcome_of, range_of
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.where import Expression
from goldenbridge.cli import main
from goldenbridge.scenario.library import load
from goldenbridge.scenario.problems import ScenarioError

CUBA = goldenbridge.load("cuba-1962")


def flip_(between: Range, asked: Expression) -> Flip:
    return flip(lambda x: CUBA.with_values({between.path: x}).forecast().ground, between, asked)


def test_a_vote_turns_at_what_the_package_is_credited_with() -> None:
    """The audience ratifies up to a_i and no further: the place is known beforehand."""
    forecast = CUBA.forecast()
    ground = Ground(forecast.solved.compiled, forecast.outlook.forward)
    terms = CUBA.scenario.document.packages["STEVENSON"].terms
    credit = Acceptance(ground, 0).credited(ground.valued(ground.positions(terms)))[0, 0]
    path = "parties.ussr.audience.ratify"
    asked = outcome_of(CUBA.scenario, "ratify(ussr, STEVENSON)")
    found = flip_(range_of(CUBA.scenario, path, 0.2, 0.9), asked)
    (turn,) = found.turns
    assert turn.low <= credit <= turn.high
    assert turn.high - turn.low <= 0.7 / EXACT
    assert not turn.after
    assert found.now.holds


def test_both_sides_of_a_turn_are_what_a_solve_says() -> None:
    path = "tracks.danger.up.constant"
    asked = outcome_of(CUBA.scenario, "accept(ussr, STEVENSON)")
    assert asked.text == "accept(ussr, STEVENSON) >= 0.5"
    found = flip_(range_of(CUBA.scenario, path), asked)
    (turn,) = found.turns
    for value, holds in ((turn.low, not turn.after), (turn.high, turn.after)):
        forecast = CUBA.with_values({path: value}).forecast()
        ground = Ground(forecast.solved.compiled, forecast.outlook.forward)
        terms = CUBA.scenario.document.packages["STEVENSON"].terms
        signing = Acceptance(ground, 0).of(ground.valued(ground.positions(terms)))
        assert bool(signing.accepts[0, 0] >= 0.5) is holds
    values = [one.value for one in found.tried]
    assert values == sorted(values)
    assert set(grid(found.range)) <= set(values)


def test_chances_are_those_of_a_forecast() -> None:
    asked = outcome_of(CUBA.scenario, "settled_within_4w > 0.5 and deaths_by_4w < 1000")
    found = flip_(range_of(CUBA.scenario, "quarantine"), asked)
    outlook = CUBA.forecast().outlook
    assert found.range.path == "levers.quarantine"
    assert found.now.value == 0.5
    assert found.now.numbers["settled_within_4w"] == pytest.approx(outlook.within("settled", 28))
    assert found.now.numbers["deaths_by_4w"] == pytest.approx(outlook.amounts["deaths"][28])


def test_the_grid_holds_ends_and_the_value_used_once() -> None:
    assert grid(Range("x", 0.0, 0.5, 1.0)) == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert grid(Range("x", 0.3, 0.45, 0.6)).count(0.45) == 1
    np.testing.assert_allclose(grid(Range("x", 0.0, 0.1, 1.0)), [0.0, 0.1, 0.25, 0.5, 0.75, 1.0])


@pytest.mark.parametrize(
    "text",
    [
        "removed(ussr)",
        "removed_ends_within_52w > 0.5",
        "not in_office(ussr) > 0.5",
        "stays.ussr < 0.1 or reach",
        "settled_within_52w and removed_on_within_4w > 0.1",
    ],
)
def test_a_leaders_removal_is_never_looked_for(text: str) -> None:
    with pytest.raises(ScenarioError, match="never sought"):
        outcome_of(CUBA.scenario, text)


@pytest.mark.parametrize(
    "path",
    [
        "", "quarantine", "levers.quarantine", "honour.pledge", "issues.pledge.weights.us",
        "tracks.danger.up.constant", "beliefs.us.tracks.danger.up", "parties.us.cost",
        "parties.us.audience.ratify", "parties.us.leader.aim", "xparties.us.circle.price",
    ],
)  # fmt: skip
def test_a_removal_is_refused_over_policies_and_terms(path: str) -> None:
    with pytest.raises(ScenarioError, match="never sought"):
        outcome_of(CUBA.scenario, "removed(ussr) > 0.1", path)


def test_a_removal_can_be_asked_of_what_is_assumed_of_insiders() -> None:
    path = "parties.ussr.circle.opportunity"
    between = range_of(CUBA.scenario, path, 0.0, 0.5)
    asked = outcome_of(CUBA.scenario, "removed(ussr) > 0.0005", between.path)
    found = flip_(between, asked)
    for one in found.tried:
        outlook = CUBA.with_values({path: one.value}).forecast().outlook
        assert one.numbers["removed(ussr)"] == outlook.removed["ussr"][-1]
        assert one.holds is bool(outlook.removed["ussr"][-1] > 0.0005 + 1e-9)
    also = outcome_of(
        CUBA.scenario, "in_office(us) > 0.5 and removed_on_within_4w < 0.5", between.path
    )
    assert also.text.startswith("in_office(us)")


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("deaths_by_52w", "deaths_by_52w > 20000"),
        ("0.7", "never turns"),
        ("setled_within_52w", "`settled_within_52w`"),
        ("accept(us, STEVENSN)", "`STEVENSON`"),
        ("accept(us)", "PACKAGE"),
    ],
)
def test_wrong_outcomes_are_told(text: str, helps: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        outcome_of(CUBA.scenario, text)
    assert helps in str(refused.value)


def test_a_number_without_a_range_needs_ends() -> None:
    scenario = load("cuba-1962")
    with pytest.raises(ScenarioError, match="--from and --to"):
        range_of(scenario, "parties.us.discount")
    assert range_of(scenario, "parties.us.discount", 0.99, 0.9999).low == 0.99
    with pytest.raises(ScenarioError, match=r"talks\.chance"):
        range_of(scenario, "talks.chanc")


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["flip", "cuba-1962", "honour.pledge", "--outcome", "everybody(STANDOFF)", "--json"]
    assert not main(words)
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"] == "everybody(STANDOFF) >= 0.5"
    assert told["turns"] == []
    assert [one["holds"] for one in told["tried"]] == [False] * 5
    assert main([*words, "--week", "60"]) == 1

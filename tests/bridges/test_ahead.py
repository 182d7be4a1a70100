"""Five years ahead, and who could wreck a package: against simple sums done by hand."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goldenbridge
from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.five_years import first_broken, five_years
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.spoilers import is_against, spoiled, spoilers
from goldenbridge.bridges.yardsticks import durability
from goldenbridge.scenario.scenario import Scenario

TRADE = {"missiles": "m2", "pledge": "i1", "jupiters": "j1", "bombers": "b1", "cuba_points": "u0"}


@pytest.fixture(scope="module")
def ground() -> Ground:
    forecast = goldenbridge.load("cuba-1962").forecast()
    return Ground(forecast.solved.compiled, forecast.outlook.forward)


def levels(ground: Ground, chosen: dict[str, str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.array(ground.positions(chosen), dtype=np.uint8)


def test_each_term_is_kept_or_falls_back(ground: Ground) -> None:
    found = five_years(ground.terms, levels(ground, TRADE))
    by_issue = {term.issue: term for term in found.terms}
    assert by_issue["missiles"].levels == {"m2": 0.75, "m0": 0.25}
    assert by_issue["cuba_points"].levels == {"u0": 1.0}  # the fallback itself
    assert found.kept == pytest.approx(0.75**4)
    valued = ground.valued(levels(ground, TRADE))
    assert found.kept == pytest.approx(float(valued.values.kept[0]), abs=1e-15)
    for term in found.terms:
        assert sum(term.levels.values()) == pytest.approx(1.0)


@settings(max_examples=50)
@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=8))
def test_first_and_none_add_up(kept: list[float]) -> None:
    first = first_broken(np.array(kept))
    assert first.sum() + np.prod(kept) == pytest.approx(1.0)
    assert (np.argsort(-first)[:1] == np.argsort(kept, kind="stable")[:1]).all() or len(
        set(kept)
    ) < len(kept)


def test_first_broken_of_two_by_hand() -> None:
    """Two clocks: ∫ rate1·exp(−(rate1 + rate2)·t) dt over the five years, taken as 1."""
    a, b = -log(0.5), -log(0.8)
    steps = np.linspace(0.0, 1.0, 20001)
    middle = (steps[1:] + steps[:-1]) / 2
    by_hand = float(np.mean(a * np.exp(-(a + b) * middle)))
    assert first_broken(np.array([0.5, 0.8]))[0] == pytest.approx(by_hand, rel=1e-6)
    assert exp(-a) == pytest.approx(0.5)


def test_what_is_sure_to_be_broken_comes_first() -> None:
    assert first_broken(np.array([0.0, 0.5, 0.0])).tolist() == [0.5, 0.0, 0.5]
    assert first_broken(np.array([1.0, 1.0])).tolist() == [0.0, 0.0]


def test_spoilers_are_ranked_by_what_they_take(ground: Ground) -> None:
    found = spoilers(Acceptance(ground, 0), TRADE)
    known = ground.compiled.scenario.document.spoilers
    assert [one.key for one in found.ranked] != []
    drops = [one.drop for one in found.ranked]
    assert drops == sorted(drops, reverse=True)
    by_key = {one.key: one for one in found.ranked}
    # Nobody gains by breaking it, so what is added to the lapse is what the peace loses.
    cuba = by_key["cuba"]
    left = (1 - 0.7) * (1 - 0.2) * 1.0
    assert cuba.cancelled == pytest.approx(1 - left)
    assert cuba.drop == pytest.approx(left * float(known["cuba"].adds_lapse))
    assert cuba.kept == pytest.approx((0.75 - left * 0.15) * 0.75**3)
    assert by_key["turkey_told"].drop == pytest.approx(0.0, abs=1e-12)
    assert by_key["turkey_told"].kept_drop == pytest.approx(0.75**4 - 0.75**3 * 0.65)
    assert found.durability - found.all_at_work == pytest.approx(sum(drops))
    assert found.all_at_work < found.with_measures < found.durability


def test_a_remedy_does_what_it_says(ground: Ground) -> None:
    found = spoilers(Acceptance(ground, 0), TRADE)
    cuba = next(one for one in found.ranked if one.key == "cuba")
    envoy = next(one for one in cuba.remedies if one.key == "envoy")
    assert envoy.kind == "measure"
    assert found.durability - envoy.durability == pytest.approx(cuba.drop * (1 - envoy.cancels))
    demands = next(one for one in cuba.remedies if one.key == "cuba_points=u1")
    other = {**TRADE, "cuba_points": "u1"}
    assert not is_against(ground.compiled.scenario.document.spoilers["cuba"], other)
    acceptance = Acceptance(ground, 0)
    plain = durability(acceptance, ground.valued(levels(ground, other)))[0]
    assert demands.durability == pytest.approx(plain)  # it is not against that package


def test_a_spoiler_that_is_not_against_changes_nothing(ground: Ground) -> None:
    found = spoilers(Acceptance(ground, 0), {**TRADE, "jupiters": "j0"})
    told = next(one for one in found.ranked if one.key == "turkey_told")
    assert not told.against
    assert (told.drop, told.kept_drop, told.remedies) == (0.0, 0.0, ())


def test_no_effect_left_changes_no_terms(ground: Ground) -> None:
    known = ground.compiled.scenario.document.spoilers
    same = spoiled(ground.terms, known, dict.fromkeys(known, 0.0))
    assert same.lapse == ground.terms.lapse
    assert all(a is b for a, b in zip(same.issues, ground.terms.issues, strict=True))


def test_the_scenarios_stay_as_they_are(ground: Ground) -> None:
    scenario: Scenario = ground.compiled.scenario
    before = scenario.hash
    spoilers(Acceptance(ground, 0), TRADE)
    assert ground.compiled.scenario.hash == before

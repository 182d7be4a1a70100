"""One package in full: it adds up, and it says what `bridges` says."""

from __future__ import annotations

import numpy as np
import pytest

import goldenbridge as gb
from drawn_conflicts import ground
from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.going_on import going_on
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.package import whole
from goldenbridge.bridges.search import search
from goldenbridge.bridges.yardsticks import yardsticks

CASES = [(seed, parties) for parties in (2, 3) for seed in range(5)]


@pytest.fixture(scope="module")
def cuba() -> Ground:
    forecast = gb.load("cuba-1962").forecast()
    return Ground(forecast.solved.compiled, forecast.outlook.forward)


@pytest.mark.parametrize(("seed", "parties"), CASES)
@pytest.mark.parametrize("week", [0, 5, 11])
def test_what_going_on_is_worth_is_the_sum_of_its_endings(
    seed: int, parties: int, week: int
) -> None:
    acceptance = Acceptance(ground(seed, parties), week)
    for i in range(parties):
        own = going_on(acceptance, i, i)
        assert own.total == pytest.approx(acceptance.week.going_on[i], abs=1e-12)
        for believer in range(parties + 1):
            seen = going_on(acceptance, i, believer)
            assert sum(part.chance for part in seen.parts.values()) == pytest.approx(1, abs=1e-12)


def test_in_truth_deals_are_as_likely_as_in_the_forecast() -> None:
    """From the first day without its own talks, where no leader of the side can be removed."""
    changed = {"parties.ussr.other_hazard": 0.0, "parties.ussr.circle.opportunity": 0.0}
    forecast = gb.load("cuba-1962").with_values(changed).forecast()
    here = Ground(forecast.solved.compiled, forecast.outlook.forward)
    fights = float(here.solution.fights[0, 0, here.game.start])
    later = here.forward.settled[1:].sum() / fights
    seen = going_on(Acceptance(here, 0), 0, believer=2)
    assert seen.parts["settled"].chance == pytest.approx(later, abs=1e-12)


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_it_says_of_each_package_found_what_the_search_says(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    acceptance = Acceptance(here, 3)
    found = search(acceptance, 0.02)
    known = yardsticks(here)
    for k in range(len(found)):
        one = whole(acceptance, here.words(found.packages.levels[k]))
        assert one.everybody == found.signing.everybody[k]
        assert one.signable == (found.signing.everybody[k] >= 0.5)
        assert one.durability == pytest.approx(found.values(known["durability"])[k], abs=1e-12)
        for i, (party, side) in enumerate(one.sides.items()):
            assert side.margin == found.signing.margin[i, k]
            assert side.accepts == found.signing.accepts[i, k]
            assert side.worth - side.going_on == pytest.approx(side.margin, abs=1e-12)
            assert side.substance == found.values(known[f"substance.{party}"])[k]
            assert side.stays == pytest.approx(found.values(known[f"stays.{party}"])[k])


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_terms_add_up_to_substance_and_appearance(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    for number in range(0, len(here.listing), 11):
        one = whole(Acceptance(here, 2), here.words(here.listing.levels([number])[0]))
        for party, side in one.sides.items():
            kept = sum(
                t.honour * t.kept[party] + (1 - t.honour) * t.after[party] for t in one.terms
            )
            assert kept == pytest.approx(side.substance, abs=1e-12)
            assert sum(t.looks[party] for t in one.terms) == pytest.approx(side.appearance)
        assert np.prod([t.honour for t in one.terms]) == pytest.approx(one.kept)


def test_a_remedy_takes_the_gain_from_breaking_away() -> None:
    shown = 0
    for seed, parties in CASES:
        here = ground(seed, parties)
        acceptance = Acceptance(here, 3)
        for number in range(len(here.listing)):
            one = whole(acceptance, here.words(here.listing.levels([number])[0]))
            gains = [side for side in one.sides.values() if side.breaks > 0]
            if not gains:
                assert one.remedies == ()
                continue
            for remedy in one.remedies[:2]:
                again = whole(acceptance, {**one.chosen, remedy.issue: remedy.level})
                assert all(side.breaks == 0 for side in again.sides.values())
                assert again.durability == pytest.approx(remedy.durability)
                shown += 1
            if shown > 20:
                return
    assert shown


def test_the_price_of_the_secret_is_what_a_leak_takes_from_the_look(cuba: Ground) -> None:
    chosen = {
        "missiles": "m1",
        "pledge": "i2",
        "jupiters": "j1",
        "bombers": "b1",
        "cuba_points": "u0",
    }
    one = whole(Acceptance(cuba, 5), chosen)
    term = next(t for t in one.terms if t.issue == "jupiters")
    assert term.leak == pytest.approx(0.1)
    assert term.price["us"] == pytest.approx(0.2 * 0.9)
    assert term.price["ussr"] == pytest.approx(0.25 * (0.3 - 1.0))
    assert all(t.leak is None for t in one.terms if t.issue != "jupiters")


def test_an_excluded_combination_is_refused_with_its_reason() -> None:
    chosen = {"land": "l3", "status": "s0", "guarantee": "g1", "money": "m0"}
    with pytest.raises(ValueError, match=r"land=l3, guarantee=g1 \(drawn\)"):
        whole(Acceptance(ground(0), 0), chosen)

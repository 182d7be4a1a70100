"""The search against brute force: every package valued, every one judged, every pair compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import goldenbridge as gb
from drawn_conflicts import ground, twins
from goldenbridge.bridges import conditions
from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.advice import advice
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.search import Found, front, nearest, search, spelled_out
from goldenbridge.bridges.yardsticks import chosen, yardsticks

CASES = [(seed, parties) for parties in (2, 3) for seed in range(12)]
KEYS = ("lives", "substance.south", "durability", "justice")


def brute(acceptance: Acceptance, share: float) -> set[int]:
    """Numbers of the packages that every side signs in this share."""
    here = acceptance.ground
    packages = here.valued(here.listing.levels(np.arange(len(here.listing))))
    return set(np.flatnonzero(acceptance.of(packages).everybody >= share).tolist())


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_it_finds_exactly_what_can_be_signed(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    for week in (0, 3, 9):
        acceptance = Acceptance(here, week)
        for share in (0.02, 0.5, 0.95):
            found = search(acceptance, share)
            assert found.how == "listed"
            assert set(found.number.tolist()) == brute(acceptance, share)


@pytest.mark.parametrize(("seed", "parties"), CASES[:6])
def test_fixed_terms_leave_exactly_the_packages_that_hold_them(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    acceptance = Acceptance(here, 3)
    fixed = {"guarantee": "g1", "money": "m0"}
    found = search(acceptance, 0.02, fixed)
    every = brute(acceptance, 0.02)
    levels = here.listing.levels(sorted(every)) if every else np.zeros((0, 4))
    held = [k for k, row in zip(sorted(every), levels, strict=True) if row[2] == 1 and row[3] == 0]
    assert found.number.tolist() == held


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_merging_finds_as_good_a_package_for_each_that_can_be_signed(
    seed: int, parties: int
) -> None:
    here = ground(seed, parties)
    acceptance = Acceptance(here, 3)
    listed, merged = search(acceptance, 0.5), search(acceptance, 0.5, most=1)
    assert merged.how == "merged"
    assert set(merged.number) <= set(listed.number)
    if not merged.exact:
        return
    known = [one for one in yardsticks(here).values() if not one.key.startswith("stays")]
    low, high = (
        np.stack([one.sign * found.values(one) for one in known]) for found in (listed, merged)
    )
    for k in range(len(listed)):
        assert (high >= low[:, [k]] - 1e-9).all(axis=0).any()


def test_enough_drawn_conflicts_can_be_merged_exactly() -> None:
    """The test above would prove little if it left out all of them."""
    exact = [search(Acceptance(ground(*case), 3), 0.5, most=1) for case in CASES]
    assert sum(one.exact and len(one) > 0 for one in exact) >= 12


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_the_front_is_what_nothing_found_betters(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    found = search(Acceptance(here, 3), 0.02)
    best = front(found, chosen(here, list(KEYS)))
    signed = np.stack([one.sign * found.values(one) for one in best.yardsticks], axis=1)
    units = np.rint(signed * 1e9)
    for k in range(len(found)):
        bettered = ((units >= units[k]).all(axis=1) & (units > units[k]).any(axis=1)).any()
        assert (k in best.places) == (not bettered)


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_the_advice_flips_where_it_says_and_not_before(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    best = front(
        search(Acceptance(here, 3), 0.02), chosen(here, ["lives", "substance.south", "justice"])
    )
    told = advice(best, {"lives": 1.0, "substance.south": 2.0, "justice": 1.0})
    if len(best.places) < 2:
        return
    first = int(told.order[0])
    for flip in told.flips:
        at = [one.key for one in best.yardsticks].index(flip.yardstick)
        for weight, other in ((flip.weight, True), ((flip.weight + told.weights[at]) / 2, False)):
            rest = told.weights * (1.0 - weight) / (1.0 - told.weights[at])
            rest[at] = weight
            again = advice(best, dict(zip([one.key for one in best.yardsticks], rest, strict=True)))
            top = again.scores.max()
            if other:
                assert again.scores[flip.place] == pytest.approx(top, abs=1e-9)
            else:
                assert again.scores[first] == pytest.approx(top, abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_equal_packages_of_other_words_are_all_kept(seed: int) -> None:
    """Listed, and merged as well: the fronts are the same, word for word."""
    here = twins(seed)
    acceptance = Acceptance(here, 3)
    keys = chosen(here, ["lives", "substance.south", "justice"])
    listed, merged = search(acceptance, 0.5), search(acceptance, 0.5, most=1)
    if not (len(listed) and merged.exact):
        return
    by_listing = front(listed, keys)
    every = spelled_out(merged, front(merged, keys).places)
    by_merging = front(every, keys)
    assert merged.one_for_all
    assert not every.one_for_all
    assert set(every.number[by_merging.places]) == set(listed.number[by_listing.places])
    for k, number in enumerate(merged.number.tolist()):
        alike = merged.alike(k).tolist()
        assert number in alike
        rows = here.listing.levels(alike)
        values = here.valued(rows).values
        assert np.ptp(values.actual, axis=1).max() < 1e-11
        assert np.ptp(values.apparent, axis=1).max() < 1e-11
        names = [here.words(row) for row in rows]
        for words in names:  # whatever differs in words alone is among them
            for issue, one, two in (("money", "m1", "m3"), ("status", "s0", "s3")):
                if words[issue] in (one, two):
                    other = {**words, issue: two if words[issue] == one else one}
                    assert other in names


def test_enough_drawn_conflicts_have_twins_on_their_front() -> None:
    """The test above would prove little without."""
    count = 0
    for seed in range(8):
        merged = search(Acceptance(twins(seed), 3), 0.5, most=1)
        if len(merged) and merged.exact:
            count += len(merged.alike(0)) > 1
    assert count >= 3


def test_nearest_is_the_package_whose_worst_off_side_loses_least() -> None:
    here = ground(3, 3)
    acceptance = Acceptance(here, 0)
    assert len(search(acceptance)) == 0
    found = nearest(acceptance)
    vetoes = here.game.veto[0]
    ratified = found.signing.ratifies >= 0.5
    least = found.signing.margin[vetoes].min(axis=0)
    assert ratified[0] or not ratified.any()
    assert least[0] == least[ratified if ratified.any() else slice(None)].max()


def test_a_leaders_removal_is_refused_as_a_target() -> None:
    with pytest.raises(ValueError, match="never sought"):
        chosen(ground(0), ["lives", "removed(north)"])


@pytest.mark.parametrize(
    "keys", [["lives"], ["lives", "substance.north", "substance.south", "justice", "durability"]]
)
def test_two_to_four_yardsticks_can_be_used(keys: list[str]) -> None:
    found = search(Acceptance(ground(0), 3), 0.02)
    with pytest.raises(ValueError, match="two to four"):
        front(found, chosen(ground(0), keys))


def test_ukraine_with_some_terms_fixed_against_brute_force() -> None:
    forecast = gb.load("ukraine-2022").forecast()
    here = Ground(forecast.solved.compiled, forecast.outlook.forward)
    acceptance = Acceptance(here, 52)
    names = [issue.name for issue in here.terms.issues]
    fixed = {names[1]: "c1", names[2]: "n2", names[6]: "s0", names[7]: "x2", names[8]: "r0"}
    found: Found = search(acceptance, 0.01, fixed)
    every: Any = here.listing
    rows = every.levels(np.arange(0, len(every)))
    for j, issue in enumerate(here.terms.issues):
        if issue.name in fixed:
            rows = rows[rows[:, j] == issue.levels.index(fixed[issue.name])]
    packages = here.valued(rows)
    able = acceptance.of(packages, 0.01).everybody >= 0.01
    assert found.number.tolist() == every.numbers(rows[able]).tolist()
    assert len(found) > 0


@pytest.mark.parametrize(
    ("text", "rising"),
    [
        ("substance.south >= 0.5 and accept(north) > 0.8", True),
        ("lives < 300 or not durability < 0.5", True),
        ("0.2 < justice", True),
        ("substance.south <= 0.5", False),
        ("not substance.south > 0.5", False),
        ("lives > 300", False),
        ("durability == 1", False),
        ("lives == 300", False),
        ("substance.south != 0.5", False),
        ("substance.south > substance.north", False),
        ("accept(north) < 0.5", False),
        ("kept > 0.1", False),
    ],
)
def test_merging_tells_which_conditions_it_may_lose_packages_of(text: str, rising: bool) -> None:
    assert conditions.rises(conditions.read(ground(0), text)) is rising


@pytest.mark.parametrize("seed", range(8))
def test_a_rising_condition_loses_nothing_by_merging(seed: int) -> None:
    """For each listed package that meets it, a merged one that meets it is as good."""
    here = twins(seed)
    acceptance = Acceptance(here, 3)
    condition = conditions.read(here, "lives < 360 and justice > 0.3 and margin.south > 0.01")
    found = []
    for most in (3_000_000, 1):
        one = search(acceptance, 0.5, most=most)
        found.append(one.only(conditions.holds(condition, acceptance, one.packages, one.signing)))
    listed, merged = found
    if not merged.exact:
        return
    keys = [one for one in yardsticks(here).values() if not one.key.startswith("stays")]
    low, high = (np.stack([y.sign * one.values(y) for y in keys]) for one in (listed, merged))
    for k in range(len(listed)):
        assert (high >= low[:, [k]] - 1e-9).all(axis=0).any()

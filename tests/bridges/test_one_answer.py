"""Whoever asks about a package gets the same answer: search, package, window, run and flip."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import goldenbridge as gb
from goldenbridge.bridges import conditions
from goldenbridge.bridges.acceptance import HALF, Acceptance, of_terms
from goldenbridge.bridges.flip import Range, flip, outcome_of
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.package import whole
from goldenbridge.bridges.search import search
from goldenbridge.bridges.window import strips
from goldenbridge.bridges.yardsticks import yardsticks

WEEKS = {"cuba-1962": (0, 1, 4, 9, 30, 59), "ukraine-2022": (0, 5, 26, 60, 103)}


@cache
def ground(name: str) -> Ground:
    return gb.load(name).forecast().ground


@cache
def numbers(name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Every package of Cuba; of Ukraine those of the game's start, and some from all over."""
    here = ground(name)
    if name == "cuba-1962":
        return np.arange(len(here.listing))
    drawn = np.random.default_rng(3).integers(0, len(here.listing), 60)
    named = here.compiled.settled.number[list(here.compiled.named.values())]
    return np.unique(np.concatenate([drawn, named, here.compiled.settled.number[:40]]))


@pytest.mark.parametrize(
    ("name", "week"), [(name, week) for name, weeks in WEEKS.items() for week in weeks]
)
def test_search_package_and_acceptance_agree(name: str, week: int) -> None:
    here = ground(name)
    acceptance = Acceptance(here, week)
    packages = here.valued(here.listing.levels(numbers(name)))
    signing = acceptance.of(packages)
    if name == "cuba-1962":
        for share in (0.01, HALF, 0.99):
            found = search(acceptance, share)
            assert found.number.tolist() == np.flatnonzero(signing.everybody >= share).tolist()
            at = found.number
            for table in ("accepts", "passes", "margin", "worth"):
                mine, theirs = getattr(found.signing, table), getattr(signing, table)[:, at]
                assert np.array_equal(mine, theirs), table
    known = yardsticks(here)
    measured = {key: one.measure(acceptance, packages) for key, one in known.items()}
    for k in range(0, len(packages), 3):
        chosen = here.words(packages.levels[k])
        one, alone = whole(acceptance, chosen), of_terms(here, week, chosen)
        assert one.everybody == signing.everybody[k] == alone.everybody[0]
        assert one.signable is bool(signing.signable[k]) is bool(signing.everybody[k] >= HALF)
        assert one.durability == pytest.approx(measured["durability"][k], abs=1e-12)
        if one.deaths is not None:
            told = one.deaths.before + one.deaths.after
            assert told == pytest.approx(measured["lives"][k], rel=1e-9)
        for i, (party, side) in enumerate(one.sides.items()):
            assert side.accepts == signing.accepts[i, k]
            assert side.passes == signing.passes[i, k]
            assert side.margin == signing.margin[i, k]
            assert side.substance == measured[f"substance.{party}"][k]
    for text, expected in (
        (f"accept({here.parties[0]}) >= 0.5", signing.accepts[0] >= 0.5),
        (f"margin.{here.parties[1]} > 0", signing.margin[1] > 1e-9),
        ("everybody >= 0.5 or kept > 0.1", signing.signable | (packages.values.kept > 0.1)),
    ):
        held = conditions.holds(conditions.read(here, text), acceptance, packages, signing)
        assert np.array_equal(held, expected), text


@pytest.mark.parametrize("name", WEEKS)
def test_window_and_run_agree_on_the_packages_known_by_name(name: str) -> None:
    here, forecast = ground(name), gb.load(name).forecast()
    known = here.compiled.scenario.document.packages
    acceptances = {week: Acceptance(here, week) for week in WEEKS[name]}
    for strip in strips(here, acceptances):
        number = here.compiled.named[strip.key]
        for week, acceptance in acceptances.items():
            run = forecast.signing(week, packages=np.array([number]))
            one = whole(acceptance, known[strip.key].terms)
            assert strip.everybody[week] == one.everybody == run.everybody[0]
            lacking = acceptance.lacking(one.signing, 0)
            assert strip.lacks[week] == tuple(dict.fromkeys([*lacking[0], *lacking[1]]))


def test_a_flip_says_at_the_value_used_what_the_package_says() -> None:
    conflict, week = gb.load("cuba-1962"), 3
    used = Range("talks.chance", 0.2, 0.4, 0.6)
    chance = conflict.with_values({"talks.chance": 0.4})
    acceptance = Acceptance(chance.forecast().ground, week)
    for key in conflict.scenario.document.packages:
        one = whole(acceptance, conflict.scenario.document.packages[key].terms)
        text = f"everybody({key}) >= 0.5 or margin(us, {key}) > 0"
        asked = outcome_of(conflict.scenario, text)
        found = flip(
            lambda x: conflict.with_values({"talks.chance": x}).forecast().ground, used, asked, week
        )
        assert found.now.numbers[f"everybody({key})"] == one.everybody
        assert found.now.numbers[f"margin(us, {key})"] == one.sides["us"].margin

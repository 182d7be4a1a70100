"""Merging issue by issue against listing everything."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.api import load
from goldenbridge.settlements.enumerate import listing
from goldenbridge.settlements.equal import same_as
from goldenbridge.settlements.merge import packages
from goldenbridge.settlements.partial import rounded
from goldenbridge.settlements.pressing import pressing
from goldenbridge.settlements.put_back import put_back
from settlements.drawn import drawn_terms
from settlements.world import (
    bargains,
    breach_liked,
    drawn_world,
    exceptional,
    outlook,
    phases_and_cells,
)


def listed_and_merged(terms, *, grouped):
    everything = packages(terms, grouped=grouped)
    return everything, packages(terms, grouped=grouped, limit=0)


def kinds(some, *, grouped):
    """(N, columns): what makes packages equal."""
    v = some.values
    columns = [*rounded(v.actual), *rounded(v.apparent)]
    if grouped:
        strengths = some.classes[v.security] if some.terms.by_strength else v.security[:, None]
        columns += [v.front, *rounded(v.penalty), rounded(v.lapse), *rounded(strengths.T)]
    return np.column_stack(columns)


@given(terms=drawn_terms(), seed=st.integers(0, 2**32 - 1))
def test_without_peace_bargains_are_those_of_the_full_list(terms, seed):
    everything, merged = listed_and_merged(terms, grouped=False)
    world = drawn_world(seed, terms.parties, peace=False)
    for m, f in phases_and_cells(world):
        assert bargains(world, merged, m, f) == bargains(world, everything, m, f)


def test_where_peace_can_break_bargains_are_those_of_the_full_list():
    fewer, liked, needed, pressed = [], [], [], []

    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(terms=drawn_terms(), seed=st.integers(0, 2**32 - 1))
    def agree(terms, seed):
        everything, merged = listed_and_merged(terms, grouped=True)
        world = drawn_world(seed, terms.parties, peace=True)
        found = exceptional(world, merged.values)
        few = pressing(found, outlook(world, merged.values))
        assert not (few & ~found).any()
        fuller, narrow = put_back(merged, found), put_back(merged, few)
        pressed.append(len(narrow) < len(fuller))
        fewer.append(len(fuller) < len(everything))
        liked.append(breach_liked(world, everything.values))
        missed = False
        for m, f in phases_and_cells(world):
            expected = bargains(world, everything, m, f)
            assert bargains(world, fuller, m, f) == expected
            assert bargains(world, narrow, m, f) == expected
            missed |= bargains(world, merged, m, f) != expected
        needed.append(missed)

    agree()
    # The draws hold what they are meant to hold: merging that drops something, parties that like
    # a breach without gaining by it, bargains that would be missed if nothing were put back, and
    # packages that need no putting back because nothing behind them matters.
    assert sum(fewer) > 20
    assert sum(liked) > 20
    assert sum(needed) > 2
    assert sum(pressed) > 2


@given(terms=drawn_terms(), seed=st.integers(0, 2**32 - 1), grouped=st.booleans())
def test_what_is_put_back_is_what_the_rule_says(terms, seed, grouped):
    everything, merged = listed_and_merged(terms, grouped=grouped)
    found = np.random.default_rng(seed).random(len(merged)) < 0.4
    fuller = put_back(merged, found)
    rows, kept_rows = kinds(everything, grouped=grouped), kinds(merged, grouped=grouped)
    axes = 2 * terms.parties
    expected = set(merged.number.tolist())
    seen = set()
    for number, row in enumerate(rows):
        group = (kept_rows[:, axes:] == row[axes:]).all(axis=1)
        above = (kept_rows[:, :axes] >= row[:axes]).all(axis=1)
        opened = grouped and (group & found).any() and not (group & above & ~found).any()
        if opened and tuple(row) not in seen:
            expected.add(number)
        seen.add(tuple(row))
    assert fuller.number.tolist() == sorted(expected)


@given(terms=drawn_terms(), grouped=st.booleans(), data=st.data())
def test_equal_packages_are_named_by_the_lowest_number(terms, grouped, data):
    everything = packages(terms, grouped=grouped)
    named = everything.levels[data.draw(st.lists(st.integers(0, len(everything) - 1), max_size=3))]
    merged = packages(terms, grouped=grouped, limit=0, named=named.tolist())
    assert all(merged.find(row) is not None for row in named.tolist())
    rows = kinds(everything, grouped=grouped)
    by_name = listing(terms).numbers(named)
    for k, number in enumerate(merged.number):
        equals = np.flatnonzero((rows == rows[number]).all(axis=1))
        assert number == equals[0] or number in by_name
        assert same_as(merged, k).tolist() == np.setdiff1d(equals, merged.number).tolist()


@given(terms=drawn_terms(), grouped=st.booleans())
def test_no_package_that_is_kept_is_dominated_in_its_group(terms, grouped):
    everything, merged = listed_and_merged(terms, grouped=grouped)
    rows, kept_rows = kinds(everything, grouped=grouped), kinds(merged, grouped=grouped)
    axes = 2 * terms.parties
    for row in kept_rows:
        same = (rows[:, axes:] == row[axes:]).all(axis=1)
        above = same & (rows[:, :axes] >= row[:axes]).all(axis=1)
        assert (rows[above] == row).all()
    for row in rows:
        same = (kept_rows[:, axes:] == row[axes:]).all(axis=1)
        assert (same & (kept_rows[:, :axes] >= row[:axes]).all(axis=1)).any()


def test_ten_issues_keep_every_bargain(ukraine):
    merged = packages(ukraine, grouped=True)
    assert merged.merged
    assert merged.listed == 1_935_360
    assert (merged.number == listing(ukraine).numbers(merged.levels)).all()
    assert len(merged) < 15_000


def test_the_base_world_merges_to_the_packages_of_its_game_file():
    merged = load("limits/base").compile().settled
    assert merged.listed == 2_304_000
    assert len(merged) == 11_111


def test_where_a_better_look_can_hurt_everything_is_listed(ukraine):
    few = replace(ukraine, issues=ukraine.issues[:4], excluded=())
    assert len(packages(few, grouped=True, monotone=False, limit=100)) == 800


def test_an_excluded_package_cannot_be_named(ukraine):
    levels = [0] * 10
    levels[2], levels[4] = 3, 2
    with pytest.raises(ValueError, match="excluded"):
        packages(ukraine, grouped=True, named=[levels])

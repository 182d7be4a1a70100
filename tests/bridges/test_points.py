"""Bargaining points and frontiers against the known answers, ties and all."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.bridges.additive import merged, spelled_out
from goldenbridge.bridges.merge_search import merge
from goldenbridge.bridges.points import frontier, points
from goldenbridge.settlements.enumerate import list_combinations
from goldenbridge.settlements.issues import NONE, Issue, Terms
from goldenbridge.settlements.partial import steps

CANON = json.loads(Path(__file__).with_name("canon2.json").read_text(encoding="utf-8"))


def known(kind: str) -> list[Any]:
    found = [one for one in CANON if one["id"].startswith(kind)]
    assert found
    return [pytest.param(one, id=one["id"]) for one in found]


@pytest.mark.parametrize("one", known("bargain-"))
def test_points_are_the_known_ones(one: Any) -> None:
    worth, disagreement = np.array(one["setup"]["W"]), np.array(one["setup"]["disagreement"])
    found, expected = points(worth, disagreement), one["expected"]
    for name in ("acceptable", "frontier", "nash", "kalai_smorodinsky", "egalitarian"):
        assert getattr(found, name).tolist() == expected[name], name
    assert found.utilitarian.tolist() == expected["utilitarian"]
    if "ideal_gain" in expected:
        assert found.ideal.tolist() == pytest.approx(expected["ideal_gain"], abs=1e-12)
    if "nash_product_of_positive_gains_exact" in expected:
        gains = worth[found.nash[0]] - disagreement
        best = Fraction(expected["nash_product_of_positive_gains_exact"])
        assert gains[gains > 1e-12].prod() == pytest.approx(float(best), abs=1e-12)


@pytest.mark.parametrize("one", known("frontier-additive"))
def test_frontiers_of_sums_are_the_known_ones(one: Any) -> None:
    table = one["setup"]["points_in_hundredths"]
    sizes = [len(issue) for issue in table[0]]
    worth = [
        [sum(party[j][level] for j, level in enumerate(levels)) for party in table]
        for levels in product(*map(range, sizes))
    ]
    found = np.flatnonzero(frontier(np.array(worth)))
    assert found.tolist() == one["expected"]["frontier"]
    assert [worth[k] for k in found] == one["expected"]["frontier_values"]


@pytest.mark.parametrize("one", known("frontier-additive"))
def test_merging_issue_by_issue_gives_the_same_frontier(one: Any) -> None:
    table = np.array(
        [
            [np.pad(x, (0, 9 - len(x))) for x in party]
            for party in one["setup"]["points_in_hundredths"]
        ]
    )
    sizes = [len(issue) for issue in one["setup"]["points_in_hundredths"][0]]
    parties = len(table)
    issues = tuple(
        Issue(
            f"i{j}", tuple(f"l{k}" for k in range(size)), np.ones(parties),
            table[:, j, :size] / 100.0, table[:, j, :size] / 100.0, NONE, 1.0,
            np.zeros((size, len(sizes))), np.zeros(size), np.zeros((parties, size)),
            np.full(size, NONE), np.full(size, NONE), None, np.full(size, np.nan),
            np.full((parties, size), np.nan),
        )
        for j, size in enumerate(sizes)
    )  # fmt: skip
    terms = Terms(issues)
    kept = merge(steps(terms, range(len(sizes)), grouped=True), list_combinations(tuple(sizes)))
    expected = one["expected"]
    worth = [expected["frontier_values"][expected["frontier"].index(k)] for k in kept]
    assert sorted(map(tuple, worth)) == sorted({tuple(x) for x in expected["frontier_values"]})


@pytest.mark.parametrize("one", known("frontier-additive"))
def test_sums_merged_and_spelled_out_are_the_whole_known_frontier(one: Any) -> None:
    table = one["setup"]["points_in_hundredths"]
    issues = range(len(table[0]))
    tables = [np.array([party[j] for party in table]) / 100.0 for j in issues]
    found = spelled_out(tables, merged(tables))
    assert found.number.tolist() == one["expected"]["frontier"]
    assert np.allclose(found.units / 1e7, one["expected"]["frontier_values"])


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=40))
def test_the_frontier_is_what_no_point_betters(given_: list[list[int]]) -> None:
    units = np.array(given_)
    for k, kept in enumerate(frontier(units)):
        bettered = ((units >= units[k]).all(axis=1) & (units > units[k]).any(axis=1)).any()
        assert kept == (not bettered)


@given(
    st.lists(
        st.lists(st.integers(0, 20), min_size=2, max_size=2).map(tuple), min_size=1, max_size=30
    ),
    st.integers(0, 10),
)
def test_all_four_points_lie_on_the_frontier(given_: list[tuple[int, ...]], least: int) -> None:
    found = points(np.array(given_) / 20, np.full(2, least / 20))
    assert set(found.frontier) <= set(found.acceptable)
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        assert set(getattr(found, name)) <= set(found.frontier), name
        assert len(getattr(found, name)) > 0 or not len(found.acceptable)

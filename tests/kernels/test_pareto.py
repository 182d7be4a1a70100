"""The lossless drop against its definition, package by package."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.kernels.pareto import any_above, pareto, pareto_cells, thinned


def superfluous(points, k, others):
    """Is another at least as high everywhere and higher somewhere, or equal and lower numbered?"""
    for other in others:
        high = all(points[other] >= points[k])
        if high and (any(points[other] > points[k]) or other < k):
            return True
    return False


def by_definition(units, row):
    there = np.flatnonzero(row)
    points = units.T
    return [k for k in there if not superfluous(points, k, there[there != k])]


@given(
    parties=st.integers(1, 5),
    count=st.integers(0, 40),
    span=st.sampled_from([2, 6, 50, 10**9, 5 * 10**10]),
    seed=st.integers(0, 2**32 - 1),
)
def test_fronts_of_cells_are_what_the_definition_keeps(parties, count, span, seed):
    draw = np.random.default_rng(seed)
    units = draw.integers(-span, span, (parties, count))
    allowed = draw.random((3, count)) < draw.choice([0.0, 0.4, 0.9, 1.0], (3, 1))
    kept = pareto_cells(units, allowed)
    assert [row.tolist() for row in kept] == [by_definition(units, row) for row in allowed]
    everywhere = np.ones(count, dtype=bool)
    assert np.flatnonzero(pareto(units.T)).tolist() == by_definition(units, everywhere)


@pytest.mark.parametrize("parties", [1, 2, 3])
def test_one_far_point_does_not_spoil_the_buckets(parties):
    units = np.random.default_rng(3).integers(0, 1000, (parties, 200))
    units[:, 7] = -(10**12)
    everywhere = np.ones((1, 200), dtype=bool)
    assert pareto_cells(units, everywhere)[0].tolist() == by_definition(units, everywhere[0])


def test_a_crowd_in_one_bucket_is_in_order_too():
    units = np.random.default_rng(5).integers(0, 1000, (2, 2000)).astype(float)
    units[:, 11] = -(10.0**12)
    left = thinned(units, np.zeros(2000, dtype=bool))
    assert sorted(left) == list(range(2000))
    assert all(
        (units[0, k], -k) >= (units[0, other], -other) for k, other in itertools.pairwise(left)
    )


def test_guards_count_only_in_their_own_group():
    points = np.array([[1, 1], [1, 1], [1, 1], [3, 0]])
    guards = np.array([[2, 1], [2, 9]])
    start = np.array([0, 1, 1, 2])
    above = any_above(points, np.array([0, 1, -1, 2]), guards, start)
    assert above.tolist() == [True, False, False, False]

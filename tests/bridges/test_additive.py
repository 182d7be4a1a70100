"""Frontiers of sums: merged, listed, and by comparing every pair."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from goldenbridge.bridges.additive import listed, merged, spelled_out
from goldenbridge.bridges.points import points


def drawn(
    seed: int, parties: int, coarse: int
) -> list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 6, 4)
    return [random.integers(0, coarse, (parties, size)) / coarse for size in sizes]


@pytest.mark.parametrize("parties", [2, 3, 4])
@pytest.mark.parametrize("coarse", [4, 1000])
@pytest.mark.parametrize("seed", range(6))
def test_merged_and_listed_are_what_comparing_every_pair_gives(
    seed: int, parties: int, coarse: int
) -> None:
    tables = drawn(seed, parties, coarse)
    worth = np.array(
        [
            sum(table[:, level] for table, level in zip(tables, levels, strict=True))
            for levels in product(*(range(table.shape[1]) for table in tables))
        ]
    )
    units = np.rint(worth * 1e9).astype(np.int64)
    kept, values = [], set()
    for k, row in enumerate(units):
        bettered = ((units >= row).all(axis=1) & (units > row).any(axis=1)).any()
        if not bettered and tuple(row) not in values:
            kept.append(k)
            values.add(tuple(row))
    every = [k for k, row in enumerate(units) if tuple(row) in values]
    for found in (merged(tables), listed(tables)):
        whole_frontier = spelled_out(tables, found)
        assert whole_frontier.number.tolist() == every
        assert np.array_equal(units[every], whole_frontier.units)
        assert {tuple(row) for row in found.units} == values
        assert np.array_equal(units[found.number], found.units)
    assert listed(tables).number.tolist() == kept
    disagreement = np.full(parties, worth.min())
    whole, part = points(worth, disagreement), merged(tables).points(disagreement)
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        of_all = {tuple(units[k]) for k in getattr(whole, name)}
        assert {tuple(merged(tables).units[k]) for k in getattr(part, name)} == of_all

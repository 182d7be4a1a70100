"""All packages of the Ukraine scenario against the merged ones, in every phase and cell."""

from dataclasses import replace

import numpy as np

from goldenbridge.api import load, prepared
from goldenbridge.game.bare import Packages
from goldenbridge.kernels.pareto import pareto_cells
from goldenbridge.settlements.enumerate import listing
from goldenbridge.settlements.values import values
from goldenbridge.solve.tables import ratified
from goldenbridge.solve.worth import package_worth


def over(game, packages):
    """The same game over these packages."""
    lost = np.array(game.bare.peace.lost_face or [0.0] * game.parties)[:, None]
    lapse = np.clip(packages.lapse + (lost * (1.0 - packages.apparent)).sum(axis=0), 0.0, 1.0)
    return replace(game, bare=replace(game.bare, packages=packages), lapse=lapse)


def lists(game):
    """Phase, face level, its cells, and whose audience is left out (-1: nobody's)."""
    for m in range(game.phases):
        for f in range(game.cells.face_norm.shape[2]):
            for skipped in (-1, *range(game.parties)):
                yield m, f, np.flatnonzero(game.cells.face == f), skipped


def bargains(game):
    """For every list and cell the W of the packages that nothing makes superfluous, (n, P)."""
    units, found = package_worth(game).units.astype(np.int64), {}
    for m, f, cells, skipped in lists(game):
        kept = pareto_cells(units[m, f], ratified(game, m, f, cells, skipped))
        for cell, chosen in zip(cells, kept, strict=True):
            found[m, cell, skipped] = units[m, f][:, chosen].T
    return found


def test_merging_ten_issues_loses_no_bargain():
    ready = prepared(load("ukraine-2022").compile())
    terms = ready.compiled.settled.terms
    merged = bargains(ready.game)
    best = {key: np.zeros((0, ready.game.parties), dtype=np.int64) for key in merged}
    for _, levels in listing(terms).chunks(1 << 18):
        v = values(terms, levels)
        some = Packages(
            v.actual, v.apparent, v.kept, v.security, v.front, v.penalty, v.lapse, v.delivered
        )
        for key, new in bargains(over(ready.game, some)).items():
            both = np.concatenate([best[key], new])
            kept = pareto_cells(both.T, np.ones((1, len(both)), dtype=bool))[0]
            best[key] = both[kept]
    assert len(listing(terms)) == 1_935_360
    for key, points in best.items():
        assert set(map(tuple, points.tolist())) == set(map(tuple, merged[key].tolist())), key

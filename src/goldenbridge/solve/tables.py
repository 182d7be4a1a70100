"""What can be bargained over in each phase and cell: kept packages, orders and bitsets.

Lossless (model, section 5): in one cell and phase, among the ratifiable, a package with W weakly
lower for every party and strictly for one, or equal for all and higher numbered, can go.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.kernels import bargain, payoff
from goldenbridge.settlements.undominated import undominated
from goldenbridge.solve.worth import Worth

RANKINGS = {"product": 0, "sum": 1, "minimum": 2}
Small = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """One table per phase and cell, number m·cells + cell; n is the most packages in one.

    kept    (tables, n)          package numbers, ascending; counts (tables,) how many
    worth   (tables, n, P)       W
    edges   (tables, P, n+1)     distinct W_j, ascending, plus the slack; sizes (tables, P)
    orders  (tables, Q, n)       kept packages from a proposer's best to his worst
    masks   (tables, P, n+1, Q·words)   what j accepts at each rank, as bits over the order
    """

    kept: Ints
    counts: Ints
    worth: Floats
    edges: Floats
    sizes: Ints
    orders: Small
    masks: Ints


def ratified(game: Game, m: int, f: int, cells: Ints, skipped: int = -1) -> Bools:
    """Which packages every audience (but one) ratifies in cells of one face level: (cells, N)."""
    packages = game.bare.packages
    out = np.empty((len(cells), packages.count), dtype=np.bool_)
    payoff.ratifiable(
        packages.actual,
        packages.apparent,
        np.ascontiguousarray(game.cells.face_norm[m, :, f]),
        np.ascontiguousarray(game.cells.ratify[m][:, cells].T),
        skipped,
        out,
        np.empty(packages.count),
    )
    return out


def consent_tables(game: Game, worth: Worth, tables: Tables, m: int, asked: Bools) -> Tables:
    """What would be open in phase m if one party consented: number j·cells + cell.

    For each party j the packages that every audience but j's ratifies, in the order of W_j alone.
    asked   (cells,) where this is wanted; the tables of other cells are empty
    `tables` are those of the bargaining: without an audience of j's the packages are the same.
    """
    cells = game.cells.count
    chosen: list[Ints] = []
    for j in range(game.parties):
        if game.audience[:, j].any():
            chosen += _undominated(game, worth, m, asked, {}, skipped=j)
        else:
            own = slice(m * cells, (m + 1) * cells)
            lists = zip(tables.kept[own], tables.counts[own], asked, strict=True)
            chosen += [kept[: count if wanted else 0] for kept, count, wanted in lists]
    return _filled(
        game, worth, chosen, np.full(len(chosen), m), np.repeat(np.arange(game.parties), cells)
    )


def bargaining_tables(game: Game, worth: Worth) -> Tables:
    """What every proposer and the mediator can choose from."""
    asked = np.ones(game.cells.count, dtype=np.bool_)
    known: dict[bytes, Bools] = {}
    chosen = [_undominated(game, worth, m, asked, known) for m in range(game.phases)]
    phase_of = np.repeat(np.arange(game.phases), game.cells.count)
    return _filled(game, worth, list(chain(*chosen)), phase_of, np.full(len(phase_of), -1))


def _undominated(
    game: Game, worth: Worth, m: int, asked: Bools, known: dict[bytes, Bools], skipped: int = -1
) -> list[Ints]:
    """Package numbers kept in those cells of phase m; `skipped`'s audience left out.

    known  what passes at home, by what is asked there: added to, the same in most phases
    """
    chosen: list[Ints] = [np.zeros(0, dtype=np.int64)] * game.cells.count
    for f in range(game.cells.face_norm.shape[2]):
        here = np.flatnonzero((game.cells.face == f) & asked)
        if len(here):
            bars = game.cells.face_norm[m, :, f].tobytes() + game.cells.ratify[m][:, here].tobytes()
            if bars not in known:
                known[bars] = ratified(game, m, f, here, skipped)
            kept = undominated(worth.units[m, f], known[bars])
            for cell, packages in zip(here, kept, strict=True):
                chosen[cell] = packages
    return chosen


def _filled(game: Game, worth: Worth, chosen: list[Ints], phase_of: Ints, single: Ints) -> Tables:
    """Tables over the packages chosen; `single` (tables,) is −1 for all proposers, or the party."""
    tables, parties = len(chosen), game.parties
    counts = np.array([len(packages) for packages in chosen], dtype=np.int64)
    most = max(1, int(counts.max()))
    kept = np.zeros((tables, most), dtype=np.int64)
    for table, packages in enumerate(chosen):
        kept[table, : len(packages)] = packages
    faces = game.cells.face_norm.shape[2]
    row_of = phase_of * faces + game.cells.face[np.arange(tables) % game.cells.count]
    units = worth.units.reshape(game.phases * faces, parties, -1)
    words = -(-most // bargain.BITS)
    proposers = parties + 1 if single[0] < 0 else 1
    levels = np.zeros((tables, parties, most + 1))
    sizes = np.zeros((tables, parties), dtype=np.int64)
    orders = np.zeros((tables, proposers, most), dtype=np.int16)
    masks = np.zeros((tables, parties, most + 1, proposers * words), dtype=np.int64)
    bargain.fill_cells(
        units,
        kept,
        counts,
        phase_of,
        row_of,
        game.veto,
        RANKINGS[game.bare.mediator_ranks_by],
        single,
        levels,
        sizes,
        orders,
        masks,
        np.zeros((parties, most)),
        *np.zeros((2, most)),
    )
    values = np.zeros((tables, most, parties))
    if units.shape[2]:
        values = units[row_of[:, None, None], np.arange(parties), kept[:, :, None]]
    return Tables(
        kept=kept,
        counts=counts,
        worth=values / 1e9,
        edges=levels / 1e9 + bargain.SLACK,
        sizes=sizes,
        orders=orders,
        masks=masks,
    )

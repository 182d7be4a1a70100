"""What can be bargained over in each phase and cell: kept packages, orders and bitsets.

Lossless (model, section 5): in one cell and phase, among the ratifiable, a package with W weakly
lower for every party and strictly for one, or equal for all and higher numbered, can go.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.kernels import bargain, payoff
from goldenbridge.settlements.undominated import first_look, in_line, undominated
from goldenbridge.solve.worth import Worth

RANKINGS = {"product": 0, "sum": 1, "minimum": 2}
Small = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """One table per phase and cell, number m·cells + cell; n is the most packages in one.

    kept    (tables, n)          package numbers; counts (tables,) how many
    left    by phase and face    packages left after a first look, all that a cell may keep
    row     (tables,)            row of the arrays below: tables that are alike share one
    filled  (rows,)              how many packages
    worth   (rows, n, P)         W
    sizes   (rows, P)            how many distinct W_j
    edges   (rows, P, n+1)       distinct W_j, ascending, plus the slack
    orders  (rows, Q, n)         places of kept packages from a proposer's best to his worst
    masks   (rows, P, n+1, Q·words)   what j accepts at each rank, as bits over the order
    higher  (rows, n, 2)         nearest place on either side that the mediator prefers

    Kept packages ascend by number. Between two parties they stand in line instead, from the first
    party's best to the second's, which says all that the last arrays but `higher` say otherwise.
    """

    kept: Ints
    counts: Ints
    left: dict[tuple[int, int], Ints]
    row: Ints
    filled: Ints
    worth: Floats
    sizes: Ints
    edges: Floats
    orders: Small
    masks: Ints
    higher: Small


def ratified(
    game: Game,
    m: int,
    f: int,
    cells: Ints,
    skipped: int = -1,
    seen: tuple[Floats, Floats] | None = None,
) -> Bools:
    """Which packages every audience (but one) ratifies in cells of one face level: (cells, N).

    seen  u and y (P, N) of those asked about; all packages of the game if not given
    """
    packages = game.bare.packages
    actual, apparent = (packages.actual, packages.apparent) if seen is None else seen
    out = np.empty((len(cells), actual.shape[1]), dtype=np.bool_)
    payoff.ratifiable(
        actual,
        apparent,
        np.ascontiguousarray(game.cells.face_norm[m, :, f]),
        np.ascontiguousarray(game.cells.ratify[m][:, cells].T),
        skipped,
        out,
        np.empty(actual.shape[1]),
    )
    return out


def consent_tables(game: Game, worth: Worth, tables: Tables, asked: Bools) -> Tables:
    """What would be open if one party consented: number (m·P + j)·cells + cell.

    For each party j the packages that every audience but j's ratifies, in the order of W_j alone.
    asked   (M, cells) where this is wanted; the tables of other cells are empty
    `tables` are those of the bargaining: without an audience of j's the packages are the same.
    """
    cells, parties = game.cells.count, game.parties
    like = _like(game, worth)
    wanted = np.array([asked[like == m].any(axis=0) for m in range(game.phases)])
    chosen: list[Ints] = []
    for m in np.unique(like):
        opened = _opened(game, worth, tables, m, wanted[m])
        for j in range(parties):
            if j in opened:
                chosen += opened[j]
            else:
                own = slice(m * cells, (m + 1) * cells)
                lists = zip(tables.kept[own], tables.counts[own], wanted[m], strict=True)
                chosen += [kept[: count if sought else 0] for kept, count, sought in lists]
    proposers = np.tile(np.repeat(np.arange(parties), cells), len(np.unique(like)))[:, None]
    return _filled(game, worth, chosen, {}, like, proposers)


def bargaining_tables(game: Game, worth: Worth) -> Tables:
    """What every proposer and the mediator can choose from."""
    like = _like(game, worth)
    chosen: list[Ints] = []
    left: dict[tuple[int, int], Ints] = {}
    known: dict[bytes, Bools] = {}
    for m in np.unique(like):
        found: list[Ints] = [np.zeros(0, dtype=np.int64)] * game.cells.count
        for f in range(game.cells.face_norm.shape[2]):
            here = np.flatnonzero(game.cells.face == f)
            bars = game.cells.face_norm[m, :, f].tobytes() + game.cells.ratify[m][:, here].tobytes()
            if bars not in known:
                known[bars] = ratified(game, m, f, here)
            passes, units = known[bars], worth.units[m, f]
            left[m, f] = first_look(units, np.asarray(passes.all(axis=0)))
            some = left[m, f]
            _keep(found, here, np.take(units, some, axis=1), some, np.take(passes, some, axis=1))
        chosen += found
    everyone = np.tile(np.arange(game.parties + 1), (len(chosen), 1))
    return _filled(game, worth, chosen, left, like, everyone)


def _opened(
    game: Game, worth: Worth, tables: Tables, m: int, asked: Bools
) -> dict[int, list[Ints]]:
    """By party, package numbers kept in those cells of phase m if its audience is left out.

    What was left after a first look at the bargaining is all there is to look at: whatever passes
    at home everywhere passes here too.
    """
    packages, cells = game.bare.packages, game.cells
    nothing = np.zeros(0, dtype=np.int64)
    opened = {int(j): [nothing] * cells.count for j in np.flatnonzero(game.audience.any(axis=0))}
    for f in range(cells.face_norm.shape[2]):
        here = np.flatnonzero((cells.face == f) & asked)
        if not len(here):
            continue
        left = tables.left[m, f]
        units, actual, apparent = (
            np.take(values, left, axis=1)
            for values in (worth.units[m, f], packages.actual, packages.apparent)
        )
        for j, found in opened.items():
            _keep(found, here, units, left, ratified(game, m, f, here, j, (actual, apparent)))
    return opened


def _keep(found: list[Ints], cells: Ints, units: Floats, left: Ints, passes: Bools) -> None:
    """Put into `found` what is undominated in those cells, of packages left and their units."""
    fronts = in_line(units, passes) if len(units) == 2 else undominated(units, passes)
    for cell, places in zip(cells, fronts, strict=True):
        found[cell] = left[places]


def _like(game: Game, worth: Worth) -> Ints:
    """(M,): the first phase in which packages are worth the same and pass at home alike."""
    parts = (
        worth.row_of,
        worth.renewed,
        game.can_break,
        game.discount,
        game.veto,
        game.cells.face_norm,
        game.cells.ratify,
    )
    like = np.arange(game.phases)
    for m in range(game.phases):
        for e in range(m):
            if all(np.array_equal(part[m], part[e]) for part in parts):
                like[m] = e
                break
    return like


def _filled(
    game: Game,
    worth: Worth,
    chosen: list[Ints],
    left: dict[tuple[int, int], Ints],
    like: Ints,
    proposers: Ints,
) -> Tables:
    """Tables over the packages chosen in each row, in the orders of its `proposers` (rows, Q).

    like  (M,) the rows are those of the distinct phases in it, one after the other
    """
    rows, parties = len(chosen), game.parties
    distinct, number = np.unique(like, return_inverse=True)
    each = rows // len(distinct)
    counts = np.array([len(packages) for packages in chosen], dtype=np.int64)
    most = max(1, int(counts.max()))
    kept = np.zeros((rows, most), dtype=np.int64)
    for place, packages in enumerate(chosen):
        kept[place, : len(packages)] = packages
    faces = game.cells.face_norm.shape[2]
    phase_of = np.repeat(distinct, each)
    row_of = phase_of * faces + game.cells.face[np.arange(rows) % game.cells.count]
    units = worth.units.reshape(game.phases * faces, parties, -1)
    ranks_by = RANKINGS[game.bare.mediator_ranks_by]
    pair = parties == 2
    mediated = pair and bool((proposers == parties).any())
    higher = np.zeros((rows, most if mediated else 0, 2), dtype=np.int16)
    room = (np.zeros((parties, most)), *np.zeros((2, most)))
    if mediated:
        bargain.fill_higher(
            units, phase_of, row_of, counts, game.veto, ranks_by, kept, higher, *room
        )
    words = -(-most // bargain.BITS)
    ranks = (0 if pair else rows, parties, most + 1)
    levels = np.zeros(ranks)
    sizes = np.zeros(ranks[:2], dtype=np.int64)
    orders = np.zeros((ranks[0], proposers.shape[1], most), dtype=np.int16)
    masks = np.zeros((*ranks, proposers.shape[1] * words), dtype=np.int64)
    if not pair:
        bargain.fill_cells(
            units,
            kept,
            counts,
            phase_of,
            row_of,
            proposers,
            game.veto,
            ranks_by,
            levels,
            sizes,
            orders,
            masks,
            *room,
        )
    values = np.zeros((rows, most, parties))
    if units.shape[2]:
        values = units[row_of[:, None, None], np.arange(parties), kept[:, :, None]]
    row = np.ravel(number[:, None] * each + np.arange(each))
    return Tables(
        kept=kept[row],
        counts=counts[row],
        left=left,
        row=row,
        filled=counts,
        worth=values / 1e9,
        sizes=sizes,
        edges=levels / 1e9 + bargain.SLACK,
        orders=orders,
        masks=masks,
        higher=higher,
    )

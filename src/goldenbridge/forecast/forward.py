"""The mass of wars, swept forwards under the true parameters and the solved decisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goldenbridge.game.arrays import credited, survival
from goldenbridge.game.game import Floats, Game, Index, Ints
from goldenbridge.kernels import mass as kernel
from goldenbridge.solve.box import Reached
from goldenbridge.solve.layout import first_moves, other_moves
from goldenbridge.solve.solution import Solution


@dataclass(frozen=True, eq=False)
class Forward:
    """What happens to a war that starts in the start state (model, section 6). Weeks t = 0 … shown.

    wars       (shown+1, R)       at war at the start of each week, in the states reached
    reach      (shown,)           at war with a deal within reach
    settled    (shown,)           deals; breaks: the part of them that will break
    columns    (columns, 2)       phase and package number of each column of deals
    signed     (columns,)         deals of all weeks; signed_breaks: the part that will break
    signed_in_office (shown, P)   deals that leave the first leader in office
    ended      (shown, M, E, F)   wars that end at an end of a track, by ending and face level
    fell       (shown, M, P, E, F)   wars that end because that party's leader fell
    gone_on    (shown, M)         leader removed, war goes on, by phase entered
    gone_ended (shown, M)         … the successor of that phase ends it at once
    collapsed  (shown, M, P)      leader removed, nobody follows
    amounts    (rates, shown)     deaths …, of this war
    """

    solution: Solution
    wars: Floats
    reach: Floats
    settled: Floats
    breaks: Floats
    columns: Ints
    signed: Floats
    signed_breaks: Floats
    signed_in_office: Floats
    ended: Floats
    fell: Floats
    gone_on: Floats
    gone_ended: Floats
    collapsed: Floats
    amounts: Floats

    @property
    def game(self) -> Game:
        """The game that was solved."""
        return self.solution.game

    @property
    def ended_by(self) -> Floats:
        """(shown, E) all wars that end in each ending, whoever fell, in any phase."""
        return np.asarray(self.ended.sum(axis=(1, 3)) + self.fell.sum(axis=(1, 2, 4)))

    @property
    def at_war(self) -> Floats:
        """(shown+1,) still at war at the start of each week, any phase."""
        return np.asarray(self.wars.sum(axis=1))

    @cached_property
    def in_phase(self) -> Floats:
        """(shown+1, M) still at war at the start of each week, by phase."""
        parts = [self.solution.reached.part(m) for m in range(self.game.phases)]
        return np.stack([self.wars[:, part].sum(axis=1) for part in parts], axis=1)

    @cached_property
    def mass(self) -> Floats:
        """(shown+1, M, S) at war at the start of each week, in every phase and state."""
        return np.asarray(self.solution.reached.everywhere(self.wars, 1, 0.0))


def first_in_office(game: Game, m: int, i: int) -> bool:
    """Whether the leader of phase 0 still leads party i in phase m."""
    return bool(game.leaders.present[0, i]) and int(game.owner[m]) != i


def _stays(solution: Solution) -> Floats:
    """Chance that the first leader stays after a kept deal, 0 once he is gone: (tables, P, n)."""
    game, tables, cells = solution.game, solution.tables, solution.game.cells
    packages = game.bare.packages
    stays = np.zeros((len(tables.kept), game.parties, tables.kept.shape[1]))
    if not packages.count:
        return stays
    for m in range(game.phases):
        rows = slice(m * cells.count, (m + 1) * cells.count)
        for i in range(game.parties):
            if first_in_office(game, m, i):
                kept = tables.kept[rows]
                actual, apparent = packages.actual[i][kept], packages.apparent[i][kept]
                norm = cells.face_norm[m, i, cells.face][:, None]
                seen = credited(actual, apparent, norm)
                stays[rows, i] = survival(seen, game.leaders, m, i)
    return stays


def _columns(solution: Solution) -> tuple[Ints, Ints]:
    """(columns (·, 2), column (tables, n)): where deals of each kept package are counted."""
    game, tables = solution.game, solution.tables
    count = game.bare.packages.count
    phase = np.repeat(np.arange(game.phases), game.cells.count)
    number = phase[:, None] * count + tables.kept
    used = np.arange(tables.kept.shape[1])[None, :] < tables.counts[:, None]
    codes = np.unique(number[used])
    column = np.searchsorted(codes, number)
    column[~used] = 0
    return np.stack([codes // count, codes % count], axis=1), column


def broken(solution: Solution) -> Floats:
    """q of the kept packages: (tables, n)."""
    game, kept = solution.game, solution.tables.kept
    if not game.bare.packages.count:
        return np.zeros(kept.shape)
    phase = np.repeat(np.arange(game.phases), game.cells.count)
    face = np.tile(game.cells.face, game.phases)
    return solution.worth.broken[phase[:, None], face[:, None], kept]


def _lottery(game: Game) -> tuple[Ints, Floats, Floats, Ints]:
    """First phase of each party's successors, and by phase: weight, chance to end, ending."""
    first = [1]
    lottery, ends, ending_of = np.zeros((3, game.phases))
    names = game.ending_names
    for i, party in enumerate(game.bare.parties):
        first.append(first[-1] + len(party.successors))
        total = sum(s.weight for s in party.successors)
        for k, successor in enumerate(party.successors):
            m = game.successor_phase[i, k]
            lottery[m], ends[m] = successor.weight / total, successor.ends
            for number, (name, fallen) in enumerate(names):
                if name == successor.ending and fallen in (-1, i):
                    ending_of[m] = number
    return np.array(first), lottery, ends, ending_of.astype(np.int64)


def forward(solution: Solution) -> Forward:
    """Sweep the mass forwards; exact, nothing is drawn. Masses add to 1 within 1e-12."""
    game, where = solution.game, solution.reached
    weeks = game.shown
    shape = (game.phases, game.parties)
    endings, faces = len(game.ending_names), game.cells.face_norm.shape[2]
    mass = np.empty((weeks + 1, where.count))
    ended = np.zeros((weeks, game.phases, max(1, endings), faces))
    fell = np.zeros((weeks, *shape, max(1, endings), faces))
    gone_on, gone_ended = np.zeros((2, weeks, game.phases))
    collapsed = np.zeros((weeks, *shape))
    amounts = np.zeros((len(game.rate_names), weeks))
    truth = np.array([game.parties])
    first_up, first_down, first = first_moves(game, where, truth, border=True)
    start = where.phases[0][1].places[game.start]
    over = np.flatnonzero(where.ended >= 0)
    kernel.forward(
        weeks,
        int(start),
        where.bounds,
        where.entered,
        where.blocks,
        where.alive,
        solution.weeks.fights,
        np.concatenate([box.take(game.hazard[m]) for m, box in where.phases], axis=1),
        game.leaders.present,
        *_lottery(game),
        game.collapse,
        _goes_to(game, where),
        game.cells.face[where.cell],
        np.stack([over, where.phase[over], where.ended[over]]).astype(np.int64),
        where.take(game.rates),
        first_up,
        first_down,
        first[:, 0].copy(),
        *other_moves(game, where, truth, border=True),
        where.strides,
        mass,
        ended,
        fell,
        gone_on,
        gone_ended,
        collapsed,
        amounts,
        *np.zeros((2, where.longest)),
        np.zeros(where.count),
        np.zeros(where.longest),
        np.zeros((kernel.STRANDS, faces)),
    )
    return Forward(
        solution,
        mass,
        *_deals(solution, mass),
        ended,
        fell,
        gone_on,
        gone_ended,
        collapsed,
        amounts,
    )


def _goes_to(game: Game, where: Reached) -> Index:
    """Where the war of each successor goes on, by phase and state of phase 0: (M, S)."""
    goes_to = np.zeros((game.phases, where.phases[0][1].states), dtype=np.int32)
    for m, _ in where.phases[1:]:
        goes_to[m] = where.ends[m] + where.inherited(m)
    return goes_to


def _deals(
    solution: Solution, mass: Floats
) -> tuple[Floats, Floats, Floats, Ints, Floats, Floats, Floats]:
    """Fields of `Forward` from `reach` to `signed_in_office`."""
    breaks = broken(solution)
    asked = np.stack([np.ones_like(breaks), breaks, *_stays(solution).swapaxes(0, 1)], axis=2)
    reach, weekly, columns, signed = tally(solution, mass, asked)
    settled, breaks = np.ascontiguousarray(weekly[:, :2].T)
    return reach, settled, breaks, columns, *np.ascontiguousarray(signed[:, :2].T), weekly[:, 2:]


def tally(solution: Solution, mass: Floats, asked: Floats) -> tuple[Floats, Floats, Ints, Floats]:
    """What is asked (tables, n, Q) of every kept package, added up over the deals of all weeks.

    mass (shown+1, R)
    Returns the mass with a deal within reach (weeks,), what is asked by week (weeks, Q), the phase
    and number of each package that may be signed (columns, 2), and the same by them (columns, Q).
    """
    game, where, weeks = solution.game, solution.reached, solution.weeks
    columns, column = _columns(solution)
    reach = np.zeros(game.shown)
    weekly = np.zeros((game.shown, asked.shape[2]))
    signed = np.zeros((len(columns), asked.shape[2]))
    kernel.deals(
        mass,
        weeks.choice,
        weeks.within,
        where.phase * game.cells.count + where.cell,
        game.talks[where.phase],
        game.recognition,
        column,
        asked,
        reach,
        weekly,
        signed,
        np.full(weeks.choice.shape[1:], -2, dtype=np.int16),
        np.zeros((asked.shape[2], where.count)),
        np.zeros(where.count),
        np.zeros(where.count, dtype=np.uint8),
        np.zeros(where.count + 1, dtype=np.int64),
    )
    return reach, weekly, columns, signed

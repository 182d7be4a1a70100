"""The mass of wars, swept forwards under the true parameters and the solved decisions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.arrays import survival
from goldenbridge.game.game import Floats, Game, Ints
from goldenbridge.kernels import mass as kernel
from goldenbridge.solve.layout import blocks, strides
from goldenbridge.solve.solution import Solution


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """What happens to a war that starts in the start state (model, section 6). Weeks t = 0 … shown.

    mass       (shown+1, M, S)    at war at the start of each week
    columns    (columns, 2)       phase and package number of each column of deals
    settled    (shown, columns)   deals; breaks: the part of them that will break
    ended      (shown, M, E, F)   wars that end at an end of a track, by ending and face level
    fell       (shown, M, P, E, F)   wars that end because that party's leader fell
    gone_on    (shown, M)         leader removed, war goes on, by phase entered
    gone_ended (shown, M)         … the successor of that phase ends it at once
    collapsed  (shown, M, P)      leader removed, nobody follows
    reach      (shown,)           at war with a deal within reach
    amounts    (rates, shown)     deaths …, of this war
    signed_in_office (shown, P)   deals that leave the first leader in office
    """

    solution: Solution
    mass: Floats
    columns: Ints
    settled: Floats
    breaks: Floats
    ended: Floats
    fell: Floats
    gone_on: Floats
    gone_ended: Floats
    collapsed: Floats
    reach: Floats
    amounts: Floats
    signed_in_office: Floats

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
        return np.asarray(self.mass.sum(axis=(1, 2)))


def _credit_of_kept(solution: Solution) -> Floats:
    """a_i of the kept packages: (tables, P, n)."""
    game, tables = solution.game, solution.tables
    packages, cells = game.bare.packages, game.cells
    if not packages.count:
        return np.zeros((len(tables.kept), game.parties, tables.kept.shape[1]))
    actual = packages.actual[:, tables.kept].swapaxes(0, 1)
    spin = packages.apparent[:, tables.kept].swapaxes(0, 1) - actual
    norm = game.cells.face_norm[:, :, cells.face].swapaxes(1, 2).reshape(-1, game.parties)
    credit = actual + np.where(spin > 0, norm[:, :, None] * spin, spin)
    return np.asarray(credit)


def first_in_office(game: Game, m: int, i: int) -> bool:
    """Whether the leader of phase 0 still leads party i in phase m."""
    return bool(game.leaders.present[0, i]) and int(game.owner[m]) != i


def _stays(solution: Solution) -> Floats:
    """Chance that the first leader stays after a kept deal, 0 once he is gone: (tables, P, n)."""
    game = solution.game
    credit = _credit_of_kept(solution)
    stays = np.zeros(credit.shape)
    cells = game.cells.count
    for m in range(game.phases):
        rows = slice(m * cells, (m + 1) * cells)
        for i in range(game.parties):
            if first_in_office(game, m, i):
                stays[rows, i] = survival(credit[rows, i], game.leaders, m, i)
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


def _broken(solution: Solution) -> Floats:
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
    game = solution.game
    weeks = game.shown
    shape = (game.phases, game.parties)
    columns, column = _columns(solution)
    endings, faces = len(game.ending_names), game.cells.face_norm.shape[2]
    mass = np.zeros((weeks + 1, game.phases, game.states))
    settled = np.zeros((weeks, max(1, len(columns))))
    breaks = np.zeros_like(settled)
    ended = np.zeros((weeks, game.phases, max(1, endings), faces))
    fell = np.zeros((weeks, *shape, max(1, endings), faces))
    gone_on, gone_ended = np.zeros((2, weeks, game.phases))
    collapsed = np.zeros((weeks, *shape))
    reach, signed = np.zeros(weeks), np.zeros((weeks, game.parties))
    amounts = np.zeros((len(game.rate_names), weeks))
    operators = game.operators
    truth = game.parties
    kernel.forward(
        weeks,
        game.start,
        blocks(game),
        solution.choice,
        solution.fights,
        solution.within,
        game.cells.of_state,
        game.cells.count,
        game.cells.face[game.cells.of_state],
        game.talks,
        game.recognition,
        game.hazard,
        game.leaders.present,
        *_lottery(game),
        game.collapse,
        game.succession.state,
        game.ended,
        game.rates,
        operators.first_up,
        operators.first_down,
        np.ascontiguousarray(operators.first[:, truth]),
        operators.rows,
        np.ascontiguousarray(operators.up[:, truth]),
        np.ascontiguousarray(operators.down[:, truth]),
        strides(game),
        column,
        _broken(solution),
        _stays(solution),
        mass,
        reach,
        settled,
        breaks,
        signed,
        ended,
        fell,
        gone_on,
        gone_ended,
        collapsed,
        amounts,
        *np.zeros((3, game.states + 2 * blocks(game)[1])),
        np.zeros((2, *column.shape)),
        np.zeros(game.states),
        np.zeros((2, faces)),
    )
    return Forward(
        solution,
        mass,
        columns,
        settled,
        breaks,
        ended,
        fell,
        gone_on,
        gone_ended,
        collapsed,
        reach,
        amounts,
        signed,
    )

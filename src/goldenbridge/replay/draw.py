"""Drawing histories: the solved decisions, the true parameters, the order of events of a period.

Model, section 5: talks, else a period of war; in it removals in the order of the parties, else the
tracks one after the other. All histories of a batch take a period together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Bools, Floats, Game, Ints
from goldenbridge.replay.chances import Successors, successors, true_moves
from goldenbridge.solve.box import everything
from goldenbridge.solve.solution import Solution


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """N histories from the start state. −1: it did not happen.

    week     (N,)     period in which the war ended, `shown` if it goes on
    phase    (N,)     phase in which it ended or stands
    package  (N,)     package signed;  breaks (N,) whether that peace will break
    ending   (N,)     ending without a signature;  fallen (N,) party whose leader's fall brought it
    removed  (P, N)   period in which the party's first leader fell
    amounts  (R, N)   deaths and other rates, added up while the war went on
    states, phases    (shown+1, N) at the start of each period; empty unless kept
    proposer (shown, N)   who proposed in talks, P for the mediator; empty unless kept
    """

    week: Ints
    phase: Ints
    package: Ints
    breaks: Bools
    ending: Ints
    fallen: Ints
    removed: Ints
    amounts: Floats
    states: Ints
    phases: Ints
    proposer: Ints


def draw(
    solution: Solution, generator: np.random.Generator, count: int, *, keep: bool = False
) -> Histories:
    """Draw `count` histories over the periods shown.

    generator  the only source of chance: the same generator gives the same histories
    keep       also keep every state and every proposer: (shown+1) × count numbers each
    """
    return _Drawing(solution, generator, count, keep).run()


class _Drawing:
    """The wars still going on, and what has become of the others."""

    def __init__(
        self, solution: Solution, generator: np.random.Generator, count: int, keep: bool
    ) -> None:
        game = solution.game
        self.solution, self.game, self.generator = solution, game, generator
        self.up, self.down = true_moves(game)
        self.strides = everything(game).phases[0][1].strides
        self.heirs: Successors = successors(game)
        self.turns = np.cumsum(game.recognition, axis=1)
        self.state = np.full(count, game.start, dtype=np.int64)
        self.phase = np.zeros(count, dtype=np.int64)
        self.going = np.arange(count)
        nothing = np.full(count, -1, dtype=np.int64)
        rows = game.shown if keep else 0
        self.found = Histories(
            week=np.full(count, game.shown, dtype=np.int64),
            phase=self.phase,
            package=nothing.copy(),
            breaks=np.zeros(count, dtype=np.bool_),
            ending=nothing.copy(),
            fallen=nothing.copy(),
            removed=np.full((game.parties, count), -1, dtype=np.int64),
            amounts=np.zeros((len(game.rate_names), count)),
            states=np.full((rows + keep, count), -1, dtype=np.int64),
            phases=np.full((rows + keep, count), -1, dtype=np.int64),
            proposer=np.full((rows, count), -1, dtype=np.int64),
        )
        self.keep = keep

    def run(self) -> Histories:
        for t in range(self.game.shown):
            self._note(t)
            self._period(t)
        self._note(self.game.shown)
        return self.found

    def _note(self, t: int) -> None:
        if self.keep:
            self.found.states[t, self.going] = self.state[self.going]
            self.found.phases[t, self.going] = self.phase[self.going]

    def _period(self, t: int) -> None:
        fighting = self._talk(t, self.going)
        self.found.amounts[:, fighting] += self.game.rates[:, self.state[fighting]]
        staying, gone_on = self._remove(t, fighting)
        moved = self._move(t, staying)
        self.going = np.sort(np.concatenate([moved, gone_on]))

    def _talk(self, t: int, going: Ints) -> Ints:
        """Deals of the period; returns the wars that are fought."""
        game, solution, found = self.game, self.solution, self.found
        state, phase = self.state[going], self.phase[going]
        talking = self.generator.random(len(going)) < game.talks[phase]
        turns = self.turns[t % len(self.turns)]
        drawn = self.generator.random(len(going)) * turns[-1]
        proposer = np.searchsorted(turns, drawn, side="right")
        choice = solution.choice[t, phase, proposer, state].astype(np.int64)
        if self.keep:
            found.proposer[t, going[talking]] = proposer[talking]
        deal = talking & (choice >= 0)
        signed = going[deal]
        table = phase[deal] * game.cells.count + game.cells.of_state[state[deal]]
        package = solution.tables.kept[table, choice[deal]]
        face = game.cells.face[game.cells.of_state[state[deal]]]
        broken = solution.worth.broken[phase[deal], face, package]
        found.package[signed], found.week[signed] = package, t
        found.breaks[signed] = self.generator.random(len(signed)) < broken
        fighting: Ints = going[~deal]
        return fighting

    def _remove(self, t: int, fighting: Ints) -> tuple[Ints, Ints]:
        """Removals of the period, the first that happens; returns who stays and who fights on."""
        game, found = self.game, self.found
        gone_on = []
        for j in range(game.parties):
            phase = self.phase[fighting]
            hazard = np.where(
                game.leaders.present[phase, j], game.hazard[phase, j, self.state[fighting]], 0.0
            )
            falls = self.generator.random(len(fighting)) < hazard
            fallen, fighting = fighting[falls], fighting[~falls]
            first = found.removed[j, fallen] < 0
            owner = game.owner[self.phase[fallen]]
            found.removed[j, fallen[first & (owner != j)]] = t
            followed = (self.phase[fallen] == 0) & (self.heirs.count[j] > 0)
            self._end(t, fallen[~followed], game.collapse[j], j)
            gone_on.append(self._follow(t, fallen[followed], j))
        return fighting, np.concatenate(gone_on)

    def _follow(self, t: int, fallen: Ints, j: int) -> Ints:
        """Successors of party j: some end the war, the others fight on and are returned."""
        if not len(fallen):
            return fallen
        lottery = self.heirs.lottery[j]
        drawn = self.generator.random(len(fallen)) * lottery[-1]
        who = self.heirs.first[j] + np.searchsorted(lottery, drawn, side="right")
        stops = self.generator.random(len(fallen)) < self.heirs.ends[who]
        for m in np.unique(who[stops]):
            self._end(t, fallen[stops & (who == m)], int(self.heirs.ending[m]), j)
        on: Ints = fallen[~stops]
        self.phase[on] = who[~stops]
        self.state[on] = self.game.succession.state[self.phase[on], self.state[on]]
        return on

    def _move(self, t: int, staying: Ints) -> Ints:
        """The tracks, one after the other; returns the wars that reach no end."""
        for k in range(len(self.game.shape)):
            state, phase = self.state[staying], self.phase[staying]
            up, down = self.up[phase, k, state], self.down[phase, k, state]
            drawn = self.generator.random(len(staying))
            step = (drawn < up).astype(np.int64) - ((drawn >= up) & (drawn < up + down))
            self.state[staying] = state + step * self.strides[k]
        ended = self.game.ended[self.state[staying]]
        for e in np.unique(ended[ended >= 0]):
            self._end(t, staying[ended == e], int(e), -1)
        still: Ints = staying[ended < 0]
        return still

    def _end(self, t: int, who: Ints, ending: int, fallen: int) -> None:
        self.found.week[who] = t
        self.found.ending[who] = ending
        self.found.fallen[who] = fallen


def levels(game: Game, state: int) -> list[int]:
    """The level of each track in a state."""
    return [int(level) for level in np.unravel_index(state, game.shape)]

"""BareGame → Game: from numbers with names to frozen arrays over states.

Quantities stay on the axes they depend on until the last step, which keeps a draw with other
numbers at a small part of its solve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np

from goldenbridge.game.bare import BareGame, Ending, Party, SecurityClass
from goldenbridge.game.consistent import phase_parties
from goldenbridge.game.forms import Grid
from goldenbridge.game.game import (
    Bools,
    Cells,
    Floats,
    Game,
    Index,
    Leaders,
    NewWar,
    Operators,
    Succession,
)
from goldenbridge.game.operators import build_operators

NONE = -1
T = TypeVar("T")


def kept_in_office(actual: Floats, apparent: Floats, leaders: Leaders, m: int, i: int) -> Floats:
    """H(u, a) of party i in phase m (model, section 2; Goemans 2000)."""
    if not leaders.present[m, i]:
        return actual
    office = float(leaders.office[m, i])
    return office * _office(apparent, leaders, m, i) + (1.0 - office) * actual


def credited(actual: Floats, apparent: Floats, norm: Floats) -> Floats:
    """a_i: flattering spin is worth what the face track leaves of it (model, section 3)."""
    spin = apparent - actual
    return np.asarray(actual + norm * np.maximum(spin, 0.0) - np.maximum(-spin, 0.0))


def survival(apparent: Floats, leaders: Leaders, m: int, i: int) -> Floats:
    """Chance to stay in office after an end that looks like this (model, section 2)."""
    depth = np.clip((apparent - leaders.aim[m, i]) / leaders.width[m, i], -700.0, 700.0)
    return np.asarray(1.0 / (1.0 + np.exp(-depth)))


def fate(apparent: Floats, leaders: Leaders, m: int, i: int) -> Floats:
    """φ(a): the worth of being out of office after an end that looks like a."""
    sloped = leaders.fate[m, i] + leaders.fate_slope[m, i] * apparent
    return np.asarray(np.clip(sloped, 0.0, 1.0))


def _office(apparent: Floats, leaders: Leaders, m: int, i: int) -> Floats:
    stays = survival(apparent, leaders, m, i)
    return stays + (1.0 - stays) * fate(apparent, leaders, m, i)


def _leaders(phases: list[tuple[Party, ...]]) -> Leaders:
    def table(name: str, otherwise: float) -> Floats:
        return np.array(
            [
                [otherwise if p.leader is None else getattr(p.leader, name) for p in phase]
                for phase in phases
            ]
        )

    def fates(k: int) -> Floats:
        return np.array(
            [[0.0 if p.leader is None else p.leader.fate[k] for p in phase] for phase in phases]
        )

    return Leaders(
        present=np.array([[p.leader is not None for p in phase] for phase in phases]),
        office=table("office", 0.0),
        fate=fates(0),
        fate_slope=fates(1),
        aim=table("aim", 0.0),
        width=table("steepness", 1.0),
    )


@dataclass(frozen=True, slots=True)
class _EndingList:
    """Endings numbered; `collapse` given by fallen party takes one number a party."""

    names: tuple[tuple[str, int], ...]
    actual: Floats
    apparent: Floats

    def number(self, name: str, fallen: int) -> int:
        """The ending's number, by whose leader fell where it is given so; −1 if it is not given.

        A leader who cannot be removed needs no collapse of his own.
        """
        for key in ((name, fallen), (name, NONE)):
            if key in self.names:
                return self.names.index(key)
        return NONE


def _endings(game: BareGame) -> _EndingList:
    names: list[tuple[str, int]] = []
    entries: list[Ending] = []
    order = {party.name: i for i, party in enumerate(game.parties)}
    for name, ending in game.endings.items():
        if isinstance(ending, Ending):
            names.append((name, NONE))
            entries.append(ending)
        else:
            for who, entry in ending.items():
                names.append((name, order[who]))
                entries.append(entry)
    shape = (len(game.parties), len(names))
    actual = np.array([entry.actual for entry in entries], dtype=float).T.reshape(shape)
    apparent = np.array([entry.looks() for entry in entries], dtype=float).T.reshape(shape)
    return _EndingList(tuple(names), actual, apparent)


def _ended(game: BareGame, endings: _EndingList) -> Index:
    """The ending of every state, −1 while there is war; the first track at an end decides."""
    shape = tuple(track.levels for track in game.tracks)
    ended = np.full(shape, NONE, dtype=np.int32)
    for k in reversed(range(len(shape))):
        for level, name in ((0, game.tracks[k].ends.bottom), (-1, game.tracks[k].ends.top)):
            if name is not None:
                ended[(slice(None),) * k + (level,)] = endings.number(name, NONE)
    return ended


class Builder:
    """Builds a `Game`; one method a block of the model, each called once, in order."""

    def __init__(self, game: BareGame) -> None:
        self.bare = game
        named = phase_parties(game)
        self.names = tuple(name for name, _ in named)
        self.phases = [parties for _, parties in named]
        self.shape = tuple(track.levels for track in game.tracks)
        self.grid = Grid([track.name for track in game.tracks], self.shape, game.levers)
        self.endings = _endings(game)
        self.ended = _ended(game, self.endings)
        self.fought: Bools = self.ended < 0
        self.leaders = _leaders(self.phases)
        self.size = int(np.prod(self.shape))
        self.count = len(game.parties)
        self.owner, self.successor_phase = self._owners()
        self._once: dict[tuple[str, int, int], Any] = {}

    def _owners(self) -> tuple[Index, dict[tuple[int, int], int]]:
        owner, phase = [NONE], {}
        for i, party in enumerate(self.bare.parties):
            for k in range(len(party.successors)):
                phase[i, k] = len(owner)
                owner.append(i)
        return np.array(owner, dtype=np.int32), phase

    def full(self, value: Floats, ended: list[Floats] | None = None) -> Floats:
        """A broadcastable quantity over all states; where the war has ended `ended`, or 0."""
        spread = np.where(self.fought, value, 0.0)
        for e, worth in enumerate(ended or ()):
            here = self.ended == e
            if here.any():
                spread = np.where(here, worth, spread)
        return spread.ravel()

    def once(self, what: str, m: int, i: int, make: Callable[[], T]) -> T:
        """A quantity of party i in phase m, made once for all phases in which i is the same."""
        key = (what, i, id(self.phases[m][i]))
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    def frozen(self, m: int, i: int) -> Floats:
        """frozen_i(s): what a line that stays where it is means to i."""
        f0, f1 = self.phases[m][i].frozen
        front = self.grid.norms[self.bare.front]
        return self.once("frozen", m, i, lambda: np.clip(f0 + f1 * front, 0.0, 1.0))

    def flow(self, m: int, i: int) -> Floats:
        """A week of war: office and what is held, less its cost (model, section 2)."""
        return self.once("flow", m, i, lambda: self._flow(m, i))

    def _flow(self, m: int, i: int) -> Floats:
        party = self.phases[m][i]
        cost: Floats = np.full([1] * len(self.shape), party.cost)
        factor: Floats | float = 1.0
        for name, c in party.cost_tracks.items():
            factor = factor + c * (1.0 - self.grid.norms[name])
        office = float(self.leaders.office[m, i])
        held = office + (1.0 - office) * self.frozen(m, i)
        return (1.0 - party.discount) * held - cost * factor

    def hazard(self, m: int, j: int) -> Floats:
        """Chance that j's leader is removed; a party without a leader is never removed."""
        party = self.phases[m][j]
        if party.leader is None:
            return np.zeros([1] * len(self.shape))
        return self.once(
            "hazard", m, j, lambda: self.grid.removal(party.circle, party.other_hazard)
        )

    def ending_worth(self, m: int, i: int) -> list[Floats]:
        """H_i of every ending, at the state where it happens: spin is worth what face is left."""
        return self.once("endings", m, i, lambda: self._ending_worth(m, i))

    def _ending_worth(self, m: int, i: int) -> list[Floats]:
        face = self.phases[m][i].face
        norm = np.ones([1] * len(self.shape)) if face is None else self.grid.norms[face]
        worth = []
        for actual, apparent in zip(self.endings.actual[i], self.endings.apparent[i], strict=True):
            seen = credited(actual, apparent, norm)
            worth.append(kept_in_office(np.asarray(actual), seen, self.leaders, m, i))
        return worth

    def ending_credit(self, cells: Cells) -> Floats:
        """a_i of every ending in every face level: (M, P, E, F)."""
        actual, apparent = self.endings.actual, self.endings.apparent
        return np.asarray(
            credited(
                actual[None, :, :, None],
                apparent[None, :, :, None],
                cells.face_norm[:, :, None, :],
            )
        )

    def collapse(self) -> Index:
        """The ending that follows when a leader falls and nobody comes after him."""
        numbers = [self.endings.number("collapse", j) for j in range(self.count)]
        return np.array(numbers, dtype=np.int32)

    def removed(
        self, m: int, j: int, worth: list[list[Floats]], collapse: Index, new_war: bool
    ) -> list[Floats]:
        """What each party gets, as far as known beforehand, when j's leader is removed."""
        got: list[Floats] = []
        successors = () if m > 0 or new_war else self.bare.parties[j].successors
        weights = sum(s.weight for s in successors)
        for i in range(self.count):
            if i == j:
                frozen = self.frozen(m, j)
                office = self.leaders.office[m, j]
                got.append(office * fate(frozen, self.leaders, m, j) + (1.0 - office) * frozen)
            elif not successors:
                nothing = np.zeros([1] * len(self.shape))
                got.append(worth[i][collapse[j]] if collapse[j] >= 0 else nothing)
            else:
                sure: Floats = np.zeros([1] * len(self.shape))
                for s in successors:
                    if s.ends > 0:
                        number = self.endings.number(s.ending, j)
                        if number >= 0:
                            sure = sure + s.weight / weights * s.ends * worth[i][number]
                got.append(sure)
        return got

    def weeks(self, new_war: bool, phases: int) -> tuple[Floats, Floats, Floats]:
        """(worth, hazard, survive) of a period of war, over the first phases, parties, states.

        A new war differs in phase 0 alone: elsewhere there are no successors anyhow.
        """
        shape = (phases, self.count, self.size)
        known, hazard = np.empty(shape), np.empty(shape)
        survive = np.empty((phases, self.size))
        collapse = self.collapse()
        for m in range(phases):
            hazards = [self.hazard(m, j) for j in range(self.count)]
            worth = [self.ending_worth(m, i) for i in range(self.count)]
            stays: Floats = np.ones([1] * len(self.shape))
            removal: list[Floats | float] = [0.0] * self.count
            for j in range(self.count):
                if self.leaders.present[m, j]:
                    got = self.removed(m, j, worth, collapse, new_war)
                    for i in range(self.count):
                        removal[i] = removal[i] + stays * hazards[j] * got[i]
                    stays = stays * (1.0 - hazards[j])
                hazard[m, j] = self.once("hazards", m, j, partial(self.full, hazards[j]))
            survive[m] = self.full(stays)
            for i in range(self.count):
                discount = self.phases[m][i].discount
                week = self.flow(m, i) + discount * removal[i]
                known[m, i] = self.full(week, worth[i])
        return known, hazard, survive

    def flows(self) -> Floats:
        """flow_i(s) alone: (M, P, S)."""
        flows = np.empty((len(self.phases), self.count, self.size))
        for m in range(len(self.phases)):
            for i in range(self.count):
                week = self.flow(m, i)
                flows[m, i] = self.once("flows", m, i, partial(self.full, week))
        return flows

    def succession(self) -> Succession:
        """Links from phase 0 into the phases of successors who fight on."""
        into, party, chances = [], [], []
        state = np.zeros((len(self.phases), self.size), dtype=np.int32)
        stays: Floats = np.ones([1] * len(self.shape))
        numbers = np.arange(self.size, dtype=np.int32).reshape(self.shape)
        for j, fallen in enumerate(self.bare.parties):
            if not self.leaders.present[0, j]:
                continue
            hazard = self.hazard(0, j)
            weights = sum(s.weight for s in fallen.successors)
            for k, successor in enumerate(fallen.successors):
                m = self.successor_phase[j, k]
                state[m] = self._reset(numbers, successor.resets)
                follows = stays * hazard * (successor.weight / weights * (1.0 - successor.ends))
                for i, other in enumerate(self.bare.parties):
                    if i != j and successor.ends < 1.0:
                        into.append(m)
                        party.append(i)
                        chances.append(self.full(other.discount * follows))
            stays = stays * (1.0 - hazard)
        return Succession(
            into=np.array(into, dtype=np.int32),
            party=np.array(party, dtype=np.int32),
            chance=np.stack(chances) if chances else np.zeros((0, self.size)),
            state=state,
        )

    def _reset(self, numbers: Index, resets: Mapping[str, int]) -> Index:
        """The state after the named tracks are set to the named levels."""
        for name, level in resets.items():
            axis = self.grid.axes[name]
            numbers = np.repeat(np.take(numbers, [level], axis=axis), self.shape[axis], axis=axis)
        return numbers.ravel()

    def horizon(self) -> Floats:
        """V(T): H of the frozen line; in ended states H of their ending."""

        def of_party(m: int, i: int) -> Floats:
            frozen = self.frozen(m, i)
            kept = kept_in_office(frozen, frozen, self.leaders, m, i)
            return self.full(kept, self.ending_worth(m, i))

        value = np.empty((len(self.phases), self.count, self.size))
        for m in range(len(self.phases)):
            for i in range(self.count):
                value[m, i] = self.once("horizon", m, i, partial(of_party, m, i))
        return value

    def cells(self) -> Cells:
        """Joint levels of the tracks that carry a face or a resolve in some phase."""
        parties = [p for phase in self.phases for p in phase]
        faces = [n for n in self.grid.axes if any(p.face == n for p in parties)]
        named = [
            n
            for n in self.grid.axes
            if n in faces or any(p.resolve == n and p.ratify for p in parties)
        ]
        levels = [self.shape[self.grid.axes[n]] for n in named]
        per_state = np.indices(self.shape, dtype=np.int32).reshape(len(self.shape), -1)

        def joint(names: list[str], of: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Index:
            number = np.zeros(of.shape[1], dtype=np.int32)
            for row, name in enumerate(names):
                number = number * self.shape[self.grid.axes[name]] + of[row]
            return number

        axes = [self.grid.axes[n] for n in named]
        of_state = joint(named, per_state[axes] if axes else per_state[:0])
        if not axes:
            of_state = np.zeros(self.size, dtype=np.int32)

        def joint_levels(of: list[int]) -> Index:
            if not of:
                return np.zeros((0, 1), dtype=np.int32)
            return np.indices(of, dtype=np.int32).reshape(len(of), -1)

        per_cell = joint_levels(levels)
        cells = int(np.prod(levels)) if levels else 1
        face_rows = [named.index(n) for n in faces]
        face = joint(faces, per_cell[face_rows]) if faces else np.zeros(cells, dtype=np.int32)
        face_cells = int(np.prod([self.shape[self.grid.axes[n]] for n in faces])) if faces else 1
        per_face = joint_levels([self.shape[self.grid.axes[n]] for n in faces])
        face_norm = np.ones((len(self.phases), self.count, face_cells))
        ratify = np.full((len(self.phases), self.count, cells), -np.inf)
        for m, phase in enumerate(self.phases):
            for i, party in enumerate(phase):
                if party.face is not None:
                    levels_of = per_face[faces.index(party.face)]
                    face_norm[m, i] = levels_of / (self.shape[self.grid.axes[party.face]] - 1)
                if party.ratify is not None:
                    norm: Floats | float = 1.0
                    if party.resolve is not None:
                        row = per_cell[named.index(party.resolve)]
                        norm = row / (self.shape[self.grid.axes[party.resolve]] - 1)
                    ratify[m, i] = party.ratify.r0 + party.ratify.r1 * norm
        by_cell = np.argsort(of_state, kind="stable").astype(np.int32)
        return Cells(of_state, by_cell, face, face_norm, ratify)

    def classes(self) -> tuple[SecurityClass, ...]:
        """Security classes of new wars; none where peace does not break."""
        peace = self.bare.peace
        return () if peace is None else peace.classes or (SecurityClass(),)

    def new_war(self, operators: Operators, worth: Floats, survive: Floats) -> NewWar | None:
        """The war after a broken peace, every class and phase.

        worth, survive   those of the game itself
        """
        peace = self.bare.peace
        if peace is None:
            return None
        known = worth.copy()
        known[:1] = self.weeks(True, 1)[0]
        recovered = list(self.bare.start if peace.recovered is None else peace.recovered)
        axis = self.grid.axes[self.bare.front]
        ends = self.bare.tracks[axis].ends
        starts = np.empty(self.shape[axis], dtype=np.int32)
        for level in range(self.shape[axis]):
            inward = level
            if ends.bottom is not None:
                inward = max(inward, 1)
            if ends.top is not None:
                inward = min(inward, self.shape[axis] - 2)
            at = [*recovered[:axis], inward, *recovered[axis + 1 :]]
            starts[level] = np.ravel_multi_index(at, self.shape)
        return NewWar(
            operators=operators,
            worth=known,
            survive=survive,
            starts=starts,
            recovered_front=recovered[axis],
            respite=peace.respite,
            periods=self.bare.shown if peace.periods is None else peace.periods,
            classes=len(self.classes()),
        )

    def talks(self) -> Floats:
        """Chance of talks in a week, by phase."""
        chances = []
        for m, _ in enumerate(self.phases):
            form = self.bare.talks
            for (i, k), phase in self.successor_phase.items():
                if phase == m:
                    changed = self.bare.parties[i].successors[k].game
                    form = changed.get("talks", form)  # type: ignore[assignment]
            chances.append(float(np.clip(self.grid.form(form).ravel()[0], 0.0, 1.0)))
        return np.array(chances)

    def build(self) -> Game:
        """The whole game."""
        game = self.bare
        cells = self.cells()
        worth, hazard, survive = self.weeks(False, len(self.phases))
        beliefs = [[party.beliefs for party in phase] for phase in self.phases]
        operators, renewed = build_operators(self.grid, game, self.fought, beliefs, self.classes())
        rates = [self.full(self.grid.form(form)) for form in game.rates.values()]
        return Game(
            bare=game,
            shape=self.shape,
            periods=game.periods,
            shown=game.shown,
            start=int(np.ravel_multi_index(game.start, self.shape)),
            phase_names=self.names,
            discount=np.array([[p.discount for p in phase] for phase in self.phases]),
            flow=self.flows(),
            hazard=hazard,
            worth=worth,
            survive=survive,
            horizon=self.horizon(),
            operators=operators,
            succession=self.succession(),
            successor_phase=self.successor_phase,
            ended=self.ended.ravel(),
            ending_credit=self.ending_credit(cells),
            ending_names=self.endings.names,
            collapse=self.collapse(),
            leaders=self.leaders,
            can_break=np.array([[p.can_break for p in phase] for phase in self.phases]),
            talks=self.talks(),
            recognition=np.array(game.recognition, dtype=float),
            veto=np.array([[p.veto for p in phase] for phase in self.phases]),
            audience=np.array([[p.ratify is not None for p in phase] for phase in self.phases]),
            owner=self.owner,
            cells=cells,
            new_war=self.new_war(renewed, worth, survive),
            rate_names=tuple(game.rates),
            rates=np.stack(rates) if rates else np.zeros((0, self.size)),
            lapse=lapses(game),
        )


def lapses(game: BareGame) -> Floats:
    """Chance that a peace nobody gains by breaking lapses all the same, by package: (N,)."""
    lost = game.packages.lapse.copy()
    if game.peace is not None and game.peace.lost_face is not None:
        for i, c in enumerate(game.peace.lost_face):
            lost += c * (1.0 - game.packages.apparent[i])
    return np.clip(lost, 0.0, 1.0)


def build_game(bare: BareGame) -> Game:
    """The arrays of a game that `inconsistencies` has no complaint about."""
    return Builder(bare).build()

"""Chances as a drawing needs them: moves by state, successors by party."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.game.game import Floats, Game, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Successors:
    """Who may follow whom.

    count, first  (P,)  how many successors a party names, and the phase of the first
    lottery       by party: their weights, added up
    ends, ending  (M,)  chance that the successor of a phase ends the war, and in which ending
    """

    count: Ints
    first: Ints
    lottery: tuple[Floats, ...]
    ends: Floats
    ending: Ints


def successors(game: Game) -> Successors:
    """The lotteries of a game's successors."""
    parties = game.bare.parties
    count = np.array([len(party.successors) for party in parties], dtype=np.int64)
    first = 1 + np.concatenate([[0], np.cumsum(count)])[:-1]
    ends = np.zeros(game.phases)
    ending = np.full(game.phases, -1, dtype=np.int64)
    for i, party in enumerate(parties):
        for k, successor in enumerate(party.successors):
            m = game.successor_phase[i, k]
            ends[m] = successor.ends
            fits = [
                e
                for e, (name, fallen) in enumerate(game.ending_names)
                if name == successor.ending and fallen in (-1, i)
            ]
            ending[m] = fits[-1] if fits else -1
    lottery = tuple(np.cumsum([s.weight for s in party.successors]) for party in parties)
    return Successors(count, first, lottery, ends, ending)


def true_moves(game: Game) -> tuple[Floats, Floats]:
    """Chances that each track rises and falls, under the truth, by state: (M, K, S) each."""
    operators, truth = game.operators, game.parties
    phases, tracks = game.phases, len(game.shape)
    shape = (phases, tracks, game.shape[0], game.states // game.shape[0])
    up, down = np.zeros(shape), np.zeros(shape)
    for m in range(phases):
        first = operators.first[m, truth]
        up[m, 0] = operators.first_up[first].reshape(shape[2:])
        down[m, 0] = operators.first_down[first].reshape(shape[2:])
        for numbers, chances in ((operators.up, up), (operators.down, down)):
            for k in range(1, tracks):
                rows = numbers[m, truth, :, k]
                chances[m, k, rows >= 0] = operators.rows[rows[rows >= 0]]
    return up.reshape(phases, tracks, -1), down.reshape(phases, tracks, -1)

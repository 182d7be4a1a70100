"""Histories drawn one by one agree with the forecast, which draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import beta, norm

from goldenbridge.forecast.forward import Forward, forward
from goldenbridge.game.arrays import build_game
from goldenbridge.game.file import read_game
from goldenbridge.game.game import Floats
from goldenbridge.replay.draw import Histories, draw
from goldenbridge.solve.backward import solve

GAMES = Path(__file__).parents[1] / "known_answers" / "games"
NAMES = ("everything", "leaders", "base")
COUNT = 100_000
LEVEL = 0.999
MOST = 5


@dataclass(frozen=True)
class Both:
    """A game's forecast and 10^5 histories of it."""

    exact: Forward
    drawn: Histories


@cache
def both(name: str) -> Both:
    solution = solve(build_game(read_game(GAMES / f"{name}.json")))
    drawn = draw(solution, np.random.default_rng(20220327), COUNT)
    return Both(forward(solution), drawn)


def bounds(count: int, together: int) -> tuple[float, float]:
    """Exact (Clopper-Pearson) 99.9 % bounds on a chance, from `count` of COUNT histories.

    together  so many comparisons share the 0.1 % of being wrong by chance
    """
    tail = (1 - LEVEL) / 2 / together
    low = beta.ppf(tail, count, COUNT - count + 1) if count else 0.0
    high = beta.ppf(1 - tail, count + 1, COUNT - count) if count < COUNT else 1.0
    return float(low), float(high)


def agrees(count: int, chance: float, together: int = 1) -> None:
    low, high = bounds(int(count), together)
    assert low - 1e-12 <= chance <= high + 1e-12, f"{count} of {COUNT} against {chance:.5f}"


@pytest.mark.parametrize("name", NAMES)
def test_every_outcome_lies_within_its_bounds(name: str) -> None:
    exact, drawn = both(name).exact, both(name).drawn
    game = exact.game
    agrees((drawn.package >= 0).sum(), exact.settled.sum())
    agrees(drawn.breaks.sum(), exact.breaks.sum())
    over = (drawn.package >= 0) | (drawn.ending >= 0)
    for m in range(game.phases):
        agrees(((drawn.phase == m) & ~over).sum(), exact.mass[-1, m].sum())
    for e in range(len(game.ending_names)):
        at_track = (drawn.ending == e) & (drawn.fallen < 0)
        agrees(at_track.sum(), exact.ended[:, :, e].sum())
        for i in range(game.parties):
            agrees(((drawn.ending == e) & (drawn.fallen == i)).sum(), exact.fell[:, :, i, e].sum())


@pytest.mark.parametrize("name", NAMES)
def test_wars_end_when_the_forecast_says(name: str) -> None:
    exact, drawn = both(name).exact, both(name).drawn
    shown = exact.game.shown
    for week in (shown // 4, shown // 2):
        agrees((drawn.week >= week).sum(), exact.at_war[week])


@pytest.mark.parametrize("name", NAMES)
def test_the_packages_most_often_signed_are_the_same(name: str) -> None:
    exact, drawn = both(name).exact, both(name).drawn
    by_column = exact.signed
    for column in np.argsort(by_column)[::-1][:MOST]:
        phase, package = exact.columns[column]
        signed = (drawn.package == package) & (drawn.phase == phase)
        agrees(signed.sum(), by_column[column], together=MOST * len(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_amounts_have_the_forecasts_mean(name: str) -> None:
    exact, drawn = both(name).exact, both(name).drawn
    wide = norm.ppf(1 - (1 - LEVEL) / 2)
    for r, total in enumerate(exact.amounts.sum(axis=1)):
        values: Floats = drawn.amounts[r]
        error = values.std() / np.sqrt(COUNT)
        assert abs(values.mean() - total) <= wide * error + 1e-9


def test_the_same_generator_gives_the_same_history() -> None:
    solution = both("leaders").exact.solution
    first, again, other = (
        draw(solution, np.random.default_rng(seed), 1000, keep=True) for seed in (7, 7, 8)
    )
    assert np.array_equal(first.states, again.states)
    assert not np.array_equal(first.states, other.states)


def test_what_is_kept_tells_the_same_story() -> None:
    solution = both("leaders").exact.solution
    drawn = draw(solution, np.random.default_rng(1), 2000, keep=True)
    weeks = solution.game.shown
    at_war = (drawn.states >= 0).sum(axis=0)
    over = (drawn.package >= 0) | (drawn.ending >= 0)
    assert (at_war[over] == drawn.week[over] + 1).all()
    assert (at_war[~over] == weeks + 1).all()
    signed = np.flatnonzero(drawn.package >= 0)
    assert (drawn.proposer[drawn.week[signed], signed] >= 0).all()

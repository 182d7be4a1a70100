"""Who would sign: against a count over every state, and against the decisions of the game."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from drawn_conflicts import ground
from goldenbridge.bridges.acceptance import Acceptance, of_terms
from goldenbridge.bridges.ground import Ground, Valued

CASES = [(seed, parties) for parties in (2, 3) for seed in range(6)]
WEEKS = (0, 4, 11)


def every(ground_: Ground) -> Valued:
    return ground_.valued(ground_.listing.levels(np.arange(len(ground_.listing))))


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_shares_are_what_a_count_over_states_gives(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    game, packages = here.game, every(here)
    u, y = packages.values.actual, packages.values.apparent
    for week in WEEKS:
        found = Acceptance(here, week).of(packages)
        total, everybody = 0.0, np.zeros(len(packages))
        accepts, passes, margin = np.zeros((3, parties, len(packages)))
        for m, s in zip(*np.nonzero(here.forward.mass[week]), strict=True):
            x = here.forward.mass[week, m, s]
            cell = game.cells.of_state[s]
            face = game.cells.face[cell]
            worth = packages.worth.units[m, face] / 1e9
            norm = game.cells.face_norm[m, :, face][:, None]
            credit = u + norm * np.maximum(y - u, 0) - np.maximum(u - y, 0)
            ratify = credit >= game.cells.ratify[m, :, cell][:, None] - 5e-10
            expected = here.solution.expected[week, m, :, s][:, None]
            accept = worth >= expected - 5e-10
            total += x
            accepts += x * accept
            passes += x * ratify
            margin += x * (worth - expected)
            everybody += x * (accept[game.veto[m]].all(axis=0) & ratify.all(axis=0))
        assert np.allclose(found.accepts, accepts / total, atol=1e-12)
        assert np.allclose(found.passes, passes / total, atol=1e-12)
        assert np.allclose(found.everybody, everybody / total, atol=1e-12)
        assert np.allclose(found.margin, margin / total, atol=1e-12)


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_what_is_signed_in_the_solved_game_every_side_would_sign(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    game, signed = here.game, 0
    for week in WEEKS:
        for m in range(game.phases):
            proposed = here.solution.packages(week, m)
            for p, s in zip(*np.nonzero(proposed >= 0), strict=True):
                where = here.solution.reached
                wars = np.zeros_like(here.forward.wars)
                wars[week, (where.phase == m) & (where.state == s)] = 1.0
                alone = Ground(here.compiled, replace(here.forward, wars=wars))
                levels = here.compiled.settled.levels[[proposed[p, s]]]
                found = Acceptance(alone, week).of(alone.valued(levels))
                vetoes = game.veto[m]
                assert found.everybody[0] == 1.0
                assert (found.margin[vetoes, 0] >= -5e-10).all()
                signed += 1
                if signed > 60:
                    return
    assert signed


@pytest.mark.parametrize(("seed", "parties"), CASES[:4])
def test_a_package_counts_the_same_alone_and_among_all(seed: int, parties: int) -> None:
    here = ground(seed, parties)
    packages = every(here)
    together = Acceptance(here, 4).of(packages)
    for k in range(0, len(packages), 7):
        alone = of_terms(here, 4, here.words(packages.levels[k]))
        assert np.array_equal(alone.accepts[:, 0], together.accepts[:, k])
        assert np.array_equal(alone.margin[:, 0], together.margin[:, k])
        assert alone.everybody[0] == together.everybody[k]


def test_packages_of_the_game_are_worth_what_they_are_in_the_game() -> None:
    here = ground(1, 3)
    packages = here.valued(here.compiled.settled.levels)
    assert np.array_equal(packages.worth.units, here.solution.worth.units)
    assert np.array_equal(packages.worth.broken, here.solution.worth.broken)


def test_a_week_that_is_not_shown_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="week 12 is not shown; weeks are 0 to 11"):
        _ = Acceptance(ground(0), 12).week

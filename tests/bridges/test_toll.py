"""Deaths until a package is signed and after it: the backward sum against one swept forwards."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from drawn_conflicts import ground
from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.going_on import GoingOn, _Sweep
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.toll import deaths_after, deaths_before, lives

CASES = [(seed, parties) for parties in (2, 3) for seed in range(4)]


def uneven(here: Ground) -> Ground:
    """The same conflict with deaths that differ from state to state."""
    game = here.game
    rates = np.random.default_rng(1).random((len(game.rate_names), game.states)) * 100.0
    solution = replace(here.solution, game=replace(game, rates=rates))
    return Ground(here.compiled, replace(here.forward, solution=solution))


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_deaths_before_are_those_of_the_wars_that_go_on_till_then(seed: int, parties: int) -> None:
    here = uneven(ground(seed, parties))
    game, forward = here.game, here.forward
    rate = game.rates[game.rate_names.index("deaths")]
    sweep = _Sweep(Acceptance(here, 1), 0, game.parties, GoingOn("", ""))
    sweep.i = -1  # nobody stops at the fall of an own leader
    sweep.game = replace(game, discount=np.ones_like(game.discount))
    sweep.x, sweep.y = forward.mass[0].copy(), np.zeros_like(forward.mass[0])
    for week in range(8):
        if week:
            told = deaths_before(Acceptance(here, week))
            assert told == pytest.approx(float(sweep.y.sum() / sweep.x.sum()), rel=1e-10)
            assert sweep.x.sum() == pytest.approx(Acceptance(here, week).week.total, abs=1e-12)
        share = here.solution.fights[week]
        sweep.x = sweep.x * share
        sweep.y = sweep.y * share + sweep.x * rate
        sweep._fight()
        sweep._move()


def test_where_every_week_costs_the_same_it_is_weeks_times_that() -> None:
    here = ground(2, 2)
    assert deaths_before(Acceptance(here, 0)) == 0.0
    assert deaths_before(Acceptance(here, 7)) == pytest.approx(700.0)


@pytest.mark.parametrize(("seed", "parties"), CASES)
def test_a_new_war_counts_to_its_end_and_its_part_up_to_a_week_grows(
    seed: int, parties: int
) -> None:
    """Respite 4, 10 periods of 100 deaths at most: none before week + 4, all from week + 14 on."""
    here = ground(seed, parties)
    acceptance = Acceptance(here, 3)
    packages = here.valued(here.listing.levels(np.arange(len(here.listing))))
    whole = deaths_after(acceptance, packages)
    broken = acceptance.mean(packages.worth.broken)
    assert (whole <= 1000.0 * broken + 1e-9).all()
    assert (whole[broken > 0] > 0).all()
    parts = [deaths_after(acceptance, packages, within) for within in (7, 8, 10, 17, 500)]
    assert not parts[0].any()
    assert np.allclose(parts[1], 100.0 * broken)
    for less, more in pairwise(parts):
        assert (less <= more + 1e-12).all()
    assert np.allclose(parts[-1], whole)
    assert np.allclose(lives(acceptance, packages), 300.0 + whole)

"""Solving only the states that a war may come to changes nothing that happens in it."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import event, given

from both import built
from properties.menu import Menu
from properties.strategies import games


@given(games(Menu(extra_tracks=1)))
def test_the_states_reached_are_solved_as_all_states_are(game: dict[str, Any]) -> None:
    from goldenbridge.solve.backward import solve

    whole, part = solve(built(game), audit=True), solve(built(game))
    where, shown = part.reached, part.game.shown
    event(f"all states: {where.count == whole.reached.count}")
    phase, state = where.phase, where.state
    assert np.array_equal(part.weeks.start, whole.start[phase, :, state].T)
    for t in range(shown):
        assert np.array_equal(part.weeks.expected[t], whole.expected[t, phase, :, state].T)
        assert np.array_equal(part.weeks.choice[t], whole.choice[t, phase, :, state].T)
        assert np.array_equal(part.weeks.fights[t], whole.fights[t, phase, state])
        assert np.array_equal(part.weeks.within[t], whole.within[t, phase, state])


@given(games(Menu(extra_tracks=1)))
def test_the_forecast_is_the_same(game: dict[str, Any]) -> None:
    from goldenbridge.forecast.consent import consent
    from goldenbridge.forecast.forward import forward
    from goldenbridge.forecast.renewed import rates_after
    from goldenbridge.solve.backward import solve

    whole, part = (forward(solve(built(game), audit=audit)) for audit in (True, False))
    assert np.array_equal(whole.mass, part.mass)
    assert np.array_equal(whole.columns, part.columns)
    close = {"rtol": 0.0, "atol": 1e-13}
    for name in ("reach", "settled", "breaks", "signed", "signed_breaks", "signed_in_office"):
        np.testing.assert_allclose(getattr(whole, name), getattr(part, name), **close)
    for name in ("ended", "fell", "gone_on", "gone_ended", "collapsed"):
        np.testing.assert_allclose(getattr(whole, name), getattr(part, name), **close)
    scale = 1.0 + np.abs(whole.amounts).max(initial=0.0)
    np.testing.assert_allclose(whole.amounts / scale, part.amounts / scale, **close)
    np.testing.assert_allclose(rates_after(whole) / scale, rates_after(part) / scale, **close)
    ours, theirs = consent(part), consent(whole)
    for name in ("blocked", "price", "nobody"):
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), **close)


@given(games(Menu(extra_tracks=1)))
def test_no_state_reached_leads_out_of_them(game: dict[str, Any]) -> None:
    """One move of the first track, as anybody sees it, or a successor who resets some."""
    from goldenbridge.solve.backward import solve

    solution = solve(built(game))
    shape, where = solution.game.shape, solution.reached
    operators = solution.game.operators
    for m, box in where.phases:
        inside = np.isin(np.arange(solution.game.states), box.numbers).reshape(shape)
        for believer in range(solution.game.parties + 1):
            number = operators.first[m, believer]
            for moves, step in ((operators.first_up, 1), (operators.first_down, -1)):
                moved = np.roll(inside & (moves[number].reshape(shape) > 0.0), step, axis=0)
                assert not (moved & ~inside).any()
        heirs = solution.game.succession
        if m == 0:
            for other, after in where.phases[1:]:
                entered = heirs.state[other][box.numbers]
                assert np.isin(entered, after.numbers).all()

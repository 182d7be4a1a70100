"""The engine and the plain twin agree on drawn games: numbers within 1e-10, decisions exactly."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import assume, event, given, note

from both import engine
from plain.against import differences, sample_differences
from plain.result import solve_with_margins
from properties.menu import Menu
from properties.near import too_near
from properties.strategies import games

TOL = 1e-10


def agree(game: dict[str, Any]) -> None:
    note(json.dumps({"game": game}))
    expected, margins = solve_with_margins(game)
    if too_near(margins):
        event("drawn again: too near an edge")
    assume(not too_near(margins))
    answer = engine(game)
    assert differences(expected, answer, TOL) == []
    assert sample_differences(game, answer, TOL) == []


@given(games())
def test_engine_and_twin_agree(game: dict[str, Any]) -> None:
    agree(game)


@given(games(Menu(coarse=True, packages=(4, 12), extra_tracks=1)))
def test_they_agree_where_ties_abound(game: dict[str, Any]) -> None:
    agree(game)


@given(games(Menu(parties=(2, 3), packages=(3, 9), extra_tracks=1, periods=(4, 10))))
def test_they_agree_over_longer_wars(game: dict[str, Any]) -> None:
    agree(game)

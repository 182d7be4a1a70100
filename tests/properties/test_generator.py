"""The drawn games cover the format: every feature, and every thing that can happen, turns up."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from plain.result import solve_with_margins
from properties.features import EVENTS, FEATURES, events, features
from properties.near import too_near
from properties.strategies import games

SERIES, DRAWN = 20, 20
LEAST = 3


@pytest.fixture(scope="module")
def seen() -> Counter[str]:
    """How many of the drawn games have what.

    Twenty short series: within one, each game is much like those before it.
    """
    found: Counter[str] = Counter()
    for number in range(SERIES):
        draw_series(number, found)
    return found


def draw_series(number: int, found: Counter[str]) -> None:
    @seed(number)
    @settings(
        max_examples=DRAWN,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(games())
    def draw(game: dict[str, Any]) -> None:
        assert json.loads(json.dumps(game)) == game
        answer, margins = solve_with_margins(game)
        found.update(features(game))
        found.update(events(game, answer))
        found.update(["too near"] if too_near(margins) else ["drawn"])

    draw()


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_feature_is_drawn(seen: Counter[str], name: str) -> None:
    assert seen[name] >= LEAST


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_event_is_drawn(seen: Counter[str], name: str) -> None:
    assert seen[name] >= LEAST


def test_no_name_is_unknown(seen: Counter[str]) -> None:
    assert set(seen) <= FEATURES | EVENTS | {"drawn", "too near"}


def test_few_games_are_drawn_again(seen: Counter[str]) -> None:
    assert seen["too near"] <= 0.15 * SERIES * DRAWN

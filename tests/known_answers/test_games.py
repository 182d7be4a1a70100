"""The reference games: the plain twin and the engine find what was found before them.

``games/`` holds games in bare numbers with their solved results, computed by another plain
implementation of the model. Numbers agree within 1e-9, decisions exactly.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from both import engine, twin
from plain.against import compare, differences, sample_differences
from plain.settlements import packages_from_issues

TOL = 1e-9
FOLDER = Path(__file__).parent / "games"
# Of real size: too much for loops and dictionaries, and only its forecast is known.
LARGE = ["base"]
NAMES = ["small", "leaders", "optimism", "terms", "peace", "mediator", "everything"]


def load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return found


def test_every_game_of_the_folder_is_tried() -> None:
    assert sorted(NAMES + LARGE) == sorted(path.stem for path in FOLDER.glob("*.json"))


@pytest.mark.parametrize("name", NAMES + LARGE)
def test_engine_finds_the_reference(name: str) -> None:
    file = load(name)
    answer = engine(file["game"])
    assert differences(file["expected"], answer, TOL) == []
    assert answer["sample_states"]
    assert sample_differences(file["game"], answer, TOL) == []


@pytest.mark.parametrize("name", NAMES)
def test_twin_finds_the_reference(name: str) -> None:
    file = load(name)
    answer = twin(file["game"])
    assert differences(file["expected"], answer, TOL) == []
    assert list(compare("", file["expected"]["sample_states"], answer["sample_states"], TOL)) == []


@pytest.mark.parametrize("name", ["terms", "peace", "everything"])
def test_packages_follow_from_their_issues(name: str) -> None:
    game = load(name)["game"]
    parties = [party["name"] for party in game["parties"]]
    lapse = base_of_lapse(game)
    made = packages_from_issues(parties, game["issues"], game.get("excluded", []), lapse)
    for field, value in game["packages"].items():
        assert list(compare(field, value, made[field], TOL)) == []


def base_of_lapse(game: dict[str, Any]) -> float:
    """The base is not listed by itself: what the first package has beyond what levels add."""
    chosen = [
        next(level for level in issue["levels"] if level["name"] == name)
        for issue, name in zip(game["issues"], game["packages"]["levels"][0], strict=True)
    ]
    added = sum(level.get("adds_lapse", 0.0) for level in chosen)
    return float(game["packages"]["lapse"][0] - added)

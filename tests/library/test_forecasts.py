"""The library solved: the base against its known answer, Ukraine against its page, Cuba."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import goldenbridge as gb
from goldenbridge.api import Forecast

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "theory" / "ukraine-2022.md"
BASE = Path(__file__).with_name("base_expected.json")


@pytest.fixture(scope="module")
def makers() -> tuple[Any, Any]:
    """The modules that make the rows and the tables of the page."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import ukraine_rows
        import ukraine_steps
    finally:
        sys.path.pop(0)
    return ukraine_rows, ukraine_steps


@pytest.fixture(scope="module")
def ukraine() -> Forecast:
    return gb.load("ukraine-2022").forecast()


@pytest.fixture(scope="module")
def cuba() -> Forecast:
    return gb.load("cuba-1962").forecast()


def told(table: str, row: str) -> list[str]:
    """The cells of a row of a table of the page."""
    block = re.search(rf"<!-- {table} -->\n(.*?)<!-- end of {table} -->", PAGE.read_text(), re.S)
    assert block is not None
    lines = [line.strip("| ").split(" | ") for line in block[1].splitlines()]
    return next(line[1:] for line in lines if line[0] == row)


def test_the_base_written_in_words_gives_the_known_answer_of_the_base_in_numbers() -> None:
    expected = json.loads(BASE.read_text())
    outlook = gb.load("limits/base").forecast().outlook
    swept = outlook.forward
    assert swept.settled == pytest.approx(expected["settled_by_period"], abs=1e-9)
    assert swept.at_war == pytest.approx(expected["at_war"], abs=1e-9)
    for name, weekly in expected["ended"].items():
        found = sum(
            swept.ended_by[:, e]
            for e, (other, _) in enumerate(swept.game.ending_names)
            if other == name
        )
        assert found == pytest.approx(weekly, abs=1e-9), name
    assert outlook.within("settled", 104) == pytest.approx(0.6732, abs=5e-5)
    assert outlook.even_chance() == 51


def test_the_page_tells_what_the_base_and_the_scenario_give(
    makers: tuple[Any, Any], ukraine: Forecast
) -> None:
    rows, tables = makers
    figures = list(tables.figures(ukraine.outlook))
    assert told("steps", "the finished scenario") == figures
    assert told("changes", "as it stands") == figures
    base = list(tables.figures(rows.conflict(rows.base()).forecast().outlook))
    assert told("steps", "the base") == base


def test_the_last_step_is_the_finished_scenario() -> None:
    last, finished = (
        told("steps", "Kyiv too has a circle, and its leader a lawful successor who fights on"),
        told("steps", "the finished scenario"),
    )
    assert last == finished


def test_ukraine_is_sized_as_said(ukraine: Forecast) -> None:
    game = ukraine.solved.compiled.bare
    assert [track.levels for track in game.tracks] == [13, 7, 5, 4]
    assert (game.shown, game.solved) == (104, 208)
    assert game.peace is not None
    assert len(game.peace.classes) == 6
    assert ukraine.outlook.weeks == 104


def test_outcomes_of_every_week_add_to_one(ukraine: Forecast, cuba: Forecast) -> None:
    for forecast in (ukraine, cuba):
        whole = sum(forecast.outlook.outcomes.values())
        assert np.abs(whole - 1).max() < 1e-12


def test_ukraine_settles_over_months_and_in_one_wave(ukraine: Forecast) -> None:
    weekly = np.diff(ukraine.outlook.outcomes["settled"])
    peak = int(weekly.argmax())
    assert 5 < peak < 40
    by_quarter = weekly[peak : peak + 78].reshape(6, 13).sum(axis=1)
    assert by_quarter.tolist() == sorted(by_quarter.tolist(), reverse=True)
    assert ukraine.outlook.within("settled", 4) < 0.1


def test_more_sanctions_and_arms_do_what_the_page_says() -> None:
    settled = {
        name: told("policies", name)
        for name in ("no arms", "all arms", "no-fly zone everywhere", "as at the cut-off")
    }
    share = {
        name: [float(cell.replace(",", "")) for cell in cells] for name, cells in settled.items()
    }
    assert share["all arms"][1] < share["as at the cut-off"][1] < share["no arms"][1]
    assert share["no-fly zone everywhere"][5] > 10 * share["as at the cut-off"][5]


def test_no_named_package_is_signed_by_both_at_the_cut_off(ukraine: Forecast) -> None:
    compiled = ukraine.solved.compiled
    numbers = np.array(list(compiled.named.values()))
    signing = ukraine.signing(0, packages=numbers)
    assert signing.everybody.max() == 0
    names = list(compiled.named)
    assert signing.accepts[1, names.index("DRAFT_15PT")] == 1
    assert signing.accepts[0, names.index("DRAFT_15PT")] == 0


def test_a_deal_is_within_reach_on_the_first_day_in_cuba_and_war_is_the_exception(
    cuba: Forecast,
) -> None:
    assert cuba.outlook.reach[0] == pytest.approx(1)
    assert cuba.outlook.within("settled", 60) > 0.9
    assert 0 < cuba.outlook.within("war", 60) < 0.1


def test_the_secret_trade_costs_the_giver_no_look_and_the_receiver_gains_most_by_it() -> None:
    document = gb.load("cuba-1962").scenario.document
    unseen = {}
    for name, issue in document.issues.items():
        assert issue.fallback is not None
        before = issue.levels[issue.fallback]
        for key, level in issue.levels.items():
            now = level.secret.shown if level.secret else level.appearance
            assert now is not None
            assert before.appearance is not None
            gain = float(issue.weights["ussr"]) * (
                float(level.substance["ussr"]) - float(before.substance["ussr"])
            )
            loss = float(issue.weights["us"]) * (float(before.appearance["us"]) - float(now["us"]))
            if gain > 0:
                unseen[name, key] = (loss > 0, -gain if loss <= 0 else -gain / loss)
    assert min(unseen, key=lambda change: unseen[change]) == ("jupiters", "j1")

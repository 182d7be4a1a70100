"""The window agrees with the forecast: reach, blockers, nearest packages and their terms."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import goldenbridge
from goldenbridge.api import Forecast
from goldenbridge.bridges.acceptance import HALF, Acceptance, of_terms
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.window import Window, nearest, window
from goldenbridge.cli import main
from goldenbridge.report.summary import summary
from goldenbridge.report.window import cells_of, party_letters, print_window

WAR = Path(__file__).parents[1] / "report" / "war.yaml"
# Signed at once; no package passes at home; at first some side expects more from fighting on.
VOTES = {"parties.us.audience.ratify": 0.7, "parties.ussr.audience.ratify": 0.7}
WORLDS = {"crisis": ("cuba-1962", {}), "votes": ("cuba-1962", VOTES), "war": (WAR, {})}
WEEKS = [0, 5, 20]


@pytest.fixture(scope="module", params=WORLDS)
def forecast(request: pytest.FixtureRequest) -> Forecast:
    name, values = WORLDS[request.param]
    return goldenbridge.load(name).with_values(values).forecast()


@pytest.fixture(scope="module")
def ground(forecast: Forecast) -> Ground:
    return Ground(forecast.solved.compiled, forecast.outlook.forward)


@pytest.fixture(scope="module")
def found(forecast: Forecast, ground: Ground) -> Window:
    return window(ground, forecast.consent, WEEKS)


def test_shares_are_those_of_the_forecast(forecast: Forecast, found: Window) -> None:
    np.testing.assert_allclose(found.reach, forecast.outlook.reach, atol=1e-12)
    alone = np.max([np.nan_to_num(x) for x in found.blocked.values()], axis=0)
    both = np.sum([np.nan_to_num(x) for x in found.blocked.values()], axis=0)
    missing = 1.0 - found.reach - found.nobody
    assert (alone <= missing + 1e-9).all()
    assert (missing <= both + 1e-9).all()


def test_the_nearest_package_is_the_least_short(ground: Ground, found: Window) -> None:
    """Asked of every package one by one, as acceptance values them."""
    every = ground.valued(ground.compiled.settled.levels)
    for t, near in found.nearest.items():
        acceptance = Acceptance(ground, t)
        signing = acceptance.of(every)
        passing = (acceptance.credited(every) >= acceptance.needs[:, None] - 1e-9).all(axis=0)
        worst = signing.margin.min(axis=0)
        best = worst[passing].max() if passing.any() else worst.max()
        assert min(near.margin.values()) == pytest.approx(best, abs=1e-8)


def test_what_is_lacking_agrees_with_acceptance(ground: Ground, found: Window) -> None:
    for t, near in found.nearest.items():
        signing = of_terms(ground, t, near.terms)
        assert near.everybody == signing.everybody[0]
        for j, name in enumerate(ground.parties):
            assert (name in near.lacks) is bool(signing.accepts[j, 0] < HALF)
            assert near.margin[name] == signing.margin[j, 0]
        assert bool(near.in_the_way) is bool(near.lacks or near.unratified)


def test_the_worlds_lack_what_they_are_meant_to_lack() -> None:
    lacking = {}
    for world, (name, values) in WORLDS.items():
        found = goldenbridge.load(name).with_values(values).forecast()
        near = nearest(Acceptance(Ground(found.solved.compiled, found.outlook.forward), 0))
        lacking[world] = (near.lacks, near.unratified)
    assert lacking["crisis"] == ((), ())
    assert lacking["votes"] == ((), ("ussr", "us"))
    assert lacking["war"] == (("ruritania", "strelsavia"), ())


def test_the_term_in_the_way_does_what_is_said(ground: Ground) -> None:
    """Put the changed term into the package and ask again; no other change does better."""
    near = nearest(Acceptance(ground, 0))
    document = ground.compiled.scenario.document
    for change in near.in_the_way:
        assert near.terms[change.issue] == change.before != change.after
        j = ground.parties.index(change.side)

        def won(issue: str, level: str, j: int = j) -> bool:
            asked = of_terms(ground, 0, {**near.terms, issue: level})
            return bool(asked.accepts[j, 0] >= HALF and asked.passes[j, 0] >= HALF)

        assert won(change.issue, change.after) is change.wins
        if not change.wins:
            assert not any(
                won(issue, level) for issue, of in document.issues.items() for level in of.levels
            )


def test_a_strip_agrees_with_acceptance(ground: Ground, found: Window) -> None:
    for strip in found.strips:
        terms = ground.compiled.scenario.document.packages[strip.key].terms
        for t in WEEKS:
            signing = of_terms(ground, t, terms)
            assert strip.everybody[t] == signing.everybody[0]
            assert bool(strip.lacks[t]) or signing.everybody[0] > 0


def test_a_side_that_is_out_of_reach_is_told(forecast: Forecast, found: Window) -> None:
    told = summary(forecast.solved.compiled, forecast.outlook)
    screen = Console(file=io.StringIO(), width=100)
    print_window(told, found, screen)
    text = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "when is a deal within reach?" in text
    assert max(len(line) for line in text.splitlines()) <= 100
    letters = party_letters(told)
    assert sorted(letters.values()) == ["R", "S"] if "ruritania" in letters else ["S", "U"]
    for strip in found.strips:
        assert len(cells_of(strip, 20, letters)) == 20


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main(["window", "cuba-1962", "--set", "quarantine=0.8", "--json"]))
    assert not ended.value.code
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "goldenbridge.window/1"
    assert told["changed"] == {"levers.quarantine": 0.8}
    assert len(told["reach"]) == told["shown"] == len(told["packages"]["STEVENSON"]["lacks"])

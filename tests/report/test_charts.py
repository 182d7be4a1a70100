"""Charts, figures and datasets hold the forecast's numbers, in the order and colours agreed on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goldenbridge.api import Forecast, load
from goldenbridge.report.charts import outcome_chart
from goldenbridge.report.figure import outcome_figure, png
from goldenbridge.report.finding import headline
from goldenbridge.report.grounds import GroundName
from goldenbridge.report.outcomes import LOOKS
from goldenbridge.report.summary import Summary, summary

WAR = Path(__file__).with_name("war.yaml")


@cache
def forecast() -> Forecast:
    return load(WAR).forecast()


def specification(ground: GroundName) -> dict[str, Any]:
    found = forecast()
    chart = outcome_chart(found.solved.compiled, found.outlook, ground=ground)
    return dict(json.loads(chart.to_json()))


def rows(layer: dict[str, Any]) -> list[dict[str, Any]]:
    return list(layer["data"]["values"])


def told() -> Summary:
    found = forecast()
    return summary(found.solved.compiled, found.outlook)


@pytest.mark.parametrize("ground", ["light", "dark", "page"])
def test_the_areas_stack_in_order_in_their_colours(ground: GroundName) -> None:
    areas, _, line, squares, *_, text = specification(ground)["layer"]
    assert areas["encoding"]["y"]["stack"] == "zero"
    assert areas["encoding"]["y"]["scale"]["domain"] == [0, 1]
    scale = areas["encoding"]["color"]["scale"]
    parts = {part.key: part for part in told().parts}
    assert scale["domain"] == list(parts)
    looks = [LOOKS[part.outcome] for part in parts.values()]
    wanted = {
        "light": [look.light for look in looks],
        "dark": [look.dark for look in looks],
        "page": [f"var(--{look.token})" for look in looks],
    }
    assert scale["range"] == wanted[ground]
    assert [part.outcome for part in parts.values() if not part.rank] == list(LOOKS)
    order = {row["outcome"]: row["order"] for row in rows(areas)}
    assert sorted(order, key=order.__getitem__) == list(parts)
    for row in rows(areas):
        assert row["p"] == parts[row["outcome"]].at(row["week"])
    outlook = forecast().outlook
    for row in rows(line):
        war = outlook.outcomes["at_war"] + outlook.outcomes["removed_on"]
        assert row["p"] == pytest.approx(1 - war[row["week"]], abs=1e-9)
    assert len(rows(squares)) == len(rows(text)) == len(parts)


def test_a_fall_is_shown_by_whose_leader_it_is() -> None:
    """Two leaders can fall here; neither reads, nor looks, nor is counted as the other."""
    outlook = forecast().outlook
    split = [part for part in told().parts if part.party]
    assert [part.key for part in split] == [
        "removed_ends(ruritania)",
        "removed_ends(strelsavia)",
        "removed_on(ruritania)",  # nobody follows Strelsavia's leader in this scenario
    ]
    assert all(told().name_of(part.party) in part.label for part in split)
    assert len({(part.outcome, part.letter) for part in split}) == len(split)
    for way in ("removed_ends", "removed_on"):
        both = sum(part.curve for part in split if part.outcome == way)
        assert np.allclose(both, outlook.outcomes[way], atol=1e-12)
    areas, stripes, *_ = specification("light")["layer"]
    assert stripes["mark"]["type"] == "rule"
    stacked = {
        week: [row["p"] for row in rows(areas) if row["week"] == week]
        for week in range(outlook.weeks + 1)
    }
    striped = [k for k, part in enumerate(told().parts) if part.rank]
    for stripe in rows(stripes):
        week = round(stripe["week"])
        middle = (stripe["low"] + stripe["high"]) / 2
        ends = np.cumsum(stacked[week])
        assert any(abs(middle - (ends[k] - stacked[week][k] / 2)) < 0.02 for k in striped)


def test_both_kinds_of_ground_say_whose_leader_is_striped() -> None:
    found = forecast()
    assert "that of Strelsavia" in outcome_figure(found.solved.compiled, found.outlook).drawn


def test_sentence_table_and_chart_come_from_one_object() -> None:
    found = forecast()
    figure = outcome_figure(found.solved.compiled, found.outlook)
    assert figure.heading == headline(summary(found.solved.compiled, found.outlook))
    assert "style=" not in figure.svg
    assert "var(--o-settled)" in figure.svg
    for _, chances in figure.rows:
        assert sum(chances) == pytest.approx(1, abs=1e-12)
        assert len(chances) == len(figure.head) - 1


def test_a_picture_is_a_picture() -> None:
    found = forecast()
    assert png(found.solved.compiled, found.outlook, "dark").startswith(b"\x89PNG")


def test_a_forecast_as_data() -> None:
    found = forecast()
    data = found.data
    assert data.chance.dims == ("outcome", "period")
    assert np.allclose(data.chance.sum("outcome"), 1, atol=1e-12)
    assert data.attrs["scenario_hash"] == found.solved.compiled.hash
    assert all("units" in data[name].attrs for name in data.data_vars)
    assert float(data.signed.sum()) == pytest.approx(found.outlook.outcomes["settled"][-1])
    assert len(set(data.title.values[:20])) == len(data.title.values[:20])


def test_a_solution_as_data() -> None:
    solved = forecast().solved
    data, solution = solved.data, solved.solution
    assert data.expected.dims[:3] == ("period", "phase", "party")
    assert data.expected.dims[3:] == tuple(track.name for track in solved.compiled.bare.tracks)
    where = dict(zip(data.expected.dims[3:], solved.compiled.bare.start, strict=True))
    start = data.expected.isel(period=0, phase=0, **where).values
    assert np.array_equal(start, solution.expected[0, 0, :, solution.game.start])
    reached = np.zeros((solution.game.phases, solution.game.states), dtype=bool)
    reached[solution.reached.phase, solution.reached.state] = True
    shape = (solution.game.phases, *solution.game.shape)
    found = np.isfinite(data.expected.isel(period=0)).all("party").values
    assert np.array_equal(found, reached.reshape(shape))
    assert not reached.all()
    here = data.proposal.isel(period=5, phase=0, **where).values
    assert np.array_equal(here, solution.packages(5, 0)[:, solution.game.start])
    assert all("units" in data[name].attrs for name in data.data_vars)

"""Charts of settlements hold the numbers they are drawn from, and can be drawn on every ground."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import vl_convert

import goldenbridge
from goldenbridge.bridges import search
from goldenbridge.bridges.acceptance import HALF, Acceptance
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.package import Whole, whole
from goldenbridge.bridges.window import Window, window
from goldenbridge.bridges.yardsticks import chosen
from goldenbridge.cli import main
from goldenbridge.cli.bridges import bridges
from goldenbridge.report.charts_frontier import frontier, frontier_chart, named_on
from goldenbridge.report.charts_package import SMALL, dumbbells, package_chart, waterfall
from goldenbridge.report.charts_window import window_chart
from goldenbridge.report.grounds import GROUNDS as GROUND_COLOURS
from goldenbridge.report.grounds import GroundName
from goldenbridge.report.summary import Summary, summary
from goldenbridge.scenario.choose import known_packages

DAY = 5
GROUNDS: list[GroundName] = ["light", "dark", "page"]


@cache
def told() -> tuple[Ground, Summary]:
    forecast = goldenbridge.load("cuba-1962").forecast()
    compiled = forecast.solved.compiled
    return Ground(compiled, forecast.outlook.forward), summary(compiled, forecast.outlook)


@cache
def package() -> Whole:
    ground, _ = told()
    terms = ground.compiled.scenario.document.packages["STEVENSON"].terms
    return whole(Acceptance(ground, DAY), dict(terms))


@cache
def opened() -> Window:
    ground, of = told()
    return window(ground, of.consent, [])


def specification(chart: Any) -> dict[str, Any]:
    return dict(json.loads(chart.to_json()))


def rows(layer: dict[str, Any]) -> list[dict[str, Any]]:
    return list(layer["data"]["values"])


def test_dumbbells_hold_what_the_package_says() -> None:
    layers = specification(dumbbells(package(), "Trade"))["layer"]
    found = {row["side"]: row for row in rows(layers[0])}
    for party, name in (("ussr", "Soviet Union"), ("us", "United States")):
        side = package().sides[party]
        assert found[name]["substance"] == side.substance
        assert found[name]["appearance"] == side.appearance
        assert found[name]["credited"] == side.credited
        assert found[name]["needs"] == side.needs
    assert "credited" not in found["Turkey"]  # an onlooker signs nothing


@pytest.mark.parametrize("party", ["ussr", "us"])
def test_a_waterfall_adds_up_to_going_on(party: str) -> None:
    bars = rows(specification(waterfall(package(), party, "Trade"))["layer"][0])
    *steps, going_on, signing = bars
    total = sum(
        (bar["high"] - bar["low"]) * (1 if bar["kind"] == "towards" else -1) for bar in steps
    )
    assert total == pytest.approx(going_on["high"], abs=100 * SMALL)  # less is not drawn
    assert going_on["high"] == pytest.approx(100 * package().sides[party].going_on, abs=1e-6)
    assert signing["high"] == pytest.approx(100 * package().sides[party].worth)


def test_the_frontier_holds_the_front_and_marks_what_is_known() -> None:
    ground, _ = told()
    found = search.search(Acceptance(ground, DAY), HALF, {})
    front = search.front(found, chosen(ground, ["lives", "substance.us"]))
    known = named_on(front)
    drawn = specification(frontier(front, known))
    points = {(row["x"], row["y"]) for row in rows(drawn["layer"][-1])}
    assert points == {tuple(values) for values in front.values.tolist()}
    assert drawn["layer"][0]["encoding"]["x"]["scale"]["reverse"] is True  # fewer deaths: right
    assert drawn["layer"][0]["encoding"]["y"]["scale"]["reverse"] is False
    names = [row["text"] for row in rows(drawn["layer"][-2])]
    far = " ".join(drawn["title"]["subtitle"]).partition("Too far off to be drawn: ")[2]
    names += far.split("; ")
    assert "A trade of bases" in names
    document = ground.compiled.scenario.document
    later = [name for name in names if name.endswith(" (later)")]
    assert len(names) == len(known_packages(document))
    assert len(names) - len(later) == len(document.packages)


def test_where_nothing_can_be_signed_the_nearest_are_drawn_and_lettered() -> None:
    ground, _ = told()
    asked = bridges(Acceptance(ground, 0), "", "", None, ["missiles=m0"], 1.0, 3)
    assert asked.advice is None
    drawn = specification(frontier_chart(asked))
    assert "these are the nearest" in " ".join(drawn["title"]["text"])
    circles = drawn["layer"][-1]
    assert circles["mark"]["fill"] == GROUND_COLOURS["light"].surface
    assert len(rows(circles)) >= 3
    letters = [row["text"] for row in rows(drawn["layer"][1]) if row["mark"] == "letter"]
    assert sorted(letters) == ["A", "B", "C"]


def test_the_window_holds_every_week_and_whom_each_package_lacks() -> None:
    _, of = told()
    reach, strips = specification(window_chart(of, opened()))["vconcat"]
    assert [row["p"] for row in rows(reach["layer"][0])] == opened().reach.tolist()
    heat, runs = rows(strips["layer"][0]), rows(strips["layer"][1])
    assert len(heat) == of.outlook.weeks * len(opened().strips)
    for strip in opened().strips:
        name = of.document.packages[strip.key].name
        refused = {
            t for run in runs if run["package"] == name for t in range(run["week"], run["end"])
        }
        assert refused == {t for t, p in enumerate(strip.everybody) if p < HALF}


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_chart_can_be_drawn_on_every_ground(ground: GroundName) -> None:
    _, of = told()
    charts = [
        dumbbells(package(), "Trade", ground=ground, headed=False),
        waterfall(package(), "us", "Trade", ground=ground),
        package_chart(package(), "Trade", ground=ground),
        window_chart(of, opened(), ground=ground),
    ]
    for chart in charts:
        svg = vl_convert.vegalite_to_svg(chart.to_json())
        assert svg.startswith("<svg")
        assert "NaN" not in svg
        assert ("var(--accent)" in svg) is (ground == "page")


def test_commands_draw_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    svg, refused = tmp_path / "front.svg", tmp_path / "front.gif"
    words = ["bridges", "cuba-1962", "--week", "5", "--chart"]
    assert not main([*words, str(svg)])
    assert svg.read_text(encoding="utf-8").startswith("<svg")
    assert main([*words, str(refused)]) == 1
    assert ".svg, .png or .json" in capsys.readouterr().err
    json_file = tmp_path / "window.json"
    assert not main(["window", "cuba-1962", "--chart", str(json_file)])
    assert "vconcat" in json.loads(json_file.read_text(encoding="utf-8"))

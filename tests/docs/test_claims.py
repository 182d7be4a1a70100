"""Numbers and facts in the README are those of the engine."""

from __future__ import annotations

import re

import pytest

import goldenbridge as gb
from tools.docs.blocks import ROOT

README = " ".join((ROOT / "README.md").read_text().split())


def test_the_readme_says_that_the_war_went_on() -> None:
    assert "the real war was still on at week 200" in README


def test_the_chance_that_the_readme_gives_to_a_long_war_is_the_models() -> None:
    said = re.search(r"lasts longer than (\d+) weeks a chance of about (\d+)%", README)
    assert said is not None
    chance = gb.load("ukraine-2022").forecast().data["chance"].sel(period=int(said[1]))
    goes_on = float(chance.sel(outcome=["at_war", "removed_on"]).sum())
    assert 100 * goes_on == pytest.approx(int(said[2]), abs=0.5)


def test_the_readme_has_its_picture_and_two_commands() -> None:
    assert (ROOT / "docs" / "picture.svg").read_text().startswith("<svg")
    first = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.S)[0]
    commands = [line.split("#")[0].strip() for line in first.strip().splitlines()]
    assert commands == ["make run", "make test"]


def test_the_page_of_settings_names_exactly_what_is_read() -> None:
    source = (ROOT / "src" / "goldenbridge_site").rglob("*.py")
    read = {
        name for file in source for name in re.findall(r'\bvalue\(\s*"([A-Z_]+)"', file.read_text())
    }
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    assert set(re.findall(r"^\| `GOLDENBRIDGE_([A-Z_]+)`", page, re.M)) == read


def test_the_example_of_a_unit_stops_the_worker_as_it_must_be() -> None:
    page = (ROOT / "docs" / "how-to" / "run-a-site.md").read_text()
    assert "KillMode=mixed" in page

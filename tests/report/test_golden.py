"""What people read, word for word: a change of the output is a readable difference.

`GOLDENBRIDGE_WRITE_GOLDEN=1 pytest tests/report` writes the files anew; look at the difference.
"""

from __future__ import annotations

import io
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from goldenbridge import __version__
from goldenbridge.api import Forecast, load
from goldenbridge.cli.run import SHAPE, as_values
from goldenbridge.replay.draw import draw
from goldenbridge.report.compare import print_comparison
from goldenbridge.report.finding import finding
from goldenbridge.report.story import print_story, story
from goldenbridge.report.summary import Summary, summary
from goldenbridge.report.terminal import print_run

HERE = Path(__file__).parent
STEPS = ["goldenbridge explain parties"]


@cache
def forecast(**values: float) -> Forecast:
    conflict = load(HERE / "war.yaml")
    return (conflict.with_values(values) if values else conflict).forecast()


def told(**values: float) -> Summary:
    found = forecast(**values)
    return summary(found.solved.compiled, found.outlook)


def console(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, no_color=True, color_system=None)


def text(screen: Console) -> str:
    """What was printed, without the engine's version and the hash."""
    printed = screen.file.getvalue()  # type: ignore[attr-defined]
    for one in (told(), told(arms=0.9)):
        printed = printed.replace(one.compiled.hash[:8], "HASHHASH")
    return str(printed.replace(f"engine {__version__}", "engine 0.0.0"))


def compare(name: str, printed: str) -> None:
    file = HERE / "golden" / name
    if os.environ.get("GOLDENBRIDGE_WRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed)
    assert printed == file.read_text()


@pytest.mark.parametrize("width", [100, 80, 60])
def test_a_run_reads_as_it_should(width: int) -> None:
    screen = console(width)
    print_run(told(), screen, None, STEPS)
    printed = text(screen)
    compare(f"run-{width}.txt", printed)
    lines = printed.splitlines()
    assert max(len(line) for line in lines) <= width
    assert all(line == line.rstrip() for line in lines)


def test_a_comparison_reads_as_it_should() -> None:
    screen = console(100)
    print_comparison(["as it is", "arms=0.9"], [told(), told(arms=0.9)], screen, STEPS)
    compare("compare.txt", text(screen))


def test_a_history_reads_as_it_should() -> None:
    solved = forecast().solved
    drawn = draw(solved.solution, np.random.default_rng(4), 1, keep=True)
    screen = console(100)
    print_story(story(solved.compiled, solved.solution, drawn), screen, 4, STEPS)
    compare("replay.txt", text(screen))


def test_the_json_keeps_its_shape_and_its_numbers() -> None:
    whole = json.loads(SHAPE.text(**as_values("war.yaml", told())))
    whole["engine"], whole["hash"] = "0.0.0", "HASHHASH"
    for name in ("outcomes", "removed_ends_by", "removed", "in_office", "amounts", "amounts_after"):
        whole[name] = {key: curve[::26] for key, curve in whole[name].items()}
    whole["will_break"], whole["reach"] = whole["will_break"][::26], whole["reach"][::26]
    compare("run.json", json.dumps(rounded(whole), ensure_ascii=False, indent=1) + "\n")


def rounded(thing: Any) -> Any:
    """Floats to six digits behind the point: the last bits differ between machines."""
    if isinstance(thing, dict):
        return {key: rounded(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return [rounded(value) for value in thing]
    return round(thing, 6) + 0.0 if isinstance(thing, float) else thing


def test_colours_follow_the_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    by_ground = {}
    for ground in ("15;0", "0;15"):
        monkeypatch.setenv("COLORFGBG", ground)
        monkeypatch.delenv("NO_COLOR", raising=False)
        stream = io.StringIO()
        screen = Console(file=stream, width=100, force_terminal=True, color_system="truecolor")
        print_run(told(), screen)
        by_ground[ground] = stream.getvalue()
    assert "38;2;81;162;157m" in by_ground["15;0"]
    assert "38;2;36;152;154m" in by_ground["0;15"]


def test_deaths_of_a_war_that_is_only_an_ending_are_said_to_be_missing() -> None:
    found = load("cuba-1962").forecast()

    said = " ".join(finding(summary(found.solved.compiled, found.outlook)))

    assert "is not counted" in said
    assert "is not counted" not in " ".join(finding(told()))

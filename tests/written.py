"""The scenario that `new` writes, with a passage changed: the start of most language tests."""

from __future__ import annotations

from goldenbridge.scenario.problems import Problem, ScenarioError
from goldenbridge.scenario.scenario import Scenario, from_text
from goldenbridge.scenario.template import new_text

TEXT = new_text("A test")


def changed(old: str, new: str) -> tuple[str, int]:
    """The text with one passage replaced, and the line on which the passage starts."""
    assert TEXT.count(old) == 1, f"{old!r} stands {TEXT.count(old)} times"
    return TEXT.replace(old, new), TEXT[: TEXT.index(old)].count("\n") + 1


def scenario(old: str = "", new: str = "") -> Scenario:
    """The scenario, with one passage replaced."""
    return from_text(changed(old, new)[0] if old else TEXT, "test.yaml")


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """Why a text is refused; empty if it is not."""
    try:
        from_text(text, "test.yaml")
    except ScenarioError as error:
        return error.problems
    return ()

"""Scenarios by name: those that come with the package, and files of one's own."""

from __future__ import annotations

from pathlib import Path

from goldenbridge.scenario.problems import Problem, ScenarioError, choices
from goldenbridge.scenario.scenario import Scenario, from_file

LIBRARY = Path(__file__).parent.parent / "library"
"""The scenarios that come with Golden Bridge, a folder each."""


def known() -> list[str]:
    """Names of the scenarios that come with Golden Bridge."""
    return sorted(str(file.parent.relative_to(LIBRARY)) for file in LIBRARY.rglob("scenario.yaml"))


def locate(name_or_path: str | Path) -> Path:
    """The file of a scenario: a name of the library, a file, or a folder with scenario.yaml.

    Raises ScenarioError, listing the near names, if there is none.
    """
    name = str(name_or_path)
    path = Path(name_or_path)
    if name in known():
        return LIBRARY / name / "scenario.yaml"
    if (path / "scenario.yaml").is_file():
        return path / "scenario.yaml"
    if path.is_file():
        return path
    raise ScenarioError([_absent(name, path)])


def _absent(name: str, path: Path) -> Problem:
    """Why a name or path is no scenario."""
    if path.is_dir():
        what = f"`{name}` is a folder without a scenario.yaml."
        return Problem("", what, "Give the path of the file itself.")
    if path.exists():
        what = f"`{name}` is no plain file, so it cannot be read as a scenario."
        return Problem("", what, "Save the scenario in a file and give its path.")
    return Problem("", f"There is no scenario `{name}`.", _help(name))


def _help(name: str) -> str:
    if "/" in name or name.endswith((".yaml", ".yml")):
        return "Check the path; `goldenbridge new NAME` writes a scenario to start from."
    inside = [one for one in known() if one.rsplit("/", 1)[-1] == name]
    return f"{choices(inside[0] if inside else name, known())} Or give the path of a file."


def load(name_or_path: str | Path) -> Scenario:
    """A scenario by name or path. Raises ScenarioError with every problem at once."""
    return from_file(locate(name_or_path))

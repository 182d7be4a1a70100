"""`--set PATH=NUMBER` and `--state TRACK=NORM,…` as commands take them."""

from __future__ import annotations

from collections.abc import Iterable

from goldenbridge.scenario.problems import Problem, ScenarioError

SET_HELP = "Another value: a number's full path, or a lever's bare name. May be repeated."


def settings(given: Iterable[str]) -> dict[str, float]:
    """PATH=NUMBER pairs as a mapping. Raises ScenarioError naming each that is none."""
    return _pairs(given, "--set", "Write it as --set sanctions=0.8.")


def state(given: str) -> dict[str, float]:
    """TRACK=NORM pairs, parted by commas, as a mapping."""
    return _pairs(given.split(","), "--state", "Write it as --state front=0.4,face=0.5.")


def _pairs(given: Iterable[str], option: str, right: str) -> dict[str, float]:
    found: dict[str, float] = {}
    problems = []
    for text in given:
        path, equals, number = text.partition("=")
        try:
            found[path.strip()] = float(number)
        except ValueError:
            what = f"`{text}` is not a name, an equals sign and a number."
            problems.append(Problem(option, what, right))
            continue
        if not equals or not path.strip():
            problems.append(Problem(option, f"`{text}` names nothing.", right))
    if problems:
        raise ScenarioError(problems)
    return found

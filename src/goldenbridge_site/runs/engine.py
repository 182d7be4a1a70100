"""The one door to the engine: a scenario's name in, plain numbers out."""

import logging
from dataclasses import dataclass
from datetime import date

import goldenbridge
from goldenbridge.scenario.library import known
from goldenbridge.scenario.problems import ScenarioError

log = logging.getLogger("goldenbridge_site.runs")
OUTCOMES = (
    "settled",
    "removed_ends",
    "attacker_loses",
    "attacker_wins",
    "removed_on",
    "at_war",
)


@dataclass(frozen=True)
class Described:
    """What a scenario says about itself."""

    name: str
    title: str
    about: str
    known_on: date
    ended: bool


@dataclass(frozen=True)
class Computed:
    """One solve. `outcomes[name][t]` is a chance after t periods, t = 0 … periods; they add to 1.

    `period` is "week" or "day".
    """

    title: str
    period: str
    periods: int
    outcomes: dict[str, list[float]]
    fingerprint: str
    engine: str


class EngineRefusedError(Exception):
    """The scenario could not be read or solved; the message says why, for people."""


def scenarios() -> list[str]:
    """Names of the scenarios that come with the engine."""
    return list(known())


def fingerprint(name: str) -> str:
    """The hash of everything a run of the scenario can see. Raises EngineRefusedError."""
    return str(_load(name).scenario.hash)


def describe(name: str) -> Described:
    """Read a scenario without solving it. Raises EngineRefusedError."""
    scenario = _load(name).scenario
    calendar = scenario.document.calendar
    document = scenario.document
    ended = document.record is not None and document.record.ended is not None
    about = " ".join(document.about.split())
    return Described(name, document.title, about, calendar.cutoff, ended)


def compute(name: str) -> Computed:
    """Solve a scenario as `goldenbridge run` does. Raises EngineRefusedError."""
    conflict = _load(name)
    try:
        curves = conflict.forecast().outlook.outcomes
    except (ArithmeticError, MemoryError, ValueError) as error:
        log.exception("solving failed", extra={"subject": name})
        raise EngineRefusedError(str(error)) from error
    named = {outcome: [float(x) for x in curves[outcome]] for outcome in OUTCOMES}
    return Computed(
        title=conflict.scenario.document.title,
        period=conflict.scenario.document.calendar.period,
        periods=len(named["settled"]) - 1,
        outcomes=named,
        fingerprint=conflict.scenario.hash,
        engine=goldenbridge.__version__,
    )


def _load(name: str) -> "goldenbridge.Conflict":
    try:
        return goldenbridge.load(name)
    except ScenarioError as error:
        raise EngineRefusedError(str(error)) from error

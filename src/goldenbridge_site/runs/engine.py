"""The one door to the engine: a scenario's name in, plain words and numbers out."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

import goldenbridge
from goldenbridge.report.figure import outcome_figure
from goldenbridge.report.finding import finding, span
from goldenbridge.report.outcomes import look
from goldenbridge.report.sentences import figures
from goldenbridge.report.summary import summary
from goldenbridge.report.wording import chance, percent, starting_capital
from goldenbridge.scenario.library import known
from goldenbridge.scenario.problems import ScenarioError

log = logging.getLogger("goldenbridge_site.runs")


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
    """One solve: what a page shows, ready as JSON, with the versions it was made from."""

    fingerprint: str
    engine: str
    shown: dict[str, Any]


class EngineRefusedError(Exception):
    """The scenario could not be read or solved; the message says why, for people."""


def scenarios() -> list[str]:
    """Names of the scenarios that come with the engine."""
    return list(known())


def version() -> str:
    """The engine's version."""
    return goldenbridge.__version__


def fingerprint(name: str) -> str:
    """The hash of everything a run of the scenario can see. Raises EngineRefusedError."""
    return str(_load(name).scenario.hash)


def describe(name: str) -> Described:
    """Read a scenario without solving it. Raises EngineRefusedError."""
    document = _load(name).scenario.document
    ended = document.record is not None and document.record.ended is not None
    about = " ".join(document.about.split())
    return Described(name, document.title, about, document.calendar.cutoff, ended)


def compute(name: str) -> Computed:
    """Solve a scenario as `goldenbridge run` does. Raises EngineRefusedError."""
    conflict = _load(name)
    try:
        forecast = conflict.forecast()
        shown = _shown(forecast)
    except (ArithmeticError, MemoryError, ValueError) as error:
        log.exception("solving failed", extra={"subject": name})
        raise EngineRefusedError(str(error)) from error
    return Computed(str(conflict.scenario.hash), version(), shown)


def _shown(forecast: "goldenbridge.Forecast") -> dict[str, Any]:
    """Words, table, chart and curves of one forecast, all from the engine's own report."""
    compiled, outlook = forecast.solved.compiled, forecast.outlook
    told = summary(compiled, outlook)
    figure = outcome_figure(compiled, outlook)
    settled = outlook.within("settled", told.year)
    return {
        "heading": figure.heading,
        "drawn": figure.drawn,
        "label": figure.label,
        "svg": figure.svg,
        "head": [starting_capital(word) for word in figure.head],
        "rows": [[str(t), *map(percent, row)] for t, row in figure.rows],
        "finding": list(finding(told))[1:],
        "figures": [list(row) for row in figures(told)],
        "span": span(told),
        "settled": [percent(settled), chance(settled)],
        "ends": [
            [
                f"{look(part.outcome).token}{' striped' if part.rank else ''}",
                starting_capital(part.label),
                percent(part.at(told.year)),
            ]
            for part in told.parts
        ],
        "period": told.period,
        "curves": [[round(float(p), 5) for p in part.curve] for part in told.parts],
    }


def _load(name: str) -> "goldenbridge.Conflict":
    try:
        return goldenbridge.load(name)
    except ScenarioError as error:
        raise EngineRefusedError(str(error)) from error

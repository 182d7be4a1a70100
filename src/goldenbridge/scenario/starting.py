"""Where a run starts: at the cut-off, in a week of the course, in a state, or at a named start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from goldenbridge.scenario.checks import end_at
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.problems import Problem, ScenarioError, choices
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.scenario.tracks import Track


@dataclass(frozen=True, slots=True)
class Where:
    """Where and when period 0 starts.

    levels  track → level
    day     first day of period 0
    label   "" for the cut-off, else what was asked: "week 3", "before", "state front=0.4"
    """

    levels: Mapping[str, int]
    day: date
    label: str = ""


def starting(
    scenario: Scenario,
    *,
    start: str | None = None,
    from_week: float | None = None,
    state: Mapping[str, float] | None = None,
) -> tuple[Scenario, Where]:
    """The scenario to run and where it starts.

    start      a named start of the scenario
    from_week  a week since the opening, up to the cut-off: the state is read off `course`
    state      track → norm, 0 … 1; tracks not named keep their place
    Raises ScenarioError for a week after the cut-off, and for names that do not exist.
    """
    document = scenario.document
    levels = {name: track.start for name, track in document.tracks.items()}
    where = Where(levels, document.calendar.cutoff)
    if start is not None and from_week is not None:
        raise ScenarioError(
            [Problem("", "A run starts at one place.", "Give --start or --from-week.")]
        )
    if start is not None:
        scenario, where = _named(scenario, start, levels)
    elif from_week is not None:
        where = _in_week(document, from_week)
    return scenario, _in_state(document, where, state or {})


def _named(scenario: Scenario, name: str, levels: dict[str, int]) -> tuple[Scenario, Where]:
    starts = scenario.document.starts
    if name not in starts:
        what = f"`{name}` is no start of this scenario."
        raise ScenarioError([Problem("starts", what, choices(name, starts))])
    chosen = starts[name]
    if chosen.values:
        scenario = scenario.with_values({path: float(x) for path, x in chosen.values.items()})
    day = chosen.date or scenario.document.calendar.cutoff
    return scenario, Where({**levels, **chosen.levels}, day, name)


def _in_week(document: Document, week: float) -> Where:
    calendar = document.calendar
    last = calendar.weeks_to_cutoff
    if not 0 <= week <= last + 1e-9:
        what = f"Week {week:g} is not known: the cut-off is in week {last:.1f}."
        right = "Ask for a week up to the cut-off, or say where things stand with --state."
        raise ScenarioError([Problem("course", what, right)])
    levels = {name: level_in_week(document, name, week) for name in document.tracks}
    day = calendar.opening + timedelta(days=round(7 * week))
    return Where(levels, day, f"week {week:g}")


def level_in_week(document: Document, name: str, week: float) -> int:
    """The level of a track in a week of the course, never an end.

    An entry holds until the next one that names the track. Before the first, and where none names
    it, a track runs straight from full at week 0; the front stands where the first entry has it.
    """
    track = document.tracks[name]
    last = document.calendar.weeks_to_cutoff
    if abs(week - last) < 1e-9:
        return track.start
    known = [(float(e.week), e.levels[name]) for e in document.course if name in e.levels]
    past = [level for at, level in known if at <= week + 1e-9]
    if past:
        return _inside(track, past[-1])
    when, level = known[0] if known else (last, track.start)
    if track.front or when <= 0:
        return _inside(track, level)
    top = track.levels - 1
    return _inside(track, top + (level - top) * week / when)


def _inside(track: Track, level: float) -> int:
    """The nearest level that is no end (a half goes up)."""
    nearest = min(max(int(level + 0.5), 0), track.levels - 1)
    if end_at(track, nearest) is None:
        return nearest
    return nearest - 1 if nearest else 1


def _in_state(document: Document, where: Where, state: Mapping[str, float]) -> Where:
    problems = []
    levels = dict(where.levels)
    for name, norm in state.items():
        if name not in document.tracks:
            what = f"`{name}` is no track."
            problems.append(Problem("--state", what, choices(name, document.tracks)))
        elif not 0 <= norm <= 1:
            what = f"{name} = {norm:g} is outside the range."
            right = "A state is given as norms: 0 is a track's lowest level, 1 its highest."
            problems.append(Problem("--state", what, right))
        else:
            track = document.tracks[name]
            levels[name] = _inside(track, norm * (track.levels - 1))
    if problems:
        raise ScenarioError(problems)
    if not state:
        return where
    said = "state " + ",".join(f"{name}={norm:g}" for name, norm in state.items())
    return Where(levels, where.day, f"{where.label}, {said}" if where.label else said)

"""The value of an assumption at which an answer turns: bisection by exact solves.

The assumption's range is tried at five values; between any two where the answer differs, the
interval is narrowed until the place where it turns is known to a thousandth of the range. Where a
margin changes its sign with the answer, it says where to look first. An answer that turns twice
between two neighbouring values tried is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from goldenbridge.bridges.acceptance import HALF, Acceptance
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.where import Argument, Call, Expression, Vocabulary, expression
from goldenbridge.bridges.yardsticks import broken, sought_removal
from goldenbridge.forecast.outlook import OUTCOMES, Outlook, outlook
from goldenbridge.scenario.choose import chosen_terms, known_packages
from goldenbridge.scenario.naming import canonical, paths
from goldenbridge.scenario.problems import Problem, ScenarioError, choices
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.scenario.vary import uncertain

PARTS = 4
"""The range is cut into so many parts before anything is halved."""
EXACT = 1000
"""A place is known to this part of the range."""
WITHIN = (4, 13, 26, 52, 104)
"""Weeks for which chances can be asked: settled_within_52w."""
OPTION = "--outcome"
_LEADERS = re.compile(r"\b(removed|removal|in_office|stays)")
_INSIDERS = re.compile(r"parties\.[^.]+\.(circle|other_hazard|successors)\b")
"""What is assumed of those near to power and of who follows; no policy and no term is among it."""


Solve = Callable[[float], Ground]
"""The conflict solved and forecast with one value of the assumption."""


@dataclass(frozen=True, slots=True)
class Range:
    """Where an assumption is varied: its path, its ends, the value used, and who says so.

    middle  the value used, or the middle between other ends where that lies outside: `used` tells
    """

    path: str
    low: float
    middle: float
    high: float
    source: str = ""
    certainty: str = ""
    quantiles: bool = False
    used: bool = True


@dataclass(frozen=True, slots=True)
class Tried:
    """One exact solve: the assumption's value, whether the outcome holds, its numbers by text."""

    value: float
    holds: bool
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the answer turns: between low and high; `after`: what holds above."""

    low: float
    high: float
    after: bool

    @property
    def at(self) -> float:
        """The middle between the two."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Flip:
    """What was found. `tried` by rising value; `condition` as it was judged."""

    range: Range
    condition: str
    tried: tuple[Tried, ...]
    turns: tuple[Turn, ...]

    @property
    def now(self) -> Tried:
        """The answer at the value used."""
        return next(one for one in self.tried if one.value == self.range.middle)


def flip(
    solve: Solve,
    between: Range,
    outcome: Expression,
    week: int = 0,
    solved: Callable[[int], None] | None = None,
) -> Flip:
    """Where the outcome turns as one assumption runs through its range.

    week    the week in which acceptance is asked; `solved` is told the count after each solve
    Raises ScenarioError where a value of the range makes no game.
    """
    known: dict[float, Tried] = {}

    def at(value: float) -> Tried:
        if value not in known:
            known[value] = _tried(solve, value, outcome, week)
            if solved is not None:
                solved(len(known))
        return known[value]

    turns = []
    for low, high in pairwise(grid(between)):
        if at(low).holds != at(high).holds:
            turns.append(_narrowed(at, low, high, (between.high - between.low) / EXACT))
    return Flip(between, outcome.text, tuple(known[x] for x in sorted(known)), tuple(turns))


def grid(between: Range) -> list[float]:
    """The values tried in any case, rising: both ends, the value used, and some between."""
    near = (between.high - between.low) / EXACT
    points = np.linspace(between.low, between.high, PARTS + 1).tolist()
    inner = [x for x in points[1:-1] if abs(x - between.middle) > near]
    return sorted({points[0], *inner, between.middle, points[-1]})


def _narrowed(at: Callable[[float], Tried], low: float, high: float, least: float) -> Turn:
    """Halve the interval, or cut it where the margin would be 0 if it were a straight line."""
    before, count = at(low).holds, 0
    while high - low > least:
        middle, count = (low + high) / 2, count + 1
        zero = _zero(at(low), at(high)) if count % 3 else None
        if zero is not None:
            middle = min(max(zero, low + least / 2), high - least / 2)
        if at(middle).holds == before:
            low = middle
        else:
            high = middle
    return Turn(low, high, not before)


def _zero(low: Tried, high: Tried) -> float | None:
    """Where the only margin told is 0 on a straight line; None where its sign does not change."""
    margins = [name for name in low.numbers if name.startswith("margin")]
    if len(margins) != 1:
        return None
    a, b = low.numbers[margins[0]], high.numbers[margins[0]]
    return low.value - a * (high.value - low.value) / (b - a) if a * b < 0 else None


def range_of(
    scenario: Scenario, path: str, low: float | None = None, high: float | None = None
) -> Range:
    """The range of a number by its path or a lever's name; ends that are given replace its own.

    Raises ScenarioError for a path that is no number, and for a number without a range.
    """
    known = paths(scenario.document)
    if path not in known:
        scenario.with_values({path: 0.0})  # refuses it, with the near names
    name = canonical(known[path], scenario.document)
    used = float(_number(scenario, known[path]))
    found = Range(name, used, used, used)
    for one in uncertain(scenario):
        if one.path == name:
            found = Range(name, one.low, used, one.high, one.source, one.certainty, one.quantiles)
    if found.low == found.high and name.removeprefix("levers.") in scenario.document.levers:
        found = Range(name, 0.0, used, 1.0)
    start = found.low if low is None else low
    end = found.high if high is None else high
    if not start < end:
        what = f"`{name}` is {used:g} and has no range to look through."
        raise ScenarioError([Problem(name, what, "Name the ends with --from and --to.")])
    inside = start <= used <= end
    middle = used if inside else (start + end) / 2
    about = (found.source, found.certainty, found.quantiles)
    return Range(name, start, middle, end, *about, used=inside)


def _number(scenario: Scenario, path: tuple[str, ...]) -> Any:
    stands: Any = scenario.document
    for part in path:
        if isinstance(stands, dict):
            stands = stands[part]
        else:
            stands = stands[int(part)] if isinstance(stands, tuple) else getattr(stands, part)
    return stands


def vocabulary(scenario: Scenario, *, leaders: bool = False) -> Vocabulary:
    """What can be asked: acceptance and votes, durability, reach, chances by week, deaths.

    leaders  also what becomes of leaders
    """
    document = scenario.document
    party = Argument("party", document.parties)
    package = Argument("package", known_packages(document))
    led = [key for key, one in document.parties.items() if one.leader is not None]
    of_leaders = {
        name: (Argument("party with a leader", led),) for name in ("removed", "in_office")
    }
    told = [name for name in OUTCOMES if leaders or not name.startswith("removed")]
    names = [f"{name}_within_{weeks}w" for name in told for weeks in WITHIN]
    if document.deaths is not None:
        names += [f"deaths_by_{weeks}w" for weeks in WITHIN]
    return Vocabulary(
        ["reach", *names],
        {
            "accept": (party, package),
            "ratify": (party, package),
            "margin": (party, package),
            "everybody": (package,),
            "durability": (package,),
            **(of_leaders if leaders else {}),
        },
    )


def outcome_of(scenario: Scenario, text: str, path: str = "") -> Expression:
    """Read an outcome as a condition; a share by itself asks whether it reaches a half.

    path  the assumption that is varied, by its name
    Raises ScenarioError for what cannot be asked. A leader's removal is refused over policies,
    terms and whatever else others could set; it can be asked of what is assumed of insiders.
    """
    leaders = _INSIDERS.match(path) is not None
    if _LEADERS.search(text) and not leaders:
        why = sought_removal("removed")
        right = (
            "`run` reports its chance. It can be asked of what is assumed of insiders: "
            "parties.PARTY.circle, other_hazard and successors."
        )
        raise ScenarioError([Problem(OPTION, f"{why[:1].upper()}{why[1:]}.", right)])
    known = vocabulary(scenario, leaders=leaders)
    read = expression(text, known, OPTION)
    if read.condition:
        return read
    if any(name.startswith("deaths") for name in read.names):
        what = f"`{read.text}` is a number of deaths; where should the answer turn?"
        raise ScenarioError([Problem(OPTION, what, f"Compare it: {read.text} > 20000")])
    if not read.names and not read.calls:
        what = f"`{read.text}` is a number that never turns."
        raise ScenarioError([Problem(OPTION, what, choices("", known.shown, most=30))])
    least = "0" if any(name == "margin" for name, _ in read.calls) else f"{HALF:g}"
    return expression(f"{read.text} >= {least}", known, OPTION)


def _tried(solve: Solve, value: float, outcome: Expression, week: int) -> Tried:
    asked = _Asked(solve(value), week)
    numbers = {name: asked.look(name) for name in outcome.names}
    numbers |= {told(call): asked.ask(*call) for call in outcome.calls}
    for name, given in outcome.calls:
        if name == "accept":
            numbers[told(("margin", given))] = asked.ask("margin", given)
    return Tried(value, bool(outcome.holds(asked.look, asked.ask)), numbers)


def told(call: Call) -> str:
    """A question as people write it."""
    return f"{call[0]}({', '.join(call[1])})"


@dataclass(frozen=True)
class _Asked:
    """A solved conflict that answers what an outcome asks."""

    ground: Ground
    week: int

    @cached_property
    def outlook(self) -> Outlook:
        """The curves; acceptance alone has no need of them."""
        return outlook(self.ground.forward)

    def look(self, name: str) -> float:
        outlook = self.outlook
        if name == "reach":
            return float(outlook.reach[self.week])
        what, weeks = re.fullmatch(r"(\w+?)_(?:within|by)_(\d+)w", name).groups()  # type: ignore[union-attr]
        calendar = self.ground.compiled.scenario.document.calendar
        periods = int(weeks) * (1 if calendar.period == "week" else 7)
        if what == "deaths":
            return float(outlook.amounts["deaths"][min(periods, outlook.weeks)])
        return outlook.within(what, periods)

    @cached_property
    def acceptance(self) -> Acceptance:
        """Acceptance in the week asked about."""
        return Acceptance(self.ground, self.week)

    def ask(self, name: str, given: tuple[str, ...]) -> float:
        if name in ("removed", "in_office"):  # by the end of the periods shown
            return float(getattr(self.outlook, name)[given[0]][-1])
        acceptance = self.acceptance
        ground = acceptance.ground
        terms = chosen_terms(ground.compiled.scenario.document, given[-1])
        packages = ground.valued(ground.positions(terms))
        if name == "durability":
            return float(1.0 - broken(acceptance, packages)[0])
        signing = acceptance.of(packages)
        if name == "everybody":
            return float(signing.everybody[0])
        table = {"accept": signing.accepts, "ratify": signing.passes, "margin": signing.margin}
        return float(table[name][ground.parties.index(given[0]), 0])

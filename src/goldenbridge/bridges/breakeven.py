"""The shakiest assumptions behind one package, and the values at which the answer turns.

Shaky is what moves the package most between the ends of its own range: each number is set to its
low and to its high end, the conflict is solved anew, and the least margin compared. Of the numbers
that can be at work the widest are looked at; the three that move most are shown. Where the answer
differs at an end, the value at which it turns is found by halving.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.package import Whole, whole
from goldenbridge.scenario.vary import Assumption, uncertain

SHOWN = 3
LOOKED_AT = 6
HALVINGS = 6
CERTAIN = {"settled": 0.25, "estimate": 0.5, "judgement": 0.75, "contested": 1.0}
"""How far a range counts when it is chosen what to look at; unsaid counts as judgement."""

Solve = Callable[[Mapping[str, float]], Acceptance]


@dataclass(frozen=True, slots=True)
class BreakEven:
    """One assumption: its range, what it moves, and where the answer turns.

    moves  least margin at the high end less that at the low one, shares: at_high − at_low
    turns  value at which "every side could sign" turns, nearest the middle; None: nowhere in range
    """

    path: str
    low: float
    middle: float
    high: float
    certainty: str
    moves: float
    at_low: float
    at_high: float
    turns: float | None


def break_even(package: Whole, solve: Solve) -> list[BreakEven]:
    """The three assumptions that move this package most; `solve` gives the same week elsewhere."""
    chosen = package.chosen

    def at(path: str, value: float) -> Whole:
        return whole(solve({path: value}), chosen)

    looked_at = []
    for one in _candidates(package):
        try:
            ends = [at(one.path, value) for value in (one.low, one.high)]
        except ValueError:  # at that end the scenario is refused, or no war is left in the week
            continue
        looked_at.append(((_least(ends[0]), _least(ends[1])), one, ends))
    looked_at.sort(key=lambda item: -abs(item[0][1] - item[0][0]))
    return [
        BreakEven(
            one.path,
            one.low,
            one.middle,
            one.high,
            one.certainty,
            least[1] - least[0],
            *least,
            _turn(package, one, ends, at),
        )
        for least, one, ends in looked_at[:SHOWN]
    ]


def _least(package: Whole) -> float:
    """The least of all margins: of every veto party over going on, of every vote at home."""
    sides = package.sides.values()
    margins = [side.margin for side in sides if side.veto]
    margins += [side.credited - side.needs for side in sides if side.needs is not None]
    return min(margins)


def _candidates(package: Whole) -> list[Assumption]:
    """Numbers to look at, the widest for their size first."""
    ground = package.ground
    failing = {term.issue for term in package.terms if term.fallback is not None}

    def at_work(path: list[str]) -> bool:
        if path[0] == "honour":
            return path[1] in failing
        if path[0] == "parties":
            return path[2] in ("leader", "cost", "frozen", "audience") and "steps" not in path
        return path[0] in ("beliefs", "peace", "talks")

    def width(one: Assumption) -> float:
        size = max(abs(one.low), abs(one.high)) or 1.0
        return (one.high - one.low) / size * CERTAIN.get(one.certainty, 0.75)

    found = [one for one in uncertain(ground.compiled.scenario) if at_work(one.path.split("."))]
    weights = {issue.name: float(issue.weights.max()) for issue in ground.terms.issues}
    by_kind = sorted(found, key=lambda one: -width(one) * _pull(one.path.split("."), weights))
    return by_kind[:LOOKED_AT]


def _pull(path: list[str], weights: Mapping[str, float]) -> float:
    """How strongly numbers of a kind can pull at a margin, roughly."""
    if path[0] == "beliefs":
        return 2.0
    if path[0] == "honour":
        return 2.0 * weights[path[1]]
    if path[0] == "parties":
        return {"leader": 1.0, "audience": 1.0, "frozen": 0.7}.get(path[2], 0.3)
    return 0.3


def _turn(
    package: Whole, one: Assumption, ends: list[Whole], at: Callable[[str, float], Whole]
) -> float | None:
    """Value nearest the middle at which the answer turns, towards an end that differs."""
    found = []
    for value, end in zip((one.low, one.high), ends, strict=True):
        if end.signable == package.signable:
            continue
        same, other = one.middle, value
        for _ in range(HALVINGS):
            middle = (same + other) / 2
            if at(one.path, middle).signable == package.signable:
                same = middle
            else:
                other = middle
        found.append((same + other) / 2)
    return min(found, key=lambda x: abs(x - one.middle)) if found else None

"""How a war may end, week by week: the curves that tables, charts and pages read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from goldenbridge.forecast.forward import Forward, first_in_office
from goldenbridge.forecast.office import in_office
from goldenbridge.forecast.renewed import rates_after
from goldenbridge.game.game import Floats

OUTCOMES = (
    "settled",
    "removed_ends",
    "attacker_loses",
    "attacker_wins",
    "removed_on",
    "at_war",
)
_BY_ENDING = {
    "defeat": "attacker_loses",
    "victory": "attacker_wins",
    "withdrawal": "removed_ends",
    "collapse": "removed_ends",
}


@dataclass(frozen=True, slots=True, eq=False)
class Deal:
    """A package that is signed: its number, and the chance that the war ends with it."""

    package: int
    chance: float
    will_break: float


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Chances by week, t = 0 … shown, of a war that starts in the start state. Curves: (shown+1,).

    outcomes      the six outcomes in stacking order, then endings of other names; they add to 1
    will_break    of `settled`, the part whose peace will break
    removed_ends  by party: wars that ended because its leader fell
    removed_on    by party: wars that go on under its leader's successor
    removed       by party: all wars that ever lost its first leader
    in_office     by party: its first leader is in office
    amounts       by rate: added up over the war so far, and `after`, in the new wars that follow
    reach         (shown,) share of the wars going on for which a deal is within reach, NaN if none
    deals         packages signed within the weeks shown, most often first
    """

    forward: Forward
    outcomes: Mapping[str, Floats]
    will_break: Floats
    removed_ends: Mapping[str, Floats]
    removed_on: Mapping[str, Floats]
    removed: Mapping[str, Floats]
    in_office: Mapping[str, Floats]
    amounts: Mapping[str, Floats]
    after: Mapping[str, Floats]
    reach: Floats
    deals: tuple[Deal, ...]

    @property
    def weeks(self) -> int:
        """Weeks shown."""
        return self.forward.game.shown

    def within(self, outcome: str, week: int = 52) -> float:
        """The chance of an outcome at a week, the last one shown if that comes earlier."""
        return float(self.outcomes[outcome][min(week, self.weeks)])

    def even_chance(self, outcome: str | None = None) -> int | None:
        """The first week with an even chance that it is over (or of `outcome`); None: not shown."""
        war = self.outcomes["removed_on"] + self.outcomes["at_war"]
        curve = 1.0 - war if outcome is None else self.outcomes[outcome]
        reached = np.flatnonzero(curve >= 0.5)
        return int(reached[0]) if len(reached) else None

    def median_of_settled(self) -> int | None:
        """The week by which half of the deals of the weeks shown have been signed."""
        curve = self.outcomes["settled"]
        return int(np.flatnonzero(curve >= curve[-1] / 2)[0]) if curve[-1] > 0 else None


def _from_zero(weekly: Floats) -> Floats:
    """Added up over the weeks before each week: (shown,) → (shown+1,)."""
    return np.concatenate([[0.0], np.cumsum(weekly)])


def outlook(forward: Forward, *, new_wars: bool = True) -> Outlook:
    """Read the curves from a forward sweep.

    new_wars  with the amounts of the new wars that follow, a pass for each class and rate
    """
    game = forward.game
    names = [party.name for party in game.bare.parties]
    outcomes = {name: np.zeros(game.shown + 1) for name in OUTCOMES}
    outcomes["settled"] = _from_zero(forward.settled)
    others: dict[str, Floats] = {}
    for e, (name, _) in enumerate(game.ending_names):
        at_track = forward.ended[:, :, e].sum(axis=(1, 2))
        by_fall = forward.fell[:, :, :, e].sum(axis=(1, 2, 3))
        told = _BY_ENDING.get(name, name)
        where = outcomes if told in outcomes else others
        where[told] = where.get(told, np.zeros(game.shown + 1)) + _from_zero(at_track + by_fall)
    outcomes["removed_on"] = forward.in_phase[:, 1:].sum(axis=1)
    outcomes["at_war"] = forward.in_phase[:, 0]
    office = in_office(forward)
    after = dict(zip(game.rate_names, rates_after(forward), strict=True)) if new_wars else {}
    war = forward.at_war[:-1]
    led = [i for i, present in enumerate(game.leaders.present[0]) if present]
    return Outlook(
        forward=forward,
        outcomes=outcomes | {name: x for name, x in others.items() if x.any()},
        will_break=_from_zero(forward.breaks),
        removed_ends={names[i]: _from_zero(forward.fell[:, :, i].sum(axis=(1, 2, 3))) for i in led},
        removed_on={names[i]: forward.in_phase[:, game.owner == i].sum(axis=1) for i in led},
        removed={names[i]: _removed(forward, i) for i in led},
        in_office={names[i]: office[:, i] for i in led},
        amounts={n: _from_zero(x) for n, x in zip(game.rate_names, forward.amounts, strict=True)},
        after={n: _from_zero(x) for n, x in after.items()},
        reach=np.divide(forward.reach, war, out=np.full(game.shown, np.nan), where=war > 0),
        deals=_deals(forward),
    )


def _removed(forward: Forward, i: int) -> Floats:
    """All mass that ever lost party i's first leader."""
    game = forward.game
    weekly = np.zeros(game.shown)
    for m in range(game.phases):
        if first_in_office(game, m, i):
            weekly += forward.fell[:, m, i].sum(axis=(1, 2))
        elif int(game.owner[m]) == i:
            weekly += forward.gone_on[:, m]
    return _from_zero(weekly)


def _deals(forward: Forward) -> tuple[Deal, ...]:
    """Packages signed within the weeks shown, by falling chance, then by number."""
    numbers, place = np.unique(forward.columns[:, 1], return_inverse=True)
    signed = np.bincount(place, forward.signed, minlength=len(numbers))
    broken = np.bincount(place, forward.signed_breaks, minlength=len(numbers))
    order = np.lexsort((numbers, -signed))
    return tuple(
        Deal(int(numbers[k]), float(signed[k]), float(broken[k])) for k in order if signed[k] > 0
    )

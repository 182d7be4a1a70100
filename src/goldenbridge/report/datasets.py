"""Solutions and forecasts as xarray datasets: named dimensions, units, and where they came from."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from goldenbridge import __version__
from goldenbridge.forecast.outlook import Outlook
from goldenbridge.game.compile import Compiled
from goldenbridge.game.game import Game
from goldenbridge.report.summary import summary
from goldenbridge.report.terms import titles
from goldenbridge.solve.solution import Solution

SHARE = "share of what the leader cares for (W)"


def solution_dataset(compiled: Compiled, solution: Solution) -> xr.Dataset:
    """What everybody expects and proposes: by period, phase, party and the level of each track.

    expected  (period, phase, party, TRACKS)     C_i if the period brings no deal, in units of W,
                                                 NaN where no war comes to
    proposal  (period, phase, proposer, TRACKS)  package number, −1 where nothing is proposed
    within    (period, phase, TRACKS)            whether a deal is within reach, whoever proposes
    """
    game = solution.game
    expected = solution.reached.everywhere(solution.weeks.expected, 1, np.nan)
    kept, phases, parties, _ = expected.shape
    tracks = _track_dims(game)
    shape = tuple(game.shape)
    proposals = np.array(
        [[solution.packages(t, m) for m in range(phases)] for t in range(kept)], dtype=np.int64
    )
    by = ("period", "phase")
    names = [party.name for party in game.bare.parties]
    return xr.Dataset(
        {
            "expected": (
                (*by, "party", *tracks),
                expected.reshape(kept, phases, parties, *shape),
                {"units": SHARE, "long_name": "what is expected if the period brings no deal"},
            ),
            "proposal": (
                (*by, "proposer", *tracks),
                proposals.reshape(kept, phases, parties + 1, *shape),
                {"units": "package number, -1 for nothing", "long_name": "what is proposed"},
            ),
            "within": (
                (*by, *tracks),
                solution.within.reshape(kept, phases, *shape),
                {"units": "true or false", "long_name": "a deal is within reach"},
            ),
        },
        coords={
            "period": ("period", np.arange(kept), _time(compiled)),
            "phase": np.arange(phases),
            "party": names,
            "proposer": [*names, "mediator"],
        }
        | {
            dim: (dim, np.arange(size), {"units": "level", "long_name": track.name})
            for dim, size, track in zip(tracks, shape, game.bare.tracks, strict=True)
        },
        attrs=_origin(compiled),
    )


def forecast_dataset(compiled: Compiled, outlook: Outlook) -> xr.Dataset:
    """Every curve of a forecast; periods 0 … shown, `reach` and consent up to shown − 1.

    chance (outcome, period) adds to 1; amounts are added up; packages most often signed first.
    """
    told = summary(compiled, outlook)
    game = outlook.forward.game
    parties = [party.name for party in game.bare.parties]
    packages = [deal.package for deal in outlook.deals]
    blocked = _padded(told.consent.blocked, outlook)
    with np.errstate(invalid="ignore", divide="ignore"):
        price = _padded(told.consent.price / told.consent.blocked, outlook)
    by_party = ("party", "period")
    variables: dict[str, Any] = {
        "chance": (("outcome", "period"), np.array(list(outlook.outcomes.values())), _chance("")),
        "will_break": ("period", outlook.will_break, _chance("settled, and the peace will break")),
        "removed": (by_party, _by_party(outlook.removed, parties), _chance("leader ever removed")),
        "removed_ends": (
            by_party, _by_party(outlook.removed_ends, parties), _chance("ended by its fall")
        ),
        "removed_on": (
            by_party, _by_party(outlook.removed_on, parties),
            _chance("goes on under its leader's successor"),
        ),
        "in_office": (
            by_party, _by_party(outlook.in_office, parties), _chance("first leader in office")
        ),
        "reach": (
            "period", _padded(outlook.reach, outlook),
            {"units": "share of the wars going on", "long_name": "a deal is within reach"},
        ),
        "blocked": (by_party, blocked, _chance("out of reach; its consent would open a deal")),
        "price": (by_party, price, {"units": SHARE, "long_name": "mean price of that consent"}),
        "amount": (("rate", "period"), _rates(outlook.amounts), {"units": "added up so far"}),
        "amount_after": (
            ("rate", "period"), _rates(outlook.after),
            {"units": "added up, in the new wars that follow deals signed so far"},
        ),
        "signed": (
            "package", np.array([deal.chance for deal in outlook.deals]),
            _chance("the war ends with this package in the periods shown"),
        ),
        "signed_breaks": (
            "package", np.array([deal.will_break for deal in outlook.deals]),
            _chance("… and its peace will break"),
        ),
    }  # fmt: skip
    coords = {
        "period": ("period", np.arange(outlook.weeks + 1), _time(compiled)),
        "outcome": list(outlook.outcomes),
        "party": parties,
        "rate": list(outlook.amounts),
        "package": packages,
        "title": ("package", _titles(compiled, packages)),
    }
    return xr.Dataset(variables, coords=coords, attrs=_origin(compiled))


TITLED = 100
"""Packages that get a title no other package has; the rest have plain ones."""


def _titles(compiled: Compiled, packages: list[int]) -> np.ndarray[Any, Any]:
    told = titles(compiled, packages[:TITLED])
    told += [str(package) for package in packages[TITLED:]]
    return np.array(told, dtype=object)


def _origin(compiled: Compiled) -> dict[str, str]:
    """Where the numbers came from: enough to make them again."""
    return {
        "title": compiled.scenario.document.title,
        "scenario": compiled.scenario.name,
        "scenario_hash": compiled.hash,
        "engine_version": __version__,
        "start": compiled.where.day.isoformat(),
    }


def _time(compiled: Compiled) -> dict[str, str]:
    period = compiled.scenario.document.calendar.period
    return {"units": f"{period}s since {compiled.where.day.isoformat()}", "long_name": period}


def _chance(what: str) -> dict[str, str]:
    return {"units": "chance, 0 to 1"} | ({"long_name": what} if what else {})


def _track_dims(game: Game) -> tuple[str, ...]:
    """A track's own name, unless another dimension has it."""
    taken = {"period", "phase", "party", "proposer"}
    return tuple(
        f"{track.name}_level" if track.name in taken else track.name for track in game.bare.tracks
    )


def _by_party(curves: Any, parties: list[str]) -> np.ndarray[Any, Any]:
    """Curves by party, NaN for parties without a leader."""
    size = len(next(iter(curves.values()), [0.0]))
    nothing = np.full(size, np.nan)
    return np.array([curves.get(party, nothing) for party in parties])


def _padded(curves: np.ndarray[Any, Any], outlook: Outlook) -> np.ndarray[Any, Any]:
    """Curves of the periods before the last one, with NaN for the last."""
    whole = np.full((*curves.shape[:-1], outlook.weeks + 1), np.nan)
    whole[..., :-1] = curves
    return whole


def _rates(curves: Any) -> np.ndarray[Any, Any]:
    rows = list(curves.values())
    return np.array(rows) if rows else np.zeros((0, 1))

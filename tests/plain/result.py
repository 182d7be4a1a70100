"""The plain answer to a game file: the fields of ``expected``, and ``margins``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plain.beliefs import up_down
from plain.forecast import Forecast
from plain.margins import margins
from plain.outlook import reach, signatures
from plain.payoffs import flow
from plain.reading import fill
from plain.removal import hazard
from plain.states import Game, State, all_states, ending_at
from plain.sweep import sweep

TRACE = 1e-12


def solve(game: Game) -> dict[str, Any]:
    """The ``expected`` part for the ``game`` part of a game file."""
    game = fill(game)
    return answer(game, sweep(game))


def solve_with_margins(game: Game) -> tuple[dict[str, Any], dict[str, float]]:
    """The same, and how near the game's decisions come to falling the other way."""
    game = fill(game)
    solved = sweep(game)
    return answer(game, solved), margins(game, solved)


def answer(game: Game, solved: dict[str, Any]) -> dict[str, Any]:
    told = Forecast(game, solved).run()
    return {
        **at_start(game, solved),
        **by_state(solved),
        **by_period(solved),
        **counted(told),
        **reach(game, told),
        **signatures(game, told),
        "sample_states": samples(game, sampled_states(game)),
    }


def at_start(game: Game, solved: dict[str, Any]) -> dict[str, Any]:
    start = tuple(game["start"])
    offers = solved["offers"][0][start]
    parties = range(len(game["parties"]))
    return {
        "V_start": solved["V"][0][0][start],
        "C_start": solved["C"][0][0][start],
        "choice_start": solved["choice"][0][0][start],
        "packages_at_start": {
            **{x: [[offer[x][i] for offer in offers] for i in parties] for x in ("H", "a", "W")},
            "q": [offer["q"] for offer in offers],
            "ratified": [offer["ratified"] for offer in offers],
        },
        "R": None
        if game["peace"] is None
        else [[offer["R"] for offer in table[start]] for table in solved["offers"]],
    }


def choice_at(solved: dict[str, Any], t: int, m: int, s: State) -> list[int]:
    """The choices in ``s``; -1 for every proposer where the war has ended."""
    nothing = [-1] * (len(solved["phases"][m]["parties"]) + 1)
    found: list[int] = solved["choice"][t][m].get(s, nothing)
    return found


def by_state(solved: dict[str, Any]) -> dict[str, Any]:
    states = solved["wars"][0]["states"]
    stages = range(len(solved["phases"]))
    return {
        "V_period0": [[solved["V"][0][m][s] for s in states] for m in stages],
        "choice_period0": [[choice_at(solved, 0, m, s) for s in states] for m in stages],
    }


def by_period(solved: dict[str, Any]) -> dict[str, Any]:
    states = solved["wars"][0]["states"]
    stages = range(len(solved["phases"]))
    taken = [
        [k for m in stages for s in states for k in choice_at(solved, t, m, s)]
        for t in range(len(solved["choice"]))
    ]
    return {
        "V_checksum_by_period": [
            sum(sum(row) for values in of_t for row in values.values()) for of_t in solved["V"]
        ],
        "choice_counts_by_period": [sum(k >= 0 for k in of_t) for of_t in taken],
        "choice_sums_by_period": [sum(of_t) for of_t in taken],
    }


def counted(told: Forecast) -> dict[str, Any]:
    return {
        "at_war": told.at_war,
        "office": told.office,
        "settled_by_period": told.settled,
        "breaks_by_period": told.breaks,
        "settled_by_phase": told.by_phase,
        "settled_by_package": traces(told.by_package),
        "breaks_by_package": traces(told.breaks_by_package),
        "ended": told.ended,
        "removed_goes_on": told.goes_on,
        "removed_ends": told.removed_ends,
        "removed_collapse": told.collapsed,
        "rates": told.rates,
        "rates_after": told.rates_after,
    }


def traces(by_package: dict[int, float]) -> dict[str, float]:
    return {str(k): mass for k, mass in sorted(by_package.items()) if mass > TRACE}


def sampled_states(game: Game) -> list[State]:
    """About a dozen states in which the war goes on, evenly spread."""
    states = all_states(game)
    live = [s for s in states if ending_at(game, s) is None]
    return live[:: max(1, len(states) // 12)]


def samples(game: Game, states: Iterable[State]) -> list[dict[str, Any]]:
    """What an unfilled or filled game says of some states of phase 0."""
    game = fill(game)
    tracks = range(len(game["tracks"]))
    parties = game["parties"]
    return [
        {
            "state": list(s),
            "hazard": [hazard(game, party, s) for party in parties],
            "up_down_true": [list(up_down(game, k, s)) for k in tracks],
            "up_down_believed": [
                [list(up_down(game, k, s, party)) for k in tracks] for party in parties
            ],
            "flow": [flow(game, party, s) for party in parties],
        }
        for s in states
    ]

"""A solved game in the shape in which game files state what an implementation must find."""

from __future__ import annotations

from typing import Any

import numpy as np

from goldenbridge.forecast.consent import consent
from goldenbridge.forecast.forward import Forward, forward
from goldenbridge.forecast.office import in_office
from goldenbridge.forecast.renewed import rates_after
from goldenbridge.forecast.signing import signing
from goldenbridge.game.arrays import build_game
from goldenbridge.game.bare import BareGame
from goldenbridge.game.sample import sample_states
from goldenbridge.solve.backward import solve
from goldenbridge.solve.solution import Solution
from goldenbridge.solve.tables import ratified

LEAST_SHOWN = 1e-12
LEAST_AT_WAR = 1e-6


def solve_bare(bare: BareGame) -> dict[str, Any]:
    """All fields of `expected` of a game file, as plain lists and numbers."""
    solution = solve(build_game(bare), audit=True)
    swept = forward(solution)
    return _solved(solution) | _forecast(swept)


def _solved(solution: Solution) -> dict[str, Any]:
    game = solution.game
    start = game.start
    weeks = range(game.periods)
    chosen = [[solution.packages(t, m) for m in range(game.phases)] for t in weeks]
    worth = solution.worth
    horizon = float(game.horizon.sum())
    return {
        "V_start": solution.start[0, :, start].tolist(),
        "C_start": solution.expected[0, 0, :, start].tolist(),
        "choice_start": chosen[0][0][:, start].tolist(),
        "packages_at_start": _packages_at_start(solution),
        "R": None
        if game.new_war is None
        else worth.renewed[:, :, worth.start].transpose(0, 2, 1).tolist(),
        "V_period0": solution.start.transpose(0, 2, 1).tolist(),
        "choice_period0": [choice.T.tolist() for choice in chosen[0]],
        "V_checksum_by_period": [*solution.value.sum(axis=(1, 2, 3)).tolist(), horizon],
        "choice_counts_by_period": [
            sum(int((choice >= 0).sum()) for choice in chosen[t]) for t in weeks
        ],
        "choice_sums_by_period": [sum(int(choice.sum()) for choice in chosen[t]) for t in weeks],
        "sample_states": sample_states(game),
    }


def _packages_at_start(solution: Solution) -> dict[str, Any]:
    """H, a, W, q and ratified in phase 0 at the start state."""
    game, packages = solution.game, solution.game.bare.packages
    cell = int(game.cells.of_state[game.start])
    face = int(game.cells.face[cell])
    norm = game.cells.face_norm[0, :, face][:, None]
    spin = packages.apparent - packages.actual
    credit = packages.actual + np.where(spin > 0, norm * spin, spin)
    return {
        "H": solution.worth.kept(0, face).tolist(),
        "a": credit.tolist(),
        "W": (solution.worth.units[0, face] / 1e9).tolist(),
        "q": solution.worth.broken[0, face].tolist(),
        "ratified": ratified(game, 0, face, np.array([cell]))[0].tolist(),
    }


def _by_package(swept: Forward, amounts: np.ndarray[Any, Any]) -> dict[str, float]:
    """Package number, as a string → mass over all phases; amounts (columns,)."""
    totals: dict[int, float] = {}
    for (_, package), amount in zip(swept.columns, amounts, strict=True):
        totals[int(package)] = totals.get(int(package), 0.0) + float(amount)
    return {str(k): x for k, x in sorted(totals.items()) if x > LEAST_SHOWN}


def _by_successor(swept: Forward, amounts: np.ndarray[Any, Any]) -> list[Any]:
    """[party][successor][t] of amounts (weeks, M)."""
    game = swept.game
    return [
        [amounts[:, game.successor_phase[i, k]].tolist() for k in range(len(party.successors))]
        for i, party in enumerate(game.bare.parties)
    ]


def _forecast(swept: Forward) -> dict[str, Any]:
    game = swept.game
    by_phase = np.zeros(game.phases)
    if len(swept.columns):
        np.add.at(by_phase, swept.columns[:, 0], swept.signed)
    ended = swept.ended_by
    names = list(dict.fromkeys(name for name, _ in game.ending_names))
    stands = consent(swept)
    after = rates_after(swept)
    weeks = {t for t in (0, game.shown // 2) if t < game.shown and swept.at_war[t] > LEAST_AT_WAR}
    signed = {str(t): signing(swept, t) for t in sorted(weeks)}
    return {
        "at_war": swept.at_war.tolist(),
        "settled_by_period": swept.settled.tolist(),
        "breaks_by_period": swept.breaks.tolist(),
        "settled_by_phase": by_phase.tolist(),
        "settled_by_package": _by_package(swept, swept.signed),
        "breaks_by_package": _by_package(swept, swept.signed_breaks),
        "ended": {
            name: ended[:, [other == name for other, _ in game.ending_names]].sum(axis=1).tolist()
            for name in names
        },
        "removed_goes_on": _by_successor(swept, swept.gone_on),
        "removed_ends": _by_successor(swept, swept.gone_ended),
        "removed_collapse": swept.collapsed.sum(axis=1).T.tolist(),
        "rates": dict(zip(game.rate_names, swept.amounts.tolist(), strict=True)),
        "rates_after": dict(zip(game.rate_names, after.tolist(), strict=True)),
        "reach": swept.reach.tolist(),
        "blocked_by": stands.blocked.tolist(),
        "price_of_consent": stands.price.tolist(),
        "no_single_consent": stands.nobody.tolist(),
        "would_sign": {t: s.accepts.tolist() for t, s in signed.items()},
        "all_sign": {t: s.everybody.tolist() for t, s in signed.items()},
        "sign_margin": {t: s.margin.tolist() for t, s in signed.items()},
        "office": in_office(swept).tolist(),
    }

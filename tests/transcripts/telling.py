"""A small war as text: who would propose what, who holds out, and how it goes, week by week."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goldenbridge.forecast.forward import forward
from goldenbridge.forecast.outlook import outlook
from goldenbridge.game.arrays import build_game
from goldenbridge.game.bare import BareGame
from goldenbridge.solve.backward import solve
from goldenbridge.solve.solution import Solution


def told(bare: BareGame) -> str:
    """The transcript: decisions in some weeks and states, then the course of the mass."""
    solution = solve(build_game(bare))
    return "\n".join([*_decisions(solution), "", *_course(solution)]) + "\n"


def _who(solution: Solution) -> list[str]:
    return [*(party.name for party in solution.game.bare.parties), "the mediator"]


def _package(solution: Solution, k: int) -> str:
    """A package by its terms where known, else by number."""
    levels = solution.game.bare.packages.levels
    return f"package {k}" if levels is None else f"package {k} ({', '.join(levels[k])})"


def _weeks(solution: Solution) -> list[int]:
    shown = solution.game.shown
    return sorted({0, shown // 2, shown - 1})


def _decisions(solution: Solution) -> Iterator[str]:
    game = solution.game
    names = [track.name for track in game.bare.tracks]
    start = np.unravel_index(game.start, game.shape)
    for m, phase in enumerate(game.phase_names):
        for t in _weeks(solution):
            yield f"Week {t}, {phase or 'the first leaders'}"
            chosen = solution.packages(t, m)
            for level in range(game.shape[0]):
                s = int(np.ravel_multi_index((level, *start[1:]), game.shape))
                if game.ended[s] >= 0:
                    continue
                yield f"  {names[0]} at {level} of {game.shape[0] - 1}"
                for i, party in enumerate(game.bare.parties):
                    worth = solution.expected[t, m, i, s]
                    yield f"    {party.name} expects {worth:.4f} from going on"
                for p, who in enumerate(_who(solution)):
                    k = int(chosen[p, s])
                    what = _package(solution, k) if k >= 0 else "nothing"
                    yield f"    {who} would propose {what}"


def _course(solution: Solution) -> Iterator[str]:
    swept = forward(solution)
    seen = outlook(swept)
    yield "How it goes"
    for t in range(0, solution.game.shown + 1, max(1, solution.game.shown // 6)):
        parts = ", ".join(f"{name} {curve[t]:.4f}" for name, curve in seen.outcomes.items())
        yield f"  week {t}: {parts}"
    for deal in seen.deals[:5]:
        yield f"  signed: {_package(solution, deal.package)} {deal.chance:.4f}"

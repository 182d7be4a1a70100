"""How long it takes to find what every side could sign, and to value one package anew.

Sums over issues are also measured against NegMAS, which runs in its own environment and process:
set NEGMAS_PYTHON to the Python that has it. Without it the ratios are left out.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

import goldenbridge as gb
from benchmarks.figure import Figure, seconds
from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.additive import listed, merged
from goldenbridge.bridges.ground import Ground
from goldenbridge.bridges.search import Found, front, search
from goldenbridge.bridges.yardsticks import chosen
from goldenbridge.game.game import Floats

PEER = Path(__file__).with_name("peer_negmas.py")
WEEKS = (0, 12, 52)


def domain(parties: int, sizes: list[int]) -> list[Floats]:
    """A drawn domain in which worth is a sum over issues: (P, L) by issue."""
    random = np.random.default_rng(parties)
    weights = random.dirichlet(np.ones(len(sizes)), parties)
    return [weights[:, [j]] * random.random((parties, size)) for j, size in enumerate(sizes)]


def measure() -> Iterator[Figure]:
    """Bridges on Ukraine after the solve, one package, and domains of sums."""
    forecast = gb.load("ukraine-2022").forecast()
    ground = Ground(forecast.solved.compiled, forecast.outlook.forward)
    _ = ground.listing, ground.renewed
    for week in WEEKS:
        taken = min(seconds(lambda w=week: _bridges(ground, w), repeats=3))  # type: ignore[misc]
        goal = 1.5 if week == 0 else None
        yield Figure(f"bridges on Ukraine in week {week}, two yardsticks", taken, "s", at_most=goal)
    found = _bridges(ground, 52, share=0.01)
    again = min(seconds(lambda: front(found, chosen(ground, ["lives", "durability"]))))
    yield Figure("… with another yardstick", again, "s", at_most=0.5)
    acceptance = Acceptance(ground, 12)
    levels = ground.compiled.settled.levels[[ground.compiled.named["ESSAY"]]]
    _ = acceptance.week
    anew = min(seconds(lambda: acceptance.of(ground.valued(levels)), repeats=50))
    yield Figure("one package valued anew", 1000 * anew, "ms", at_most=2.0)
    yield from _sums()


def _bridges(ground: Ground, week: int, share: float = 0.5) -> Found:
    found = search(Acceptance(ground, week), share)
    front(found, chosen(ground, ["lives", "substance.ukraine"]))
    return found


def _sums() -> Iterator[Figure]:
    for parties, by_listing, by_merging in ((2, 10, 1000), (3, 50, 0)):
        tables = domain(parties, [10] * 6)
        peer = _peer(tables)
        ways: list[tuple[str, Callable[[], object], int]] = [
            ("listed", lambda t=tables, p=parties: listed(t).points(np.zeros(p)), by_listing),  # type: ignore[misc]
            ("merged", lambda t=tables, p=parties: merged(t).points(np.zeros(p)), by_merging),  # type: ignore[misc]
        ]
        if peer is not None:
            yield Figure(f"10^6 packages of sums, {parties} parties, NegMAS", peer, "s")
        for how, task, goal in ways:
            task()
            taken = min(seconds(task))
            name = f"10^6 packages of sums, {parties} parties, {how}"
            yield Figure(name, 1000 * taken, "ms")
            if peer is not None:
                yield Figure("… times faster", peer / taken, "times", at_least=goal or None)
    tables = domain(2, [10] * 12)
    taken = min(seconds(lambda: merged(tables).points(np.zeros(2))))
    yield Figure("10^12 packages of sums, 2 parties, merged", 1000 * taken, "ms", at_most=50.0)


def _peer(tables: list[Floats]) -> float | None:
    """Seconds that NegMAS takes for the same, the best of several runs; None without it."""
    python = os.environ.get("NEGMAS_PYTHON")
    if not python:
        return None
    given = json.dumps([table.tolist() for table in tables])
    run = subprocess.run(
        [python, str(PEER)], input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    return float(json.loads(run.stdout.splitlines()[-1])["seconds"])

"""How fast is a solve against NumPy and against this machine's memory, and how does it grow?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.figure import Figure, seconds
from benchmarks.rival import Rival
from benchmarks.worlds import LARGE, SMALL, world
from goldenbridge.forecast.consent import consent
from goldenbridge.forecast.forward import forward
from goldenbridge.game.arrays import build_game
from goldenbridge.game.bare import BareGame
from goldenbridge.game.file import read_game
from goldenbridge.game.game import Game
from goldenbridge.solve.backward import solve
from goldenbridge.solve.tables import bargaining_tables
from goldenbridge.solve.worth import package_worth

BASE = Path(__file__).parents[1] / "tests" / "known_answers" / "games" / "base.json"
MANY = (8, 10, 10, 5, 5)


@dataclass(frozen=True)
class Parts:
    """Least seconds of each part of one game."""

    worth: float
    tables: float
    sweep: float
    forward: float
    consent: float

    @property
    def solve(self) -> float:
        """Class passes, W, tables and the backward sweep."""
        return self.worth + self.tables + self.sweep

    @property
    def whole(self) -> float:
        """Solve, forecast, reach and blocked-by."""
        return self.solve + self.forward + self.consent


def parts(game: Game, repeats: int = 7) -> Parts:
    """Each part of solving and forecasting a game, warm, least of several."""
    worth = package_worth(game)
    tables = bargaining_tables(game, worth)
    solution = solve(game, worth=worth)
    swept = forward(solution)
    consent(swept)
    least = [
        min(seconds(task, repeats))
        for task in (
            lambda: package_worth(game),
            lambda: bargaining_tables(game, worth),
            lambda: solve(game, worth=worth, tables=tables),
            lambda: forward(solution),
            lambda: consent(swept),
        )
    ]
    return Parts(*least)


def stream_speed(size: int) -> float:
    """Bytes a second of a triad over arrays of `size` numbers, two read and one written."""
    a, b, c = np.random.default_rng(0).random((3, size))
    rounds = max(1, 4_000_000 // size)

    def triad() -> None:
        for _ in range(rounds):
            np.multiply(b, 1.01, out=c)
            np.add(a, c, out=c)

    return rounds * size * 8 * 5 / min(seconds(triad, 9))


def floor(game: Game, decided: int, weeks_forward: int) -> float:
    """Least seconds that docs/theory/speed.md counts for this algorithm on this machine."""
    work = game.phases * game.parties * game.states * game.periods
    tracks = len(game.shape)
    near, far = stream_speed(game.states), stream_speed(4_000_000)
    backward = work * tracks * 4 * 8 + work * 37
    ahead = game.phases * game.states * weeks_forward * 20 * 8
    decisions = 2 * work * 2
    scatters = game.phases * game.parties * game.states * weeks_forward
    cycle = 1.0 / 2.6e9
    return (backward + ahead) / near + decisions / far + (20 * decided + scatters) * cycle


def measure() -> Iterator[Figure]:
    """All figures, the goals first."""
    game = build_game(world())
    mine = parts(game)
    worth = package_worth(game)
    tables = bargaining_tables(game, worth)
    rival = Rival(game, tables)
    theirs = min(seconds(rival.sweep, 2))
    solution = solve(game, worth=worth)
    agreed = float(np.abs(rival.sweep() - solution.start).max())
    yield Figure("default size: largest difference from the rival", agreed, "", at_most=1e-10)
    yield Figure("default size: solve", 1e3 * mine.solve, "ms")
    yield Figure("default size: rival in NumPy", 1e3 * theirs, "ms")
    yield Figure("default size: times faster than NumPy", theirs / mine.solve, "times", at_least=60)
    yield Figure("default size: solve and forecast", 1e3 * mine.whole, "ms")
    decided = int(solution.decided.sum())
    least = floor(game, decided, game.periods)
    strict = floor(game, decided, game.shown)
    yield Figure("default size: floor, swept forwards over all weeks", 1e3 * least, "ms")
    yield Figure(
        "default size: solve and forecast over the floor", mine.whole / least, "times", at_most=3.2
    )
    yield Figure(
        "default size: the same, floor swept forwards over the weeks shown",
        mine.whole / strict,
        "times",
    )
    built = min(seconds(lambda: build_game(game.bare), 9))
    yield Figure(
        "default size: arrays of a draw over its solve", built / mine.solve, "times", at_most=0.2
    )
    yield from _real(BASE)
    yield from _growth(mine, game)
    yield from _memory()


def _real(file: Path) -> Iterator[Figure]:
    """The games of real size."""
    from goldenbridge.api import Conflict, load, prepared

    base = parts(build_game(read_game(file)))
    yield Figure("base.json: solve and forecast", 1e3 * base.whole, "ms", at_most=40)
    conflict: Conflict = load("ukraine-2022")
    compiled = conflict.compile()
    ready = prepared(compiled)
    real = parts(ready.game)
    yield Figure("ukraine-2022: solve and forecast", 1e3 * real.whole, "ms", at_most=40)
    built = min(seconds(lambda: build_game(ready.compiled.bare), 9))
    yield Figure(
        "ukraine-2022: arrays of a draw over its solve", built / real.solve, "times", at_most=0.2
    )
    for name in ("worth", "tables", "sweep", "forward", "consent"):
        yield Figure(f"ukraine-2022: {name}", 1e3 * getattr(real, name), "ms")


def _cost(game: Game, time: float) -> float:
    """Nanoseconds a state, phase and period."""
    return 1e9 * time / (game.states * game.phases * game.periods)


def _exponent(times: dict[int, float], low: int, high: int) -> float:
    """The power with which time grows from one size to another."""
    return float(np.log(times[high] / times[low]) / np.log(high / low))


def _growth(default: Parts, game: Game) -> Iterator[Figure]:
    """Times by size, periods, parties, classes and packages."""

    def sized(bare: BareGame, repeats: int = 3) -> tuple[Game, Parts]:
        built = build_game(bare)
        return built, parts(built, repeats)

    small, at_small = sized(world(SMALL))
    large, at_large = sized(world(LARGE), 2)
    yield Figure("small size: solve and forecast", 1e3 * at_small.whole, "ms")
    yield Figure("large size: solve and forecast", 1e3 * at_large.whole, "ms")
    costs = _cost(small, at_small.whole), _cost(game, default.whole), _cost(large, at_large.whole)
    for name, cost in zip(("small", "default", "large"), costs, strict=True):
        yield Figure(f"{name} size: a state, phase and period", cost, "ns")
    yield Figure(
        "cost of a state-period, large over small", costs[2] / costs[0], "times", at_most=1.5
    )
    wholes = {small.states: at_small.whole, large.states: at_large.whole}
    yield Figure("growth with states, exponent", _exponent(wholes, small.states, large.states), "")
    sweeps: dict[int, float] = {}
    for periods in (26, 52, 104, 208, 416):
        _, timed = sized(world(shown=min(52, periods), solved=periods))
        sweeps[periods] = timed.sweep
        yield Figure(f"{periods} periods: backward sweep", 1e3 * timed.sweep, "ms")
        yield Figure(f"{periods} periods: solve and forecast", 1e3 * timed.whole, "ms")
    yield Figure("growth of the sweep with periods, exponent", _exponent(sweeps, 26, 416), "")
    wholes = {}
    for parties in (1, 2, 3, 4, 5):
        _, timed = sized(world(SMALL, parties=parties))
        wholes[parties] = timed.whole
        yield Figure(f"{parties} parties, small size: solve and forecast", 1e3 * timed.whole, "ms")
    yield Figure("growth with parties, 2 to 5, exponent", _exponent(wholes, 2, 5), "")
    for classes in (2, 6):
        _, timed = sized(world(classes=classes))
        yield Figure(f"{classes} security classes: class passes and W", 1e3 * timed.worth, "ms")
        yield Figure(f"{classes} security classes: solve and forecast", 1e3 * timed.whole, "ms")
    _, many = sized(world(issues=MANY))
    yield Figure("20,000 packages: tables", 1e3 * (many.tables + many.worth), "ms")
    ratio = (many.sweep + many.forward) / (default.sweep + default.forward)
    yield Figure("20,000 packages over 2,000, tables apart", ratio, "times", at_most=1.6)


PEAK = """
from pathlib import Path

from benchmarks.worlds import {size}, world
from goldenbridge.forecast.consent import consent
from goldenbridge.forecast.forward import forward
from goldenbridge.game.arrays import build_game
from goldenbridge.solve.backward import solve
consent(forward(solve(build_game(world({size})))))
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def _memory() -> Iterator[Figure]:
    """Peak memory of a whole process. The kernel's own count: that of getrusage is inherited."""
    for size, most in (("DEFAULT", 300), ("LARGE", 600)):
        done = subprocess.run(
            [sys.executable, "-c", PEAK.format(size=size)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[1],
        )
        peak = int(done.stdout) / 1024
        yield Figure(f"{size.lower()} size: peak memory of a process", peak, "MB", at_most=most)

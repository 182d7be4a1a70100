"""One measured number, with what it should be."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A measured number.

    name      what was measured, in words
    value     in `unit`
    at_most   the goal, if less is better; at_least if more is; neither: the number is only told
    """

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def goal(self) -> str:
        """The goal in words; empty without one."""
        if self.at_most is not None:
            return f"at most {self.at_most:g}"
        return "" if self.at_least is None else f"at least {self.at_least:g}"

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return None if self.at_least is None else self.value >= self.at_least

    def as_json(self) -> dict[str, Any]:
        """The row of results.json."""
        row = {key: asdict(self)[key] for key in ("name", "value", "unit")}
        return {**row, "goal": self.goal, "met": self.met}


def seconds(task: Callable[[], object], repeats: int = 5) -> list[float]:
    """How long each of several runs of a task took, in seconds."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        task()
        taken.append(time.perf_counter() - start)
    return taken


def typical(task: Callable[[], object], repeats: int = 5) -> float:
    """The median time of a task, in seconds."""
    return statistics.median(seconds(task, repeats))

"""A conflict solved, and solved anew with other numbers, sharing whatever does not differ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from goldenbridge.bridges.ground import Ground
from goldenbridge.forecast.forward import forward
from goldenbridge.game.compile import Compiled, compile_bare
from goldenbridge.prepare import Prepared, prepared, solved
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.solve.solution import Solution


class Anew:
    """The conflict as it is asked for, and the same week by week with other numbers.

    where  start, from_week and state, as `compile_bare` takes them
    """

    def __init__(self, read: Scenario, **where: Any) -> None:
        self.read, self.where = read, where
        self.compiled = compile_bare(read, **where)
        self.ready = prepared(self.compiled)
        self.solution = solved(self.ready)

    @cached_property
    def ground(self) -> Ground:
        """As it is asked for."""
        return Ground(self.ready.compiled, forward(self.solution))

    def at(self, values: Mapping[str, float]) -> Ground:
        """With other numbers. Raises ScenarioError where the scenario is refused with them."""
        ready, solution = self.solved(self.with_values(values))
        return Ground(ready.compiled, forward(solution))

    def with_values(self, values: Mapping[str, float]) -> Compiled:
        """Compiled with other numbers; raises ScenarioError likewise."""
        return compile_bare(self.read.with_values(values), **self.where, like=self.compiled)

    def solved(self, compiled: Compiled) -> tuple[Prepared, Solution]:
        """The same with such numbers, ready and solved."""
        ready = prepared(compiled, self.ready)
        return ready, solved(ready, (self.ready, self.solution))

"""A conflict solved, and solved anew with other numbers, sharing whatever does not differ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from goldenbridge.bridges.ground import Ground
from goldenbridge.forecast.forward import forward
from goldenbridge.game.compile import compile_bare
from goldenbridge.prepare import prepared, solved
from goldenbridge.scenario.scenario import Scenario


class Anew:
    """The conflict as it is asked for, and the same week by week with other numbers."""

    def __init__(self, read: Scenario, start: str | None = None) -> None:
        self.read, self.start = read, start
        self.compiled = compile_bare(read, start=start)
        self.ready = prepared(self.compiled)
        self.solution = solved(self.ready)

    @cached_property
    def ground(self) -> Ground:
        """As it is asked for."""
        return Ground(self.ready.compiled, forward(self.solution))

    def at(self, values: Mapping[str, float]) -> Ground:
        """With other numbers. Raises ScenarioError where the scenario is refused with them."""
        variant = self.read.with_values(values)
        compiled = compile_bare(variant, start=self.start, like=self.compiled)
        ready = prepared(compiled, self.ready)
        solution = solved(ready, (self.ready, self.solution))
        return Ground(ready.compiled, forward(solution))

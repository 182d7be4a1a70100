"""The library's front door: load a conflict, change it, solve it, forecast it, plot it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenbridge.bridges.ground import Ground
from goldenbridge.forecast.consent import Consent, consent
from goldenbridge.forecast.forward import forward
from goldenbridge.forecast.outlook import Outlook, outlook
from goldenbridge.forecast.signing import Signing, signing
from goldenbridge.game.compile import Compiled, compile_bare
from goldenbridge.prepare import Prepared as Prepared
from goldenbridge.prepare import prepared as prepared
from goldenbridge.scenario.library import load as load_scenario
from goldenbridge.scenario.scenario import Scenario
from goldenbridge.solve.backward import solve
from goldenbridge.solve.solution import Solution

if TYPE_CHECKING:
    import altair
    import xarray


@dataclass(frozen=True)
class Conflict:
    """A scenario, ready to be changed, solved and forecast."""

    scenario: Scenario

    def __repr__(self) -> str:
        """The conflict's name, not all that is written there."""
        return f"<Conflict {self.scenario.name}: {self.scenario.document.title}>"

    def with_values(self, values: Mapping[str, float]) -> Conflict:
        """The same conflict with other numbers, by path or a lever's bare name.

        Raises ScenarioError for a path that does not exist or a value out of range.
        """
        return Conflict(self.scenario.with_values(values))

    def compile(self, **start: Any) -> Compiled:
        """The bare game and the words beside it; `start` as in `compile_bare`."""
        return compile_bare(self.scenario, **start)

    def solve(self, **start: Any) -> Solved:
        """What everybody expects and decides, in every week and state."""
        return solve_compiled(self.compile(**start))

    def forecast(self, **start: Any) -> Forecast:
        """The chances of each ending, week by week."""
        return self.solve(**start).forecast()


def solve_compiled(compiled: Compiled) -> Solved:
    """Solve a compiled conflict."""
    ready = prepared(compiled)
    return Solved(ready.compiled, solve(ready.game, worth=ready.worth))


@dataclass(frozen=True)
class Solved:
    """A solved conflict. `data` is an xarray.Dataset with named dimensions."""

    compiled: Compiled
    solution: Solution

    def __repr__(self) -> str:
        """The conflict's name, not every number."""
        return f"<Solved {self.compiled.scenario.name}: {self.compiled.scenario.document.title}>"

    def forecast(self) -> Forecast:
        """Sweep the mass forwards and read the curves."""
        return Forecast(self, outlook(forward(self.solution)))

    @cached_property
    def data(self) -> xarray.Dataset:
        """Expectations and decisions by week, phase, party and track levels."""
        from goldenbridge.report.datasets import solution_dataset

        return solution_dataset(self.compiled, self.solution)


@dataclass(frozen=True)
class Forecast:
    """A forecast. `data` is an xarray.Dataset over weeks, outcomes, parties and packages."""

    solved: Solved
    outlook: Outlook

    def __repr__(self) -> str:
        """The conflict's name, not every number."""
        scenario = self.solved.compiled.scenario
        return f"<Forecast {scenario.name}: {scenario.document.title}>"

    @cached_property
    def data(self) -> xarray.Dataset:
        """Every curve with named dimensions and units; hash and engine version in attrs."""
        from goldenbridge.report.datasets import forecast_dataset

        return forecast_dataset(self.solved.compiled, self.outlook)

    @cached_property
    def consent(self) -> Consent:
        """Who stands in the way of a deal, and at what price."""
        return consent(self.outlook.forward)

    @cached_property
    def ground(self) -> Ground:
        """What questions about any packages of the terms are asked of; see `bridges`."""
        return Ground(self.solved.compiled, self.outlook.forward)

    def signing(self, week: int, **chosen: Any) -> Signing:
        """Who would sign which package in a week shown."""
        return signing(self.outlook.forward, week, **chosen)

    def plot(self) -> altair.LayerChart:
        """How it may end: chances of each ending, stacked by week."""
        from goldenbridge.report.charts import outcome_chart

        return outcome_chart(self.solved.compiled, self.outlook)


def load(name_or_path: str | Path) -> Conflict:
    """A conflict of the library by name, or a scenario file by path.

    Raises ScenarioError with every problem found; the reader's limits are in its docs.
    """
    return Conflict(load_scenario(name_or_path))

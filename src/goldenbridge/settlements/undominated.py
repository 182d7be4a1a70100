"""The packages of a cell that no other ratifiable package makes superfluous."""

from __future__ import annotations

from goldenbridge.kernels.pareto import pareto_cells

undominated = pareto_cells

"""The packages of a cell that no other ratifiable package makes superfluous."""

from __future__ import annotations

from goldenbridge.kernels.pareto import lines, pareto_cells, thinned

undominated = pareto_cells
first_look = thinned
in_line = lines

"""The same domain in NegMAS: frontier, Nash and Kalai-Smorodinsky points. Runs on its own.

Reads tables (P, L) by issue as JSON from stdin; prints the seconds of the best of several runs.
"""

from __future__ import annotations

import json
import sys
import time

from negmas import make_issue
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import kalai_points, nash_points, pareto_frontier
from negmas.preferences.value_fun import TableFun

REPEATS, ENOUGH = 3, 5.0
"""It is run again only where all runs so far took less than so many seconds."""


def main() -> None:
    """Measure and print."""
    tables = json.load(sys.stdin)
    issues = [make_issue(len(table[0]), f"i{j}") for j, table in enumerate(tables)]
    functions = [
        LinearAdditiveUtilityFunction(
            [TableFun(dict(enumerate(table[party]))) for table in tables],
            issues=issues,
            reserved_value=0.0,
        )
        for party in range(len(tables[0]))
    ]
    best, spent = float("inf"), 0.0
    for _ in range(REPEATS):
        if spent > ENOUGH:
            break
        start = time.perf_counter()
        frontier, _ = pareto_frontier(functions, issues=issues, max_cardinality=None)
        ranges = [(0.0, 1.0) for _ in functions]
        nash_points(functions, frontier, ranges)
        kalai_points(functions, frontier, ranges)
        taken = time.perf_counter() - start
        best, spent = min(best, taken), spent + taken
    print(json.dumps({"seconds": best, "frontier": len(frontier)}))


if __name__ == "__main__":
    main()

"""`python -m benchmarks [NAME ...]`: measure, show, and write benchmarks/results.json.

Named modules are measured again and their rows replaced; the rest of the file stays.
"""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
Row = dict[str, Any]


def names() -> list[str]:
    """Every measurement, by the name of its module."""
    modules = (module.name for module in pkgutil.iter_modules([str(HERE)]))
    return [name for name in modules if "\ndef measure(" in (HERE / f"{name}.py").read_text()]


def measured(name: str) -> list[Row]:
    """The rows of one measurement, taken in a process of its own."""
    command = [sys.executable, "-m", "benchmarks", "--only", name]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=HERE.parent)
    rows: list[Row] = json.loads(run.stdout.splitlines()[-1])
    return [{"benchmark": name, **row} for row in rows]


def told(rows: list[Row]) -> Iterator[str]:
    """The rows as lines for people."""
    marks = {True: "met", False: "MISSED", None: ""}
    for row in rows:
        goal = f"{row['goal']} {row['unit']}" if row["goal"] else ""
        yield (
            f"  {row['name']:<60} {row['value']:>12,.4g} {row['unit']:<10} "
            f"{goal:<22} {marks[row['met']]}"
        ).rstrip()


def main(arguments: list[str]) -> int:
    """Measure what is named, or everything. Exit code 2 for a name that is none."""
    if arguments[:1] == ["--only"]:
        figures = import_module(f"benchmarks.{arguments[1]}").measure()
        print(json.dumps([figure.as_json() for figure in figures]))
        return 0
    if wrong := [name for name in arguments if name not in names()]:
        print(f"No measurement {', '.join(wrong)}. There are: {', '.join(names())}.")
        return 2
    rows = json.loads(RESULTS.read_text()) if RESULTS.is_file() else []
    for name in arguments or names():
        print(name, flush=True)
        new = measured(name)
        print("\n".join(told(new)), flush=True)
        rows = [row for row in rows if row["benchmark"] != name] + new
        rows = [row for row in rows if row["benchmark"] in names()]
        RESULTS.write_text(json.dumps(rows, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

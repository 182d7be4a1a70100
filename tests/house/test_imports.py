"""What the import contracts of pyproject.toml cannot say, and that they can be broken."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "src" / "goldenbridge"


def imported(file: Path) -> Iterator[str]:
    """The full names that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


# Where compiled code is kept and whether it is there: about kernels, no kernels themselves.
KEEPING = {"__init__.py", "ahead.py", "cache.py", "place.py"}
KERNELS = [f for f in sorted((ENGINE / "kernels").glob("*.py")) if f.name not in KEEPING]


@pytest.mark.parametrize("file", KERNELS, ids=lambda f: f.name)
def test_kernels_import_nothing_but_numbers(file: Path) -> None:
    allowed = {"__future__", "math", "typing", "numpy", "numba", "llvmlite"}
    names = {name for name in imported(file) if not name.startswith("goldenbridge.kernels")}
    assert {name.split(".")[0] for name in names} <= allowed


def loaded_by(statement: str) -> set[str]:
    """Top names of all modules that a fresh interpreter has loaded after a statement."""
    script = f"{statement}\nimport sys\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


def test_reading_a_scenario_loads_no_arrays_and_no_compiler() -> None:
    loaded = loaded_by("from goldenbridge.scenario.library import load; load('ukraine-2022')")
    assert "pydantic" in loaded
    assert not loaded & {"numpy", "numba", "scipy", "xarray", "pandas", "altair", "django"}


def test_the_package_alone_loads_nothing_heavy() -> None:
    loaded = loaded_by("import goldenbridge")
    assert "goldenbridge" in loaded
    assert not loaded & {"pydantic", "numpy", "numba", "django", "rich"}


def test_solving_a_game_needs_no_scenario() -> None:
    loaded = loaded_by("import goldenbridge.solve.backward, goldenbridge.forecast.forward")
    assert "numba" in loaded
    assert not loaded & {"pydantic", "typer", "django"}

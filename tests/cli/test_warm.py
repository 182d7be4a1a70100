"""The first compiling is told once; later commands start silently and load nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMPILES = """
from goldenbridge.cli.warm import compiling
with compiling():
    import numpy as np
    from goldenbridge.kernels.pareto import pareto
    kept = pareto(np.array([[1, 0, 2], [0, 1, 2]]))
print(kept.tolist())
"""

RUNS = """
import sys
from goldenbridge.cli import main
code = main(["run", "cuba-1962"])
print(*sorted({name.split(".")[0] for name in sys.modules}))
sys.exit(code)
"""

HEAVY = {"altair", "cffi", "pandas", "scipy", "vl_convert", "xarray"}


def python(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | environment,
    )


def test_compiling_is_told_once_and_never_again(tmp_path: Path) -> None:
    first = python(COMPILES, GOLDENBRIDGE_KERNELS=str(tmp_path))
    again = python(COMPILES, GOLDENBRIDGE_KERNELS=str(tmp_path))
    assert first.stderr.splitlines() == [
        "Compiling once for this machine …",
        "Compiled; later runs of this version start at once.",
    ]
    assert again.stderr == ""
    assert first.stdout == again.stdout


def test_a_run_without_files_loads_nothing_heavy() -> None:
    loaded = set(python(RUNS).stdout.splitlines()[-1].split())
    assert "numba" in loaded
    assert not loaded & HEAVY

"""The kernels as plain Python: every index checked, and the same answers.

Compiled lines are invisible to a tracer and read beyond an array without a word; uncompiled, NumPy
refuses an index that is out of bounds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GAMES = Path(__file__).parents[1] / "known_answers" / "games"
COMPARE = """
import json, sys
from numba import config
from goldenbridge import read_game, solve_bare
from goldenbridge.game.differences import differences
assert config.DISABLE_JIT
file = json.loads(open(sys.argv[1]).read())
found = differences(solve_bare(read_game(file)), file["expected"])
print("\\n".join(found[:5]) or "same")
"""


@pytest.mark.parametrize("name", ["small", "mediator", "terms"])
def test_uncompiled_kernels_give_the_same_answers(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", COMPARE, str(GAMES / f"{name}.json")],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == "same"

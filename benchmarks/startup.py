"""How long until a command answers, the first time and later, and how much memory it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, typical

COMMAND = str(Path(sys.executable).with_name("goldenbridge"))


def command(*words: str, **environment: str) -> None:
    """Run the command as people do, with its output thrown away."""
    subprocess.run(
        [COMMAND, *words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def peak_memory(*words: str) -> float:
    """The largest resident size that a command reached, in MB."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen([COMMAND, *words], stdout=quiet, stderr=quiet) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage.ru_maxrss / 1024


def measure() -> Iterator[Figure]:
    """The times and sizes that people notice first."""
    run = ("run", "ukraine-2022")
    yield Figure("--help", typical(lambda: command("--help")), "s", at_most=0.4)
    check = typical(lambda: command("check", "ukraine-2022"))
    yield Figure("check ukraine-2022", check, "s", at_most=0.4)
    with tempfile.TemporaryDirectory() as empty:
        cold = typical(lambda: command(*run, NUMBA_CACHE_DIR=empty), repeats=1)
    command(*run)
    warm = typical(lambda: command(*run))
    yield Figure("run ukraine-2022, warm", warm, "s", at_most=1.3)
    yield Figure("compiling, first command ever", cold - warm, "s", at_most=15)
    yield Figure("run ukraine-2022, peak memory", peak_memory(*run), "MB", at_most=600)

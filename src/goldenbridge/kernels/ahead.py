"""Compile every kernel ahead of its first call, half of them in a second process.

The compiler holds one core however many threads ask it. So a second process compiles into a folder
of its own, which is then emptied into this machine's; processes that share one have crashed each
other. It is no more work, and half of the waiting.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from goldenbridge.kernels.cache import HOMES, missing, signature
from goldenbridge.kernels.place import VARIABLE, digest, folder

HERE = ("backward", "consent", "signing")
THERE = tuple(home for home in HOMES if home not in HERE)
"""About half of the work each."""


def compile_all(done: Callable[[], None] = lambda: None) -> None:
    """Compile what is missing; `done` is called after each kernel.

    Where there is no second core, or no second process may be started, this one does everything.
    """
    if not missing(HERE) or not missing(THERE) or _cores() < 2:
        _compile(HOMES, done)
        return
    with tempfile.TemporaryDirectory(dir=folder()) as place:
        second = _second(place)
        try:
            _compile(HERE, done)
            if second is not None and second.stdout is not None:
                for _ in second.stdout:
                    done()
                second.wait()
        finally:
            if second is not None:
                second.kill()
                second.communicate()
        _empty(Path(place) / digest(), folder())
    _compile(HOMES, done)


def _compile(homes: Sequence[str], done: Callable[[], None]) -> None:
    for kernel in missing(homes):
        kernel.compile(signature(kernel))
        done()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _second(place: str) -> subprocess.Popen[str] | None:
    """A process that compiles its half into `place`, a line for each kernel; None if refused."""
    try:
        return subprocess.Popen(
            [sys.executable, "-m", __name__],
            env={**os.environ, VARIABLE: place},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    except OSError:
        return None


def _empty(place: Path, into: Path) -> None:
    """Move compiled code; an index after the code that it names, and never over one that stands."""
    files = [file for file in place.rglob("*") if file.is_file()]
    for file in sorted(files, key=lambda file: file.suffix == ".nbi"):
        target = into / file.relative_to(place)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)


if __name__ == "__main__":
    _compile(THERE, lambda: print(flush=True))

"""The first run compiles once and says so; later runs say nothing and start as lean as they can."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

UNUSED = ("cffi", "scipy", "scipy.linalg.cython_blas")
"""What the compiler looks for when it is set up, though no kernel uses it."""


@contextmanager
def compiling() -> Iterator[None]:
    """Compile what is missing, with a progress bar on stderr where that is a terminal."""
    with _without(UNUSED):
        from goldenbridge.kernels.cache import load_quickly, missing

        waiting = len(missing())
        if waiting:
            _compile(waiting)
    load_quickly()
    yield


def _compile(waiting: int) -> None:
    from goldenbridge.kernels.ahead import compile_all

    if sys.stderr.isatty():
        _with_a_bar(waiting)
        return
    print("Compiling once for this machine …", file=sys.stderr, flush=True)
    compile_all()
    print("Compiled; later runs of this version start at once.", file=sys.stderr)


def _with_a_bar(waiting: int) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from goldenbridge.kernels.ahead import compile_all

    what = TextColumn("Compiling once for this machine")
    console = Console(stderr=True)
    with Progress(what, BarColumn(), TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("", total=waiting)
        compile_all(lambda: progress.advance(task))


@contextmanager
def _without(modules: tuple[str, ...]) -> Iterator[None]:
    """Let these seem absent to the compiler: loading them takes a third of a second."""
    absent = [name for name in modules if name not in sys.modules]
    try:
        for name in absent:
            sys.modules[name] = None  # type: ignore[assignment]
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)

"""The first run compiles once and says so; later runs say nothing and start as lean as they can."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

UNUSED = ("cffi", "scipy", "scipy.linalg.cython_blas")
"""What the compiler looks for when it is set up, though no kernel uses it."""


class First:
    """Whether something had to be compiled: then times say nothing of a solve."""

    compiled = False


@contextmanager
def compiling() -> Iterator[First]:
    """Compile what is missing, with a progress bar on stderr where that is a terminal."""
    _set_up()
    from goldenbridge.kernels.ahead import compile_all
    from goldenbridge.kernels.cache import missing

    waiting = len(missing())
    if waiting and sys.stderr.isatty():
        _with_a_bar(waiting)
    elif waiting:
        print("Compiling once for this machine …", file=sys.stderr, flush=True)
        compile_all()
        print("Compiled; later runs of this version start at once.", file=sys.stderr)
    first = First()
    first.compiled = waiting > 0
    yield first


def _with_a_bar(waiting: int) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from goldenbridge.kernels.ahead import compile_all

    what = TextColumn("Compiling once for this machine")
    console = Console(stderr=True)
    with Progress(what, BarColumn(), TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("", total=waiting)
        compile_all(lambda: progress.advance(task))


def _set_up() -> None:
    """Set the compiler up without SciPy and cffi: half of its time would go into loading them."""
    absent = [name for name in UNUSED if name not in sys.modules]
    try:
        for name in absent:
            sys.modules[name] = None  # type: ignore[assignment]
        from numba.core.registry import cpu_target

        cpu_target.target_context.refresh()
        cpu_target.typing_context.refresh()
    finally:
        for name in absent:
            sys.modules.pop(name, None)

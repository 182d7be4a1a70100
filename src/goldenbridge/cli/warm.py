"""The first run compiles once and says so; later runs say nothing and start as lean as they can."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

UNUSED = ("cffi", "scipy", "scipy.linalg.cython_blas")
"""What the compiler looks for when it is set up, though no kernel uses it."""


@contextmanager
def compiling() -> Iterator[None]:
    """Say on stderr when kernels are compiled, with a progress bar where there is a terminal."""
    _set_up()
    from goldenbridge.kernels.cache import watch

    with ExitStack() as open_:
        talk = _bar(open_) if sys.stderr.isatty() else _lines(open_)
        with watch(*talk):
            yield


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


Talk = tuple[Callable[[], None], Callable[[int], None]]


def _lines(open_: ExitStack) -> Talk:
    def started() -> None:
        print("Compiling once for this machine …", file=sys.stderr, flush=True)
        open_.callback(print, "Compiled. This will not happen again.", file=sys.stderr)

    return started, lambda done: None


def _bar(open_: ExitStack) -> Talk:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from goldenbridge.kernels.cache import missing

    shown: list[Progress] = []

    def started() -> None:
        from rich.console import Console

        what = TextColumn("Compiling once for this machine")
        console = Console(stderr=True)
        progress = Progress(what, BarColumn(), TimeElapsedColumn(), console=console)
        shown.append(open_.enter_context(progress))
        all_ = len(missing())
        task = progress.add_task("", total=all_)
        open_.callback(progress.update, task, completed=all_)

    def done(count: int) -> None:
        shown[0].update(shown[0].task_ids[0], completed=count)

    return started, done

"""The first run compiles once and says so; later runs say nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def compiling() -> Iterator[None]:
    """Show a progress bar on stderr while kernels compile for the first time on this machine."""
    from goldenbridge.kernels.cache import missing, watch

    waiting = missing()
    if not waiting:
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not sys.stderr.isatty():
        console.print("Compiling once for this machine …", highlight=False)
        yield
        console.print("Compiled. This will not happen again.", highlight=False)
        return
    with Progress(
        TextColumn("Compiling once for this machine"), BarColumn(), TimeElapsedColumn(),
        console=console, transient=True,
    ) as progress:
        task = progress.add_task("", total=len(waiting))
        with watch(lambda done: progress.update(task, completed=done)):
            yield

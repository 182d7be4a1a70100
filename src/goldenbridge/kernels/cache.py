"""Which kernels this machine has still to compile, and how far it has come."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from numba.core import event
from numba.core.dispatcher import Dispatcher

from goldenbridge.kernels.place import VARIABLE, digest, folder

HOMES = ("bargain", "payoff", "tracks", "backward", "mass", "consent", "pareto", "signing")


def kernels() -> list[Any]:
    """Every compiled function of this package, once."""
    found: dict[int, Any] = {}
    for home in HOMES:
        module = import_module(f"goldenbridge.kernels.{home}")
        for thing in vars(module).values():
            if isinstance(thing, Dispatcher):
                found[id(thing)] = thing
    return list(found.values())


def missing() -> list[Any]:
    """Kernels without compiled code in the cache, or with code of another source."""
    return [kernel for kernel in kernels() if not _cached(kernel)]


def _cached(kernel: Any) -> bool:
    """Whether the cache's index names compiled code for the source as it is now."""
    files = getattr(kernel._cache, "_cache_file", None)
    return files is not None and bool(files._load_index())


@contextmanager
def watch(started: Callable[[], None], done: Callable[[int], None]) -> Iterator[None]:
    """Call `started` before the first kernel is compiled, `done` with their number after each.

    Kernels that come from the cache are not compiled: then nothing is called.
    """
    begun: list[str] = []
    finished: set[str] = set()

    class _Listener(event.Listener):
        def on_start(self, event: Any) -> None:
            if not begun:
                started()
            begun.append(str(event.data.get("dispatcher")))

        def on_end(self, event: Any) -> None:
            finished.add(str(event.data.get("dispatcher")))
            done(len(finished))

    with event.install_listener("numba:compile", _Listener()):
        yield


def copy_for_worker(target: Path) -> dict[str, str]:
    """Copy the compiled code to a folder of a worker's own; the variables to start it with.

    Processes that share a folder have crashed each other; a copy also spares the worker compiling.
    """
    shutil.copytree(folder(), target / digest(), dirs_exist_ok=True)
    return {VARIABLE: str(target)}

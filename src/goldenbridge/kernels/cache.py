"""Which kernels this machine has still to compile, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from numba.core import event
from numba.core.dispatcher import Dispatcher

HOMES = ("bargain", "payoff", "tracks", "backward", "mass", "consent", "pareto")


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
    """Kernels without compiled code in the cache, or with code of another version of their source."""
    return [kernel for kernel in kernels() if not _cached(kernel)]


def _cached(kernel: Any) -> bool:
    """Whether the cache's index names compiled code for the source as it is now."""
    files = getattr(kernel._cache, "_cache_file", None)
    return files is not None and bool(files._load_index())


@contextmanager
def watch(report: Callable[[int], None]) -> Iterator[None]:
    """Call `report` with the number of kernels compiled so far, whenever one more is done."""
    done: set[str] = set()

    class _Listener(event.Listener):
        def on_start(self, event: Any) -> None:
            pass

        def on_end(self, event: Any) -> None:
            done.add(str(event.data.get("dispatcher")))
            report(len(done))

    with event.install_listener("numba:compile", _Listener()):
        yield

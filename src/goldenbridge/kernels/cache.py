"""Which kernels this machine has still to compile, for which types, and where the code is kept."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

from numba.core.dispatcher import Dispatcher
from numba.core.runtime import rtsys

from goldenbridge.kernels.place import VARIABLE, digest, folder

HOMES = ("backward", "bargain", "payoff", "mass", "consent", "pareto", "signing")


def doors(homes: Sequence[str] = HOMES) -> Iterator[Any]:
    """The kernels that Python calls: those whose arguments have types."""
    for home in homes:
        module = import_module(f"goldenbridge.kernels.{home}")
        for thing in vars(module).values():
            own = isinstance(thing, Dispatcher) and thing.py_func.__module__ == module.__name__
            if own and thing.py_func.__annotations__:
                yield thing


def signature(kernel: Any) -> tuple[Any, ...]:
    """The types for which a kernel is compiled, in the order of its arguments."""
    given = get_type_hints(kernel.py_func)
    return tuple(given[name] for name in inspect.signature(kernel.py_func).parameters)


def missing(homes: Sequence[str] = HOMES) -> list[Any]:
    """Kernels without compiled code in the cache, for this processor and the source as it is."""
    return [kernel for kernel in doors(homes) if not _cached(kernel)]


def _cached(kernel: Any) -> bool:
    files = getattr(kernel._cache, "_cache_file", None)
    if files is None:
        return False
    key = kernel._cache._index_key(signature(kernel), kernel.targetctx.codegen())
    return key in files._load_index()


def load_quickly() -> None:
    """Load compiled code without the compiler's own library, which takes longer than a solve.

    What is in the cache needs the compiler's runtime and nothing else. Compiling, should something
    be missing after all, sets everything up by itself.
    """
    for kernel in doors():
        if getattr(kernel._cache, "_cache_file", None) is not None:
            rtsys.initialize(kernel.targetctx)
            kernel._cache.load_overload = kernel._cache._load_overload


def copy_for_worker(target: Path) -> dict[str, str]:
    """Copy the compiled code to a folder of a worker's own; the variables to start it with.

    Processes that share a folder have crashed each other; a copy also spares the worker compiling.
    """
    shutil.copytree(folder(), target / digest(), dirs_exist_ok=True)
    return {VARIABLE: str(target)}

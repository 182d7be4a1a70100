"""Compiled arithmetic, a formula each: numbers in, numbers out.

Nothing compiles at import; compiled code is kept on disk. Strict IEEE arithmetic throughout, so
that numbers repeat across machines.

The folder of compiled code is named by what all kernels say: the compiler's own check looks at the
file of a kernel alone, and would run a caller whose callee in another file has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import config, njit

from goldenbridge.kernels.place import folder


def compiled(function: Callable[..., Any]) -> Any:
    """`function` compiled when it is first called, kept in this package's own folder."""
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder())
    try:
        return njit(cache=True, error_model="numpy", no_cfunc_wrapper=True)(function)
    finally:
        config.CACHE_DIR = before


def inner(function: Callable[..., Any]) -> Any:
    """The same for a function that only kernels call: no door from Python, nor code of its own."""
    return njit(error_model="numpy", no_cfunc_wrapper=True, no_cpython_wrapper=True)(function)

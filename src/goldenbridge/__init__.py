"""Golden Bridge: how a war can end, as an exact stochastic bargaining game.

    import goldenbridge as gb

    conflict = gb.load("ukraine-2022")
    outlook = conflict.forecast()
    outlook.plot()

Names are imported when they are first used, so that a command that needs no arrays loads none.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "load": "goldenbridge.api",
    "Conflict": "goldenbridge.api",
    "read_game": "goldenbridge.game.file",
    "solve_bare": "goldenbridge.forecast.result",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'goldenbridge' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

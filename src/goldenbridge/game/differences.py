"""Where a solved game differs from what a file expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TOLERANCE = 1e-9


def differences(found: Any, expected: Any) -> list[str]:
    """One line a place: numbers agree within 1e-9, absolute or relative; all else exactly."""
    return list(_differences(found, expected, ""))


def _differences(found: Any, expected: Any, where: str) -> Iterator[str]:
    if isinstance(expected, dict):
        for name, value in expected.items():
            path = f"{where}.{name}" if where else name
            if not isinstance(found, dict) or name not in found:
                yield f"{path}: missing"
            elif path != "sample_states":
                yield from _differences(found[name], value, path)
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            yield f"{where}: {len(expected)} entries expected"
        else:
            for k, (mine, theirs) in enumerate(zip(found, expected, strict=True)):
                yield from _differences(mine, theirs, f"{where}[{k}]")
    elif isinstance(expected, float) and isinstance(found, int | float):
        if abs(found - expected) > TOLERANCE * max(1.0, abs(expected)):
            yield f"{where}: {found!r}, expected {expected!r}"
    elif found != expected:
        yield f"{where}: {found!r}, expected {expected!r}"

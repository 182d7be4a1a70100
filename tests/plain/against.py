"""Two answers to the same game, compared: numbers within a tolerance, decisions exactly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plain.result import samples

# Masses by package are listed only where they exceed a trace, so what is missing is nearly 0.
SPARSE = ("settled_by_package", "breaks_by_package")
# Which states are sampled is free.
FREE = ("sample_states",)


def differences(expected: Any, got: Any, tol: float) -> list[str]:
    """One line for each number or decision of ``expected`` that ``got`` does not have.

    ``tol`` is absolute or relative. Fields that only ``got`` has are not looked at.
    """
    lines = []
    for field, value in expected.items():
        if field in FREE:
            continue
        if field not in got:
            lines.append(f"{field}: missing")
        elif field in SPARSE:
            lines += compare_sparse(field, value, got[field], tol)
        else:
            lines += compare(field, value, got[field], tol)
    return lines


def sample_differences(game: dict[str, Any], got: dict[str, Any], tol: float) -> list[str]:
    """What is wrong in the states that ``got`` samples, against the plain formulas."""
    plain = samples(game, [tuple(sample["state"]) for sample in got["sample_states"]])
    return list(compare("sample_states", plain, got["sample_states"], tol))


def compare_sparse(path: str, expected: Any, got: Any, tol: float) -> Iterator[str]:
    for key in sorted({*expected, *got}):
        yield from compare(f"{path}.{key}", expected.get(key, 0.0), got.get(key, 0.0), tol)


def compare(path: str, expected: Any, got: Any, tol: float) -> Iterator[str]:
    if isinstance(expected, dict):
        if not isinstance(got, dict) or set(expected) != set(got):
            keys = sorted(got) if isinstance(got, dict) else got
            yield f"{path}: expected keys {sorted(expected)}, got {keys}"
            return
        for key, value in expected.items():
            yield from compare(f"{path}.{key}", value, got[key], tol)
    elif isinstance(expected, list):
        if not isinstance(got, list) or len(expected) != len(got):
            size = len(got) if isinstance(got, list) else got
            yield f"{path}: expected {len(expected)} entries, got {size}"
            return
        for i, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from compare(f"{path}[{i}]", one, other, tol)
    elif not same(expected, got, tol):
        yield f"{path}: expected {expected!r}, got {got!r}"


def same(expected: Any, got: Any, tol: float) -> bool:
    if expected is None or isinstance(expected, bool | str):
        return bool(expected == got)
    if isinstance(expected, int) and isinstance(got, int):
        return expected == got
    if not isinstance(got, int | float):
        return False
    return bool(abs(expected - got) <= tol * max(1.0, abs(expected)))

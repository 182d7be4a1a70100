"""How a refusal looks under `--json`, whatever the command."""

from __future__ import annotations

from typing import Any

from goldenbridge.cli.shape import Shape

SHAPE = Shape(
    "refusal",
    1,
    {
        "file": "The file that was refused; empty if there is none.",
        "problems": "List of problems: line (0: none), path, what is wrong, what would be right.",
    },
)


def refusal_json(error: Any) -> str:
    """An error that has `problems`, as JSON text."""
    return SHAPE.text(file=getattr(error, "file", ""), problems=[_one(p) for p in error.problems])


def _one(problem: Any) -> dict[str, object]:
    if isinstance(problem, tuple):
        path, what = problem
        return {"line": 0, "path": path, "what": what, "right": ""}
    shown: dict[str, object] = problem.as_json()
    return shown

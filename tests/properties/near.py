"""Games in which two honest implementations could decide differently."""

from __future__ import annotations

# Rounding errors of a sweep are below 1e-14; a payoff or a decision nearer to an edge than
# this could fall either way.
DECISION = 1e-12
ROUNDING = 1e-13


def too_near(margins: dict[str, float]) -> bool:
    decided = min(margins[name] for name in ("accept", "ratify", "break", "tie"))
    return decided < DECISION or margins["edge"] < ROUNDING

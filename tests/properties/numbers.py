"""Numbers for drawn games, on a coarse grid full of ties or on a fine one without any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

# Two short draws, since long ones are seldom large. 10402 = 2 · 7 · 743: no product of a few
# such numbers ends exactly half-way between two multiples of 1e-9.
COARSER, FINER = 101, 103
STEPS = COARSER * FINER - 1


class Chance:
    """Hypothesis's ``draw`` with the few kinds of choice a game is made of."""

    def __init__(self, draw: Callable[[Any], Any], coarse: bool) -> None:
        self.draw = draw
        self.coarse = coarse

    def yes(self, allowed: bool = True, sixths: int = 3) -> bool:
        """True in ``sixths`` of six cases, and never where not allowed. Shrinks to False."""
        return allowed and bool(self.draw(st.integers(0, 5)) >= 6 - sixths)

    def whole(self, low: int, high: int) -> int:
        return int(self.draw(st.integers(low, high)))

    def one_of(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def number(self, low: float, high: float) -> float:
        """A number in [low, high], on the grid of the game."""
        if self.coarse:
            steps = 20 if high - low >= 1.0 else 10
            return round(low + (high - low) * self.whole(0, steps) / steps, 6)
        step = FINER * self.whole(0, COARSER - 1) + self.whole(0, FINER - 1)
        return low + (high - low) * step / STEPS

    def share(self) -> float:
        return self.number(0.0, 1.0)

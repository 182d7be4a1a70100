"""Linear forms, strengths and chances of removal over all states, kept on the axes they need.

Every function returns an array that broadcasts to the shape of the tracks: an axis on which the
quantity does not depend has length 1, so that most are a handful of numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from goldenbridge.game.bare import Belief, Circle, Contest, Drift, LinearForm, Strength
from goldenbridge.game.game import Floats


class Grid:
    """The tracks of a game: names, levels, and norm(ℓ) = ℓ/(n − 1) along each one's axis."""

    __slots__ = ("axes", "known", "levers", "norms", "shape")

    def __init__(self, names: list[str], shape: tuple[int, ...], levers: Mapping[str, float]):
        self.shape = shape
        self.levers = levers
        self.axes = {name: k for k, name in enumerate(names)}
        self.norms: dict[str, Floats] = {}
        self.known: dict[int, tuple[Strength, Floats]] = {}
        for k, name in enumerate(names):
            lengths = [1] * len(shape)
            lengths[k] = shape[k]
            self.norms[name] = (np.arange(shape[k]) / (shape[k] - 1)).reshape(lengths)

    def form(self, form: LinearForm) -> Floats:
        """constant + Σ c·lever + Σ c·norm(track), not clipped."""
        value = form.constant + sum(c * self.levers[name] for name, c in form.levers.items())
        total: Floats = np.full([1] * len(self.shape), value)
        for name, c in form.tracks.items():
            total = total + c * self.norms[name]
        return total

    def strength(self, strength: Strength) -> Floats:
        """S_i of a contest (model, section 1); worked out once."""
        if id(strength) not in self.known:
            self.known[id(strength)] = strength, self._strength(strength)
        return self.known[id(strength)][1]

    def _strength(self, strength: Strength) -> Floats:
        value = strength.base
        for name, c in strength.levers.items():
            value *= 1.0 + c * self.levers[name]
        total: Floats = np.full([1] * len(self.shape), value)
        for name, c in strength.tracks.items():
            total = total * (1.0 - c * (1.0 - self.norms[name]))
        return total

    def multiplier(self, belief: Belief | None) -> Floats | float:
        """A belief's multiplier, faded by its track: 1 + (m − 1)·norm(track)."""
        if belief is None:
            return 1.0
        if belief.track is None:
            return belief.multiplier
        return 1.0 + (belief.multiplier - 1.0) * self.norms[belief.track]

    def contest(
        self, track: Contest, attacker: Floats | float = 1.0, defender: Floats | float = 1.0
    ) -> tuple[Floats, Floats]:
        """up and down of a contest; the arguments multiply the bases (beliefs, security)."""
        ours = (self.strength(track.strength.attacker) * attacker) ** track.decisiveness
        theirs = (self.strength(track.strength.defender) * defender) ** track.decisiveness
        win = ours / (ours + theirs)
        return track.tempo * win, track.tempo * (1.0 - win)

    def drift(
        self, track: Drift, up: Floats | float = 1.0, down: Floats | float = 1.0
    ) -> tuple[Floats, Floats]:
        """up and down of a drift, clipped to [0, 1]; the arguments are beliefs."""
        return (
            np.clip(self.form(track.up) * up, 0.0, 1.0),
            np.clip(self.form(track.down) * down, 0.0, 1.0),
        )

    def removal(self, circle: Circle | None, other: float) -> Floats:
        """h(s) = 1 − (1 − h_circle(s))·(1 − h_other) (model, section 2; Morris & Shin 2003)."""
        if circle is None:
            return np.full([1] * len(self.shape), other)
        prize = np.maximum(circle.price, self.form(circle.prize))
        depth = (1.0 - circle.price / prize - self.form(circle.strength)) / circle.spread
        carries = 0.5 * _erfc(-depth / math.sqrt(2.0))
        plot = circle.opportunity * (1.0 - circle.isolation) * carries
        return 1.0 - (1.0 - plot) * (1.0 - other)


def _erfc(values: Floats) -> Floats:
    """erfc, elementwise: the few values there are do not pay for importing SciPy."""
    flat = [math.erfc(x) for x in values.ravel().tolist()]
    return np.array(flat).reshape(values.shape)

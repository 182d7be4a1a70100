"""Refusals that need every state: drifts that pass 1, contests nobody has strength for, risks.

Model, sections 1 and 2. Only the tracks that a form or a belief names are laid out, one axis each,
so the arrays stay small. Written with NumPy alone: `goldenbridge check` never loads the compiler.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from goldenbridge.game.bare import (
    BareGame,
    Belief,
    Beliefs,
    Contest,
    Drift,
    Floats,
    LinearForm,
    Strength,
    Track,
)
from goldenbridge.game.consistent import phase_parties

SLACK = 1e-12
"""By how much the chances to rise and to fall may pass 1. Model, section 1."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A field that fails in some state: its path, what is wrong there, what would be right."""

    path: str
    what: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """How somebody sees the war: `eyes` is empty for the truth."""

    eyes: str
    beliefs: Beliefs


def refusals(game: BareGame) -> list[Refusal]:
    """Everything that fails in some state, under the truth or under some party's beliefs."""
    views = list(_views(game))
    found: list[Refusal] = []
    for track in game.tracks:
        if isinstance(track, Drift):
            found += _first(_drift(game, track, view) for view in views)
        else:
            found += _first(_contest(game, track, view) for view in views)
    return found


def amounts(game: BareGame, risk: str) -> list[Refusal]:
    """Rates below 0 in some state, and risks (rates whose names start with `risk`) above 1."""
    found = []
    for name, form in game.rates.items():
        is_risk = name.startswith(risk)
        block = f"risks.{name.removeprefix(risk)}" if is_risk else f"rates.{name}"
        grid = _Grid(game, form.tracks)
        worth = grid.form(form)
        low, high = grid.worst(-worth), grid.worst(worth)
        if -low.value < -SLACK:
            what = f"The amount falls to {-low.value:.3g}{low.where(game, form)}, below 0."
            found.append(Refusal(block, what, "Raise the constant, or shrink the negative parts."))
        elif is_risk and high.value > 1 + SLACK:
            what = f"The chance reaches {high.value:.3g}{high.where(game, form)}."
            found.append(
                Refusal(block, what, f"It may not pass 1. {_lower(game, [('', form)], high)}")
            )
    return found


def _views(game: BareGame) -> Iterator[_View]:
    """The truth, and every belief held by a party in some phase, each once."""
    yield _View("", Beliefs())
    seen: list[tuple[str, Beliefs]] = []
    for phase, parties in phase_parties(game):
        for party in parties:
            if (party.name, party.beliefs) not in seen and party.beliefs != Beliefs():
                seen.append((party.name, party.beliefs))
                who = f"{party.name} (led by {phase})" if phase else party.name
                yield _View(who, party.beliefs)


def _first(found: Iterable[Refusal | None]) -> list[Refusal]:
    """One refusal a track is enough: the truth first, then the parties' eyes."""
    return next(([refusal] for refusal in found if refusal is not None), [])


@dataclass(frozen=True, slots=True)
class _Worst:
    """The largest value over the states laid out, and the norms there by track."""

    value: float
    norms: Mapping[str, float]

    def where(self, game: BareGame, *forms: LinearForm) -> str:
        """Levers and tracks that matter, as (sanctions = 1, face = 0.5)."""
        levers = {name for form in forms for name in form.levers}
        parts = [f"{name} = {game.levers[name]:g}" for name in game.levers if name in levers]
        parts += [f"{name} = {norm:.3g}" for name, norm in self.norms.items()]
        return f" ({', '.join(parts)})" if parts else ""


class _Grid:
    """All joint levels of a few tracks, one axis each; levels that are ends can be left out."""

    def __init__(self, game: BareGame, names: Iterable[str], ends_too: bool = False) -> None:
        wanted = set(names)
        self.game = game
        self.norms: dict[str, Floats] = {}
        chosen = [track for track in game.tracks if track.name in wanted]
        for axis, track in enumerate(chosen):
            norms = np.arange(track.levels) / (track.levels - 1)
            norms = norms if ends_too else norms[_inner(track)]
            shape = [1] * len(chosen)
            shape[axis] = len(norms)
            self.norms[track.name] = norms.reshape(shape)

    def form(self, form: LinearForm) -> Floats:
        """A linear form in every state, not clipped."""
        worth = np.array(form.constant)
        worth = worth + sum(c * self.game.levers[name] for name, c in form.levers.items())
        for name, c in form.tracks.items():
            worth = worth + c * self.norms[name]
        return worth

    def strength(self, strength: Strength) -> Floats:
        """base · Π (1 − c(1 − norm)) · Π (1 + c·lever) in every state."""
        worth = np.array(strength.base)
        for name, c in strength.tracks.items():
            worth = worth * (1 - c * (1 - self.norms[name]))
        for name, c in strength.levers.items():
            worth = worth * (1 + c * self.game.levers[name])
        return worth

    def belief(self, belief: Belief | None) -> Floats:
        """The multiplier in every state: 1 + (m − 1)·norm, or m."""
        if belief is None:
            return np.array(1.0)
        if belief.track is None:
            return np.array(belief.multiplier)
        return 1 + (belief.multiplier - 1) * self.norms[belief.track]

    def worst(self, worth: Floats) -> _Worst:
        """The largest value and where it stands."""
        at = np.unravel_index(int(np.argmax(worth)), worth.shape)
        shown = np.broadcast_shapes(worth.shape, *(norm.shape for norm in self.norms.values()))
        place = np.broadcast_to(worth, shown)
        at = np.unravel_index(int(np.argmax(place)), shown)
        norms = {name: float(np.broadcast_to(n, shown)[at]) for name, n in self.norms.items()}
        return _Worst(float(place[at]), norms)


def _inner(track: Track) -> slice:
    return slice(1 if track.ends.bottom else 0, track.levels - (1 if track.ends.top else 0))


def _named(*beliefs: Belief | None) -> set[str]:
    return {belief.track for belief in beliefs if belief is not None and belief.track is not None}


def _drift(game: BareGame, track: Drift, view: _View) -> Refusal | None:
    own = view.beliefs.tracks.get(track.name)
    up, down = (own.up, own.down) if own else (None, None)
    grid = _Grid(game, {*track.up.tracks, *track.down.tracks} | _named(up, down))
    rise = np.clip(grid.form(track.up) * grid.belief(up), 0, 1)
    fall = np.clip(grid.form(track.down) * grid.belief(down), 0, 1)
    worst = grid.worst(rise + fall)
    if worst.value <= 1 + SLACK:
        return None
    where = worst.where(game, track.up, track.down)
    eyes = f" in the eyes of {view.eyes}" if view.eyes else ""
    what = (
        f"Up and down together can reach {worst.value:.4g}{eyes}{where}. "
        "A track moves one way in a period, so they may not pass 1."
    )
    right = _lower(game, [("up.", track.up), ("down.", track.down)], worst)
    if view.eyes:
        right = (
            f"Lower that party's multipliers on `{track.name}`, or: {right[0].lower()}{right[1:]}"
        )
    return Refusal(f"tracks.{track.name}", what, right)


def _lower(game: BareGame, forms: list[tuple[str, LinearForm]], worst: _Worst) -> str:
    """Name the one or two parts of the forms that count most in the worst state."""
    parts: list[tuple[float, str, float]] = []
    for prefix, form in forms:
        parts.append((form.constant, f"{prefix}constant", form.constant))
        for name, c in form.levers.items():
            parts.append((c * game.levers[name], f"{prefix}levers.{name}", c))
        for name, c in form.tracks.items():
            parts.append((c * worst.norms[name], f"{prefix}tracks.{name}", c))
    largest = sorted((part for part in parts if part[0] > 0), reverse=True)[:2]
    return "Lower " + " or ".join(f"`{name}` ({c:g})" for _, name, c in largest) + "."


def _contest(game: BareGame, track: Contest, view: _View) -> Refusal | None:
    sides = track.strength
    general, own = view.beliefs.strength, view.beliefs.tracks.get(track.name)
    attacker = own.attacker if own and own.attacker else general.attacker
    defender = own.defender if own and own.defender else general.defender
    named = {*sides.attacker.tracks, *sides.defender.tracks} | _named(attacker, defender)
    grid = _Grid(game, named, ends_too=True)
    both = grid.strength(sides.attacker) * grid.belief(attacker)
    both = both + grid.strength(sides.defender) * grid.belief(defender)
    worst = grid.worst(-both)
    if -worst.value > 0:
        return None
    eyes = f" in the eyes of {view.eyes}" if view.eyes else ""
    what = f"Neither side has any strength left{eyes}{worst.where(game)}, so nothing can be said."
    right = "Give a side a base above 0 that no track takes away whole (coefficients below 1)."
    return Refusal(f"tracks.{track.name}.strength", what, right)

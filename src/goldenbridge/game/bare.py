"""A game in bare numbers: the game-file format as frozen dataclasses, field for field.

Everything goes by number except tracks, levers, endings, issues and levels of issues, which go by
name. Defaults of the format ("missing means …") are resolved by the properties here, nowhere else.
Arrays of packages are NumPy arrays with parties first: (P, N).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LinearForm:
    """constant + Σ levers[name]·lever + Σ tracks[name]·norm(track)."""

    constant: float = 0.0
    levers: Mapping[str, float] = field(default_factory=dict)
    tracks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Strength:
    """base · Π_tracks (1 − c·(1 − norm)) · Π_levers (1 + c·lever)."""

    base: float
    tracks: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sides:
    """The two strengths of a contest."""

    attacker: Strength
    defender: Strength


@dataclass(frozen=True, slots=True)
class Ends:
    """Absorbing ends of a track, each naming an ending."""

    top: str | None = None
    bottom: str | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """A track that is fought over: up = tempo·p, down = tempo·(1 − p)."""

    name: str
    levels: int
    tempo: float
    decisiveness: float
    strength: Sides
    ends: Ends = Ends()
    kind: Literal["contest"] = "contest"


@dataclass(frozen=True, slots=True)
class Drift:
    """A track that drifts: up and down are linear forms, clipped to [0, 1]."""

    name: str
    levels: int
    up: LinearForm
    down: LinearForm
    ends: Ends = Ends()
    kind: Literal["drift"] = "drift"


Track = Contest | Drift


@dataclass(frozen=True, slots=True)
class Belief:
    """A multiplier in a party's own expectations; it fades to 1 with `track`, if one is named."""

    multiplier: float
    track: str | None = None


@dataclass(frozen=True, slots=True)
class StrengthBeliefs:
    """How a party multiplies the bases of contests; None: seen as it is."""

    attacker: Belief | None = None
    defender: Belief | None = None


@dataclass(frozen=True, slots=True)
class TrackBeliefs:
    """Beliefs on one track: `up` and `down` of a drift, `attacker` and `defender` of a contest."""

    up: Belief | None = None
    down: Belief | None = None
    attacker: Belief | None = None
    defender: Belief | None = None


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What one party believes of strengths (all contests) and of single tracks."""

    strength: StrengthBeliefs = StrengthBeliefs()
    tracks: Mapping[str, TrackBeliefs] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ratify:
    """Least a_i the audience ratifies: r0 + r1·norm(resolve)."""

    r0: float
    r1: float = 0.0


@dataclass(frozen=True, slots=True)
class Leader:
    """Office weight ψ, fate (φ0, φ1), declared aim, and the width b of the cliff around it."""

    office: float
    fate: tuple[float, float]
    aim: float
    steepness: float


@dataclass(frozen=True, slots=True)
class Circle:
    """The inner circle: a plot gets under way with opportunity·(1 − isolation) a period."""

    opportunity: float
    isolation: float
    price: float
    spread: float
    prize: LinearForm
    strength: LinearForm


@dataclass(frozen=True, slots=True)
class Successor:
    """One entry of the lottery that follows a leader; `party` and `game` replace whole fields."""

    name: str
    weight: float
    ends: float = 0.0
    ending: str = "withdrawal"
    resets: Mapping[str, int] = field(default_factory=dict)
    party: Mapping[str, object] = field(default_factory=dict)
    game: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Party:
    """One party. `cost` is a period's cost of war; `frozen` (f0, f1) the worth of a frozen line."""

    name: str
    discount: float
    cost: float
    veto: bool
    frozen: tuple[float, float]
    cost_tracks: Mapping[str, float] = field(default_factory=dict)
    ratify: Ratify | None = None
    resolve: str | None = None
    face: str | None = None
    leader: Leader | None = None
    circle: Circle | None = None
    other_hazard: float = 0.0
    can_break: bool = True
    beliefs: Beliefs = Beliefs()
    successors: tuple[Successor, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """What an ending gives to each party, and what it looks like (None: the same)."""

    actual: tuple[float, ...]
    apparent: tuple[float, ...] | None = None

    def looks(self) -> tuple[float, ...]:
        """The apparent values."""
        return self.actual if self.apparent is None else self.apparent


Endings = Mapping[str, Ending | Mapping[str, Ending]]


@dataclass(frozen=True, slots=True)
class SecurityClass:
    """Multipliers on the bases of every contest in a new war."""

    attacker: float = 1.0
    defender: float = 1.0


@dataclass(frozen=True, slots=True)
class Peace:
    """The peace that can break: respite before the new war, its length and where it starts."""

    respite: int
    periods: int | None = None
    recovered: tuple[int, ...] | None = None
    classes: tuple[SecurityClass, ...] = (SecurityClass(),)
    lost_face: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Packages:
    """What the packages give, in package order.

    actual, apparent, penalty, delivered  (P, N) in [0, 1] (penalty ≥ 0)
    kept, lapse                           (N,)   lapse not clipped, lost faces not in
    security                              (N,)   number of the security class
    front                                 (N,)   level at which the peace starts, −1: recovered
    levels                                N tuples of level names, where known
    """

    actual: Floats
    apparent: Floats
    kept: Floats
    security: Ints
    front: Ints
    penalty: Floats
    lapse: Floats
    delivered: Floats | None = None
    levels: tuple[tuple[str, ...], ...] | None = None

    @property
    def count(self) -> int:
        """How many packages there are."""
        return int(self.actual.shape[1])


@dataclass(frozen=True, slots=True)
class Secret:
    """A level kept secret: chance of a leak, and what is shown meanwhile (None: the fallback's)."""

    leak: float
    apparent: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an issue, with everything that choosing it adds elsewhere."""

    name: str
    actual: tuple[float, ...]
    apparent: tuple[float, ...]
    adds_honour: Mapping[str, float] = field(default_factory=dict)
    adds_lapse: float = 0.0
    penalty: tuple[float, ...] | None = None
    front: int | None = None
    security: int | None = None
    secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: its weight for each party, its levels, the level that holds if it is not kept."""

    name: str
    weights: tuple[float, ...]
    levels: tuple[Level, ...]
    fallback: str | None = None
    honour: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class BareGame:
    """A whole game: see the modules's head, and model, sections 1 to 5."""

    shown: int
    tracks: tuple[Track, ...]
    front: str
    start: tuple[int, ...]
    parties: tuple[Party, ...]
    endings: Endings
    talks: LinearForm
    recognition: tuple[tuple[float, ...], ...]
    packages: Packages
    solved: int | None = None
    levers: Mapping[str, float] = field(default_factory=dict)
    mediator_ranks_by: Literal["product", "sum", "minimum"] = "product"
    rates: Mapping[str, LinearForm] = field(default_factory=dict)
    peace: Peace | None = None
    issues: tuple[Issue, ...] | None = None
    excluded: tuple[Mapping[str, str], ...] = ()

    @property
    def periods(self) -> int:
        """T, the periods solved: the end of time is kept out of sight."""
        return self.shown + max(self.shown, 104) if self.solved is None else self.solved

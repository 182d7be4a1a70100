"""Chips: changes of one term that are worth more to the side that gets them than they cost.

Every change of one issue away from its fallback level, for every giver and receiver, before honour
and with secret terms kept secret. `showy` is what the receiver's public sees for what the giver
really parts with; `unseen` what the receiver really gets for what the giver's public sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from goldenbridge.game.game import Floats
from goldenbridge.settlements.issues import NONE, Issue, Terms

NOTHING = 1e-9
"""Weighted values that differ by less do not differ."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One change, from `giver` to `receiver`; all numbers are shares of what the side hoped for.

    gain, loss           what the list it stands in compares
    receiver_substance, receiver_appearance   the receiver's gains
    giver_substance, giver_appearance         the giver's losses; below 0 it gains too
    leak, leak_cost      chance that a secret term comes out, and what that would take from the
                         giver's look; None and 0 where nothing is secret
    never_real           the giver parts with nothing in substance
    missed_at_home       … but its own audience has come to value it
    """

    giver: str
    receiver: str
    issue: str
    level: str
    gain: float
    loss: float
    receiver_substance: float
    receiver_appearance: float
    giver_substance: float
    giver_appearance: float
    leak: float | None
    leak_cost: float

    @property
    def change(self) -> dict[str, str]:
        """The issue and its level."""
        return {self.issue: self.level}

    @property
    def never_real(self) -> bool:
        """The giver parts with nothing in substance, and the receiver's public values it."""
        return self.giver_substance <= NOTHING and self.receiver_appearance > NOTHING

    @property
    def missed_at_home(self) -> bool:
        """It is nothing in substance, but the giver's own audience has come to value it."""
        return self.never_real and self.giver_appearance > NOTHING


@dataclass(frozen=True, slots=True)
class Chips:
    """Both lists, best first."""

    showy: tuple[Chip, ...]
    unseen: tuple[Chip, ...]


def chips(terms: Terms, parties: Sequence[str]) -> Chips:
    """All changes of one term, in both orders; issues without a fallback have none."""
    showy, unseen = [], []
    for issue in terms.issues:
        if issue.fallback == NONE:
            continue
        worth = issue.weights[:, None] * issue.actual
        looks = issue.weights[:, None] * _in_secret(issue)
        substance = worth - worth[:, [issue.fallback]]
        appearance = looks - looks[:, [issue.fallback]]
        for level in range(len(issue.levels)):
            if level == issue.fallback:
                continue
            for giver in range(len(parties)):
                for receiver in range(len(parties)):
                    if giver != receiver:
                        chip = _chip(
                            issue, level, parties, giver, receiver, substance, appearance, looks
                        )
                        showy.append(
                            replace(chip, gain=chip.receiver_appearance, loss=chip.giver_substance)
                        )
                        unseen.append(
                            replace(chip, gain=chip.receiver_substance, loss=chip.giver_appearance)
                        )
    return Chips(_best_first(showy), _best_first(unseen))


def _in_secret(issue: Issue) -> Floats:
    """(P, L) how levels look while secrets hold."""
    if not issue.secret.any():
        return issue.apparent
    return replace(issue, leak=np.where(issue.secret, 0.0, np.nan)).shown


def _chip(
    issue: Issue,
    level: int,
    parties: Sequence[str],
    giver: int,
    receiver: int,
    substance: Floats,
    appearance: Floats,
    looks: Floats,
) -> Chip:
    secret = bool(issue.secret[level])
    leaked = looks[giver, level] - issue.weights[giver] * issue.apparent[giver, level]
    return Chip(
        giver=parties[giver],
        receiver=parties[receiver],
        issue=issue.name,
        level=issue.levels[level],
        gain=0.0,
        loss=0.0,
        receiver_substance=float(substance[receiver, level]),
        receiver_appearance=float(appearance[receiver, level]),
        giver_substance=-float(substance[giver, level]),
        giver_appearance=-float(appearance[giver, level]),
        leak=float(issue.leak[level]) if secret else None,
        leak_cost=float(leaked) if secret else 0.0,
    )


def _best_first(rows: list[Chip]) -> tuple[Chip, ...]:
    """By gain per loss; no loss first, and among these by gain. What brings nothing is left out."""

    def rank(chip: Chip) -> tuple[bool, float, float]:
        free = chip.loss <= NOTHING
        return not free, 0.0 if free else -chip.gain / chip.loss, -chip.gain

    return tuple(sorted((chip for chip in rows if chip.gain > NOTHING), key=rank))

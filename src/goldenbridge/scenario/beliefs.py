"""Beliefs: how a party multiplies the truth in its own expectations. Model, section 2."""

from goldenbridge.scenario.block import Block, Id, told
from goldenbridge.scenario.number import Amount


class TrackBelief(Block):
    """How a party sees one track: `up` and `down` of a drift, strengths of a contest."""

    up: Amount | None = told("Multiplies a drift's chance to rise.", None, unit="factor")
    down: Amount | None = told("Multiplies a drift's chance to fall.", None, unit="factor")
    strength: Amount | None = told(
        "Multiplies the base of its own side in this contest alone.", None, unit="factor"
    )
    rival_strength: Amount | None = told(
        "Multiplies the base of the other side in this contest alone.", None, unit="factor"
    )
    fades_with: Id | None = told(
        "Track with which it fades: 1 + (m − 1)·norm; none: it never fades.", None
    )
    rival_fades_with: Id | None = told("The same for `rival_strength`.", None)


class Belief(Block):
    """How one party sees the war; what is not named is seen as it is."""

    strength: Amount | None = told(
        "How the party multiplies the base of its own side, in all contests. 1 sees it as it is.",
        None,
        unit="factor",
    )
    fades_with: Id | None = told(
        "Track with which `strength` fades: 1 + (m − 1)·norm; none: it never fades.", None
    )
    rival_strength: Amount | None = told(
        "How it multiplies the base of the other side.", None, unit="factor"
    )
    rival_fades_with: Id | None = told("Track with which `rival_strength` fades.", None)
    tracks: dict[Id, TrackBelief] = told("Beliefs on single tracks.", make=dict)

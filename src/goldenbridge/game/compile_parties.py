"""Parties, leaders, beliefs and successors of a scenario as they stand in a bare game."""

from __future__ import annotations

from collections.abc import Mapping

from goldenbridge.game import bare
from goldenbridge.scenario.beliefs import Belief
from goldenbridge.scenario.block import LeverForm, LinearForm
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.number import Number
from goldenbridge.scenario.parties import (
    Audience,
    Circle,
    CircleChange,
    Leader,
    LeaderChange,
    Party,
    Successor,
)


def floats(values: Mapping[str, Number]) -> dict[str, float]:
    """Middle values by name."""
    return {name: float(value) for name, value in values.items()}


def form(value: LinearForm | LeverForm) -> bare.LinearForm:
    """A linear form in numbers."""
    tracks = floats(value.tracks) if isinstance(value, LinearForm) else {}
    return bare.LinearForm(float(value.constant), floats(value.levers), tracks)


def side_of(party: str, document: Document) -> str:
    """`attacker` or `defender`: whose base strength is the party's own."""
    stated = document.parties[party].side
    return stated or ("attacker" if party == document.attacker else "defender")


def party(name: str, document: Document) -> bare.Party:
    """A party with its successors."""
    given = document.parties[name]
    believed = document.beliefs.get(name, Belief())
    return bare.Party(
        name=name,
        discount=float(given.discount),
        cost=float(given.cost),
        veto=given.veto,
        frozen=(float(given.frozen.constant), float(given.frozen.front)),
        cost_tracks=floats(given.cost_tracks),
        ratify=_ratify(given.audience),
        resolve=given.audience.resolve if given.audience else None,
        face=given.face,
        leader=None if given.leader is None else _leader(given.leader, LeaderChange()),
        circle=None if given.circle is None else _circle(given.circle, CircleChange()),
        other_hazard=float(given.other_hazard),
        can_break=given.can_break,
        beliefs=beliefs(believed, side_of(name, document)),
        successors=tuple(
            _successor(key, successor, given, side_of(name, document))
            for key, successor in given.successors.items()
        ),
    )


def _ratify(audience: Audience | None) -> bare.Ratify | None:
    if audience is None:
        return None
    return bare.Ratify(float(audience.ratify), float(audience.resolve_adds))


def _either(changed: Number | None, given: Number) -> float:
    return float(given if changed is None else changed)


def _leader(given: Leader, change: LeaderChange) -> bare.Leader:
    fate = change.fate or given.fate
    return bare.Leader(
        office=_either(change.office_weight, given.office_weight),
        fate=(float(fate.constant), float(fate.slope)),
        aim=_either(change.aim, given.aim),
        steepness=_either(change.steepness, given.steepness),
    )


def _circle(given: Circle, change: CircleChange) -> bare.Circle:
    return bare.Circle(
        opportunity=_either(change.opportunity, given.opportunity),
        isolation=_either(change.isolation, given.isolation),
        price=_either(change.price, given.price),
        spread=_either(change.spread, given.spread),
        prize=form(change.prize or given.prize),
        strength=form(change.resistance or given.resistance),
    )


def beliefs(given: Belief, side: str) -> bare.Beliefs:
    """Beliefs by side: a party's own strength is that of the side it stands on."""
    own = _belief(given.strength, given.fades_with)
    rival = _belief(given.rival_strength, given.rival_fades_with)
    tracks = {}
    for name, single in given.tracks.items():
        mine = _belief(single.strength, single.fades_with)
        theirs = _belief(single.rival_strength, single.rival_fades_with)
        tracks[name] = bare.TrackBeliefs(
            up=_belief(single.up, single.fades_with),
            down=_belief(single.down, single.fades_with),
            attacker=mine if side == "attacker" else theirs,
            defender=theirs if side == "attacker" else mine,
        )
    strength = (own, rival) if side == "attacker" else (rival, own)
    return bare.Beliefs(bare.StrengthBeliefs(*strength), tracks)


def _belief(multiplier: Number | None, fades: str | None) -> bare.Belief | None:
    return None if multiplier is None else bare.Belief(float(multiplier), fades)


def _successor(key: str, given: Successor, party: Party, side: str) -> bare.Successor:
    return bare.Successor(
        name=key,
        weight=float(given.weight),
        ends=float(given.ends),
        ending=given.ending,
        resets=dict(given.resets),
        party=_changes(given, party, side),
        game={} if given.talks is None else {"talks": form(given.talks)},
    )


def _changes(given: Successor, party: Party, side: str) -> dict[str, object]:
    """Whole fields of the party that differ in this successor's phase."""
    changes: dict[str, object] = {}
    for name in ("discount", "cost", "other_hazard"):
        if (value := getattr(given, name)) is not None:
            changes[name] = float(value)
    if given.cost_tracks is not None:
        changes["cost_tracks"] = floats(given.cost_tracks)
    if given.frozen is not None:
        changes["frozen"] = (
            _either(given.frozen.constant, party.frozen.constant),
            _either(given.frozen.front, party.frozen.front),
        )
    if given.audience is not None and party.audience is not None:
        changes["ratify"] = bare.Ratify(
            _either(given.audience.ratify, party.audience.ratify),
            _either(given.audience.resolve_adds, party.audience.resolve_adds),
        )
    if given.leader is not None and party.leader is not None:
        changes["leader"] = _leader(party.leader, given.leader)
    if given.circle is not None and party.circle is not None:
        changes["circle"] = _circle(party.circle, given.circle)
    if given.beliefs is not None:
        changes["beliefs"] = beliefs(given.beliefs, side)
    return changes

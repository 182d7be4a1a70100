"""Whether a bare game hangs together: names that exist, levels and chances in range.

What needs every state (drifts that pass 1, strengths that vanish) is in `refuse`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from goldenbridge.game.bare import BareGame, Contest, Ending, LinearForm, Party

Problem = tuple[str, str]


def phase_parties(game: BareGame) -> list[tuple[str, tuple[Party, ...]]]:
    """(name, parties) of every phase: 0, then the successors of the first party, …"""
    phases = [("", game.parties)]
    for i, party in enumerate(game.parties):
        for successor in party.successors:
            changed = replace(party, **successor.party)  # type: ignore[arg-type]
            phases.append((successor.name, (*game.parties[:i], changed, *game.parties[i + 1 :])))
    return phases


def inconsistencies(game: BareGame) -> list[Problem]:
    """Every problem as (field path, what is wrong and what would be right)."""
    return [
        *_sizes(game),
        *_names(game),
        *_ranges(game),
        *_packages(game),
        *_peace(game),
    ]


def _sizes(game: BareGame) -> Iterator[Problem]:
    parties, tracks = len(game.parties), len(game.tracks)
    if not 1 <= parties <= 5:
        yield "parties", f"a game has 1 to 5 parties, not {parties}"
    if game.shown < 0 or game.periods < max(game.shown, 1):
        yield "solved", f"must be at least 1 and at least `shown` ({game.shown})"
    for k, track in enumerate(game.tracks):
        if track.levels < 2:
            yield f"tracks.{k}.levels", "a track has at least 2 levels"
    if len(game.start) != tracks:
        yield "start", f"needs one level for each of the {tracks} tracks"
    else:
        yield from _levels("start", game, game.start)
    for r, row in enumerate(game.recognition):
        if len(row) != parties + 1:
            yield f"recognition.{r}", f"needs {parties + 1} chances: parties, then the mediator"
        elif min(row) < 0 or abs(sum(row) - 1) > 1e-9:
            yield f"recognition.{r}", "chances are at least 0 and add up to 1"
    if not any(party.veto for _, phase in phase_parties(game) for party in phase):
        yield "parties", "at least one party must have a veto"


def _levels(where: str, game: BareGame, levels: tuple[int, ...]) -> Iterator[Problem]:
    for track, level in zip(game.tracks, levels, strict=True):
        if not 0 <= level < track.levels:
            yield where, f"level {level} of {track.name} is not in 0 … {track.levels - 1}"
        elif (level == 0 and track.ends.bottom) or (level == track.levels - 1 and track.ends.top):
            yield where, f"level {level} of {track.name} is an end"


def _unknown(
    where: str, names: Iterable[str], known: Iterable[str], what: str
) -> Iterator[Problem]:
    known = list(known)
    for name in names:
        if name not in known:
            yield where, f"`{name}` is no {what}; there are: {', '.join(known) or 'none'}"


def _form(where: str, form: LinearForm, game: BareGame, tracks: bool = True) -> Iterator[Problem]:
    yield from _unknown(f"{where}.levers", form.levers, game.levers, "lever")
    known = [track.name for track in game.tracks] if tracks else []
    yield from _unknown(f"{where}.tracks", form.tracks, known, "track")


def _names(game: BareGame) -> Iterator[Problem]:
    tracks = [track.name for track in game.tracks]
    if len(set(tracks)) < len(tracks):
        yield "tracks", "every track needs a name of its own"
    yield from _unknown("front", [game.front], tracks, "track")
    for k, track in enumerate(game.tracks):
        for end in (track.ends.top, track.ends.bottom):
            if end is not None:
                yield from _unknown(f"tracks.{k}.ends", [end], game.endings, "ending")
        if isinstance(track, Contest):
            for side in ("attacker", "defender"):
                strength = getattr(track.strength, side)
                where = f"tracks.{k}.strength.{side}"
                yield from _unknown(f"{where}.tracks", strength.tracks, tracks, "track")
                yield from _unknown(f"{where}.levers", strength.levers, game.levers, "lever")
        else:
            yield from _form(f"tracks.{k}.up", track.up, game)
            yield from _form(f"tracks.{k}.down", track.down, game)
    yield from _form("talks", game.talks, game, tracks=False)
    for name, rate in game.rates.items():
        yield from _form(f"rates.{name}", rate, game)
    for i, party in enumerate(game.parties):
        yield from _party_names(f"parties.{i}", party, game)
        for k, successor in enumerate(party.successors):
            where = f"parties.{i}.successors.{k}"
            yield from _unknown(f"{where}.resets", successor.resets, tracks, "track")
            yield from _unknown(
                f"{where}.ending",
                [successor.ending] if successor.ends > 0 else [],
                game.endings,
                "ending",
            )
            replaced = replace(party, **successor.party)  # type: ignore[arg-type]
            yield from _party_names(f"{where}.party", replaced, game)


def _party_names(where: str, party: Party, game: BareGame) -> Iterator[Problem]:
    tracks = [track.name for track in game.tracks]
    yield from _unknown(f"{where}.cost_tracks", party.cost_tracks, tracks, "track")
    for name in ("face", "resolve"):
        named = getattr(party, name)
        if named is not None:
            yield from _unknown(f"{where}.{name}", [named], tracks, "track")
    if party.circle is not None:
        yield from _form(f"{where}.circle.prize", party.circle.prize, game)
        yield from _form(f"{where}.circle.strength", party.circle.strength, game)
    yield from _unknown(f"{where}.beliefs.tracks", party.beliefs.tracks, tracks, "track")


def _ranges(game: BareGame) -> Iterator[Problem]:
    for name, lever in game.levers.items():
        if not 0 <= lever <= 1:
            yield f"levers.{name}", "is a share between 0 and 1"
    for k, track in enumerate(game.tracks):
        if isinstance(track, Contest):
            if not 0 <= track.tempo <= 1:
                yield f"tracks.{k}.tempo", "is a chance between 0 and 1"
            if track.decisiveness <= 0:
                yield f"tracks.{k}.decisiveness", "must be above 0"
    for phase, (name, parties) in enumerate(phase_parties(game)):
        for i, party in enumerate(parties):
            if phase == 0 or party is not game.parties[i]:
                yield from _party_ranges(f"parties.{i}" + (f" (as {name})" if name else ""), party)
    count = len(game.parties)
    for name, ending in game.endings.items():
        entries: Mapping[str, Ending] = {"": ending} if isinstance(ending, Ending) else ending
        for who, entry in entries.items():
            where = f"endings.{name}{'.' + who if who else ''}"
            if len(entry.actual) != count or len(entry.looks()) != count:
                yield where, f"needs {count} values, one a party"
        if not isinstance(ending, Ending):
            if name != "collapse":
                yield f"endings.{name}", "only `collapse` may be given by the party that fell"
            yield from _unknown(f"endings.{name}", ending, [p.name for p in game.parties], "party")


def _party_ranges(where: str, party: Party) -> Iterator[Problem]:
    if not 0 < party.discount <= 1:
        yield f"{where}.discount", "must be above 0 and at most 1"
    if party.cost < 0:
        yield f"{where}.cost", "must be at least 0"
    if not 0 <= party.other_hazard <= 1:
        yield f"{where}.other_hazard", "is a chance between 0 and 1"
    if party.leader is not None:
        if not 0 <= party.leader.office <= 1:
            yield f"{where}.leader.office", "is a weight between 0 and 1"
        if party.leader.steepness <= 0:
            yield f"{where}.leader.steepness", "must be above 0"
    if party.circle is not None:
        if party.circle.price <= 0:
            yield f"{where}.circle.price", "must be above 0"
        if party.circle.spread <= 0:
            yield f"{where}.circle.spread", "must be above 0"
        for name in ("opportunity", "isolation"):
            if not 0 <= getattr(party.circle, name) <= 1:
                yield f"{where}.circle.{name}", "is a chance between 0 and 1"
    for k, successor in enumerate(party.successors):
        if successor.weight <= 0:
            yield f"{where}.successors.{k}.weight", "must be above 0"
        if not 0 <= successor.ends <= 1:
            yield f"{where}.successors.{k}.ends", "is a chance between 0 and 1"


def _packages(game: BareGame) -> Iterator[Problem]:
    packages = game.packages
    if not packages.count:
        return
    front = next((t for t in game.tracks if t.name == game.front), None)
    if front is not None and (packages.front.min() < -1 or packages.front.max() >= front.levels):
        yield "packages.front", f"levels of the front are 0 … {front.levels - 1}, or null"
    classes = 1 if game.peace is None else len(game.peace.classes)
    if packages.security.min() < 0 or (game.peace and packages.security.max() >= classes):
        yield "packages.class", f"classes are 0 … {classes - 1}"
    if packages.penalty.min() < 0:
        yield "packages.penalty", "must be at least 0"


def _peace(game: BareGame) -> Iterator[Problem]:
    peace = game.peace
    if peace is None:
        return
    if peace.respite < 0:
        yield "peace.respite", "must be at least 0"
    if peace.periods is not None and peace.periods < 1:
        yield "peace.periods", "must be at least 1"
    if peace.recovered is not None:
        if len(peace.recovered) != len(game.tracks):
            yield "peace.recovered", "needs one level a track"
        else:
            yield from _levels("peace.recovered", game, peace.recovered)
    if peace.lost_face is not None and len(peace.lost_face) != len(game.parties):
        yield "peace.lost_face", "needs one value a party"

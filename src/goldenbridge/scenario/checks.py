"""What must hold between the blocks of a scenario: names that exist, levels that fit, sums.

Each check yields (path, what is wrong, what would be right). What needs every state is in
`goldenbridge.game.refuse`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenbridge.scenario.beliefs import Belief
from goldenbridge.scenario.block import LeverForm, LinearForm
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.parties import Party
from goldenbridge.scenario.problems import choices, listed
from goldenbridge.scenario.tracks import Contest, Track

Path_ = tuple[str | int, ...]
Finding = tuple[Path_, str, str]

MOST_STATES = 200_000
"""States times phases a scenario may have."""
MOST_STEPS = 100_000_000
"""States times phases times periods solved."""
MOST_PARTIES = 5


def names(path: Path_, given: Iterable[str], known: Iterable[str], what: str) -> Iterator[Finding]:
    """Refuse names that do not exist, with the near ones."""
    known = list(known)
    for name in given:
        if name not in known:
            yield (*path, name), f"`{name}` is no {what}.", choices(name, known)


def name(path: Path_, given: str | None, known: Iterable[str], what: str) -> Iterator[Finding]:
    """Refuse one name that does not exist; none is fine."""
    known = list(known)
    if given is not None and given not in known:
        yield path, f"`{given}` is no {what}.", choices(given, known)


def form(
    path: Path_, value: LinearForm | LeverForm | None, scenario: Document
) -> Iterator[Finding]:
    """The levers and tracks a linear form names."""
    if value is None:
        return
    yield from names((*path, "levers"), value.levers, scenario.levers, "lever")
    if isinstance(value, LinearForm):
        yield from names((*path, "tracks"), value.tracks, scenario.tracks, "track")


def levels(
    path: Path_, given: dict[str, int], scenario: Document, ends_too: bool = False
) -> Iterator[Finding]:
    """Levels of tracks: the track exists, the level is on it and, unless allowed, is no end."""
    yield from names(path, given, scenario.tracks, "track")
    for track, level in given.items():
        if track in scenario.tracks:
            yield from on_track((*path, track), level, scenario.tracks[track], ends_too)


def on_track(path: Path_, level: int, track: Track, ends_too: bool = False) -> Iterator[Finding]:
    """A level lies on its track and is no end."""
    top = track.levels - 1
    if level > top:
        yield path, f"Level {level} is above the highest.", f"It must be 0 to {top}."
    elif not ends_too and (ending := end_at(track, level)) is not None:
        right = f"Take a level from {int(bool(track.ends.bottom))} to {top - bool(track.ends.top)}."
        yield path, f"Level {level} is an end (`{ending}`); the war would be over.", right


def end_at(track: Track, level: int) -> str | None:
    """The ending a level of a track stands for, if it is an absorbing end."""
    if level == track.levels - 1 and track.ends.top:
        return track.ends.top
    return track.ends.bottom if level == 0 else None


def checks(scenario: Document) -> Iterator[Finding]:
    """Every finding about the war itself: sizes, tracks, parties, beliefs, talks, endings."""
    yield from _sizes(scenario)
    yield from _tracks(scenario)
    for party_id, party in scenario.parties.items():
        yield from _party(party_id, party, scenario)
    yield from _beliefs(scenario)
    yield from _talks(scenario)
    yield from _harm(scenario)


def states(scenario: Document) -> int:
    """How many joint levels the tracks have."""
    count = 1
    for track in scenario.tracks.values():
        count *= track.levels
    return count


def phases(scenario: Document) -> int:
    """Phase 0 and one for every successor."""
    return 1 + sum(len(party.successors) for party in scenario.parties.values() if party.leader)


def _sizes(scenario: Document) -> Iterator[Finding]:
    parties = len(scenario.parties)
    if not 1 <= parties <= MOST_PARTIES:
        right = f"A scenario has 1 to {MOST_PARTIES}; others may be `onlookers`."
        yield ("parties",), f"There are {parties} parties.", right
    yield from name(("attacker",), scenario.attacker, scenario.parties, "party")
    if not any(party.veto for party in scenario.parties.values()):
        yield (
            ("parties",),
            "No party has a veto, so nobody would have to agree.",
            "Give one a veto.",
        )
    size = states(scenario) * phases(scenario)
    if size > MOST_STATES:
        what = f"The tracks and successors make {size:,} states times phases."
        right = f"At most {MOST_STATES:,} can be solved: use fewer levels, tracks or successors."
        yield ("tracks",), what, right
    elif size * scenario.calendar.periods > MOST_STEPS:
        what = f"{scenario.calendar.periods:,} periods of {size:,} states and phases are too many."
        yield (
            ("calendar",),
            what,
            f"States times periods may be {MOST_STEPS:,}: use fewer of either.",
        )


def _tracks(scenario: Document) -> Iterator[Finding]:
    fronts = [name for name, track in scenario.tracks.items() if track.front]
    if len(fronts) != 1:
        what = (
            f"{len(fronts) or 'No'} tracks say `front: true`."
            if fronts
            else "No track is the front."
        )
        yield ("tracks",), what, "Exactly one track has front: true."
    for key, track in scenario.tracks.items():
        path = ("tracks", key)
        yield from on_track((*path, "start"), track.start, track)
        for side in ("top", "bottom"):
            ending = getattr(track.ends, side)
            yield from name((*path, "ends", side), ending, scenario.endings, "ending")
        if isinstance(track, Contest):
            for who, strength in (
                ("attacker", track.strength.attacker),
                ("defender", track.strength.defender),
            ):
                here = (*path, "strength", who)
                yield from names((*here, "tracks"), strength.tracks, scenario.tracks, "track")
                yield from names((*here, "levers"), strength.levers, scenario.levers, "lever")
        else:
            yield from form((*path, "up"), track.up, scenario)
            yield from form((*path, "down"), track.down, scenario)


def _party(key: str, party: Party, scenario: Document) -> Iterator[Finding]:
    path: Path_ = ("parties", key)
    yield from names((*path, "cost_tracks"), party.cost_tracks, scenario.tracks, "track")
    yield from name((*path, "face"), party.face, scenario.tracks, "track")
    if party.audience:
        here = (*path, "audience", "resolve")
        yield from name(here, party.audience.resolve, scenario.tracks, "track")
    if party.circle:
        yield from form((*path, "circle", "prize"), party.circle.prize, scenario)
        yield from form((*path, "circle", "resistance"), party.circle.resistance, scenario)
    if party.leader is None and (party.circle or party.successors or float(party.other_hazard) > 0):
        what = "Nobody leads this party, so nobody can be removed or followed."
        yield path, what, "Name a `leader`, or leave out circle, successors and other_hazard."
    for who, successor in party.successors.items():
        here = (*path, "successors", who)
        yield from levels((*here, "resets"), successor.resets, scenario)
        if float(successor.ends) > 0:
            yield from name((*here, "ending"), successor.ending, scenario.endings, "ending")
        if successor.cost_tracks:
            at = (*here, "cost_tracks")
            yield from names(at, successor.cost_tracks, scenario.tracks, "track")
        if successor.circle:
            if party.circle is None:
                yield (*here, "circle"), "The party has no circle to change.", "Give it one first."
            yield from form((*here, "circle", "prize"), successor.circle.prize, scenario)
            yield from form((*here, "circle", "resistance"), successor.circle.resistance, scenario)
        if successor.audience and party.audience is None:
            yield (*here, "audience"), "The party has no audience to change.", "Give it one first."
        yield from form((*here, "talks"), successor.talks, scenario)
        if successor.beliefs is not None:
            yield from _belief((*here, "beliefs"), successor.beliefs, scenario)
    if removable(party) and "collapse" not in scenario.endings:
        what = "The leader can be removed, but there is no ending `collapse`."
        yield path, what, "Add it to `endings`: what a removal that ends the war gives each party."


def removable(party: Party) -> bool:
    """Whether the party's leader can be removed at all."""
    return party.leader is not None and (party.circle is not None or float(party.other_hazard) > 0)


def _beliefs(scenario: Document) -> Iterator[Finding]:
    yield from names(("beliefs",), scenario.beliefs, scenario.parties, "party")
    for key, belief in scenario.beliefs.items():
        yield from _belief(("beliefs", key), belief, scenario)


def _belief(path: Path_, belief: Belief, scenario: Document) -> Iterator[Finding]:
    for fades in ("fades_with", "rival_fades_with"):
        yield from name((*path, fades), getattr(belief, fades), scenario.tracks, "track")
    yield from names((*path, "tracks"), belief.tracks, scenario.tracks, "track")
    for key, single in belief.tracks.items():
        here = (*path, "tracks", key)
        for fades in ("fades_with", "rival_fades_with"):
            yield from name((*here, fades), getattr(single, fades), scenario.tracks, "track")
        if key in scenario.tracks:
            contest = isinstance(scenario.tracks[key], Contest)
            wrong = (
                ("up", "down") if contest else ("strength", "rival_strength", "rival_fades_with")
            )
            for field in wrong:
                if getattr(single, field) is not None:
                    kind = "contest" if contest else "drift"
                    right = "strength and rival_strength" if contest else "up and down"
                    yield (*here, field), f"`{key}` is a {kind}.", f"Beliefs on it are {right}."


def _talks(scenario: Document) -> Iterator[Finding]:
    yield from form(("talks", "chance"), scenario.talks.chance, scenario)
    known = [*scenario.parties, "mediator"]
    if not scenario.talks.proposers:
        yield ("talks", "proposers"), "Nobody proposes.", "Give every party a chance to propose."
    for index, row in enumerate(scenario.talks.proposers):
        path: Path_ = ("talks", "proposers")
        path = path if len(scenario.talks.proposers) == 1 else (*path, index)
        yield from names(path, row, known, "party, nor `mediator`")
        total = sum(float(chance) for chance in row.values())
        if abs(total - 1) > 1e-6:
            yield path, f"The chances add up to {total:g}, not to 1.", f"They are {listed(row)}."


def _harm(scenario: Document) -> Iterator[Finding]:
    if scenario.deaths:
        yield from form(("deaths", "per_period"), scenario.deaths.per_period, scenario)
    for key, harm in scenario.harms.items():
        yield from form(("harms", key, "per_period"), harm.per_period, scenario)
        if key == "deaths":
            yield ("harms", key), "`deaths` is a block of its own.", "Name the harm otherwise."
    for key, risk in scenario.risks.items():
        yield from form(("risks", key, "per_period"), risk.per_period, scenario)

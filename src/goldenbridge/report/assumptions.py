"""Numbers of a scenario in words: whose they are and what they say, never their paths alone.

A name is made from the names that the author gave and the field at the path; a field for which
there is no phrase here goes by its own sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from goldenbridge.report.wording import possessive, starting_capital, the
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.naming import meant
from goldenbridge.scenario.walk import find


def called(path: str, document: Document) -> str:
    """A number in words: "What insiders of Russia could gain, with sanctions on Russia"."""
    full = meant(path, document) or tuple(path.split("."))
    phrase = _BLOCKS.get(full[0], _sentence)(full, _Names(document))
    return starting_capital(phrase or _sentence(full, _Names(document)))


class _Names:
    """What people call the things of a scenario."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.period, self.it = document.calendar.period, document.called

    def party(self, key: str) -> str:
        return the(self.document.parties[key].name) if key in self.document.parties else key

    def owner(self, key: str) -> str:
        """Before what the party has: "Russia's"."""
        known = self.document.parties.get(key)
        return possessive(known.name) if known else f"{key}'s"

    def side(self, side: str) -> str:
        """The parties whose strength is the attacker's or the defender's."""
        if side == "attacker":
            return self.owner(self.document.attacker)
        others = [key for key in self.document.parties if key != self.document.attacker]
        return self.owner(others[0]) if len(others) == 1 else "the defenders'"

    def track(self, key: str) -> str:
        return self.document.tracks[key].name or key

    def lever(self, key: str) -> str:
        return self.document.levers[key].name or key

    def issue(self, key: str) -> str:
        return self.document.issues[key].name or key

    def level(self, issue: str, key: str) -> str:
        known = self.document.issues[issue].levels[key]
        return f"“{known.short or known.name or key}”"

    def of_form(self, rest: Sequence[str]) -> str:
        """Which part of a linear form is meant: "", "with LEVER", "through TRACK"."""
        if rest and rest[0] == "levers":
            return f", with {self.lever(rest[1])}"
        if rest and rest[0] == "tracks":
            return f", through {self.track(rest[1])}"
        return ""


def _sentence(path: Sequence[str], names: _Names) -> str:
    """The nearest field's own sentence, after the name of what it belongs to."""
    known: Any = names.document
    whose = ""
    for part in path:
        known = known.get(part) if isinstance(known, dict) else getattr(known, part, None)
        whose = getattr(known, "name", "") or whose
    whose = whose.strip('"“”')
    for end in range(len(path), 0, -1):
        place = find(path[:end])
        if place is not None and place.info is not None and place.info.description:
            said = place.info.description.rstrip(".")
            return f"{whose}: {said[:1].lower()}{said[1:]}" if whose else said
    return ".".join(path)


def _lever(path: Sequence[str], names: _Names) -> str:
    return names.lever(path[1])


def _track(path: Sequence[str], names: _Names) -> str:
    track, what, rest = names.track(path[1]), path[2], path[3:]
    if what == "tempo":
        return f"{track}: how often it moves"
    if what == "decisiveness":
        return f"{track}: how far strength decides"
    if what in ("up", "down"):
        return f"{track}: how often it {'rises' if what == 'up' else 'falls'}{names.of_form(rest)}"
    if what == "strength" and len(rest) > 1:
        side = names.side(rest[0])
        if rest[1] == "base":
            return f"{side} strength"
        if rest[1] == "levers":
            return f"{side} strength: what {names.lever(rest[2])} adds"
        return f"{side} strength: what it loses without {names.track(rest[2])}"
    return ""


def _party(path: Sequence[str], names: _Names) -> str:
    who, whose, what, rest = names.party(path[1]), names.owner(path[1]), path[2], path[3:]
    if what == "frozen":
        told = "" if rest[0] == "constant" else ", by land held"
        return f"What a frozen line is worth to {who}{told}"
    if what == "cost_tracks":
        return f"How {whose} cost grows as {names.track(rest[0])} falls"
    if what == "successors":
        return _successor(path, names)
    return _of_leader(whose, who, path[2:], names)


def _of_leader(whose: str, who: str, path: Sequence[str], names: _Names) -> str:
    """What a party has in common with its successors' changes."""
    phrases = {
        ("cost",): f"What a {names.period} of {names.it} costs {who}",
        ("discount",): f"How much {who} cares for later {names.period}s",
        ("other_hazard",): f"How often {whose} leader goes for other reasons",
        ("audience", "ratify"): f"Least {who} would ratify",
        ("audience", "resolve_adds"): f"Least {who} would ratify: what resolve adds",
        ("leader", "office_weight"): f"{whose} leader: weight on staying in office",
        ("leader", "fate", "constant"): f"{whose} leader: what losing office would mean",
        ("leader", "fate", "slope"): f"{whose} leader: what a good end saves out of office",
        ("leader", "aim"): f"{whose} leader: how much was said to be enough",
        ("leader", "steepness"): f"{whose} leader: how gently judged by that",
        ("circle", "opportunity"): f"{whose} insiders: how often they could act",
        ("circle", "isolation"): f"{whose} leader: how cut off from insiders",
        ("circle", "price"): f"{whose} insiders: what a failed attempt costs",
        ("circle", "spread"): f"{whose} insiders: how much their chances vary",
    }
    if told := phrases.get(tuple(path)):
        return told
    if path[0] == "audience" and "steps" in path:
        step = names.document.parties
        return f"{whose} way to ratify: {_step(step, who, path, names)}"
    if path[:2] == ("circle", "prize"):
        return f"{whose} insiders: what they could gain{names.of_form(path[2:])}"
    if path[:2] == ("circle", "resistance"):
        return f"{whose} insiders: what holds them back{names.of_form(path[2:])}"
    return ""


def _step(parties: Any, who: str, path: Sequence[str], names: _Names) -> str:
    """The legal step whose length is meant."""
    for key, party in parties.items():
        if names.party(key) == who and party.audience is not None:
            text = party.audience.steps[int(path[2])].text.rstrip(".")
            return f"weeks for “{text}”"
    return "weeks of a step"


def _successor(path: Sequence[str], names: _Names) -> str:
    known = names.document.parties[path[1]].successors[path[3]]
    who, what = known.name or path[3], path[4:]
    whose = f"{names.owner(path[1])} next leader ({who[:1].lower()}{who[1:]})"
    if what[0] == "weight":
        return f"{whose}: how likely"
    if what[0] == "ends":
        return f"{whose}: chance of ending it at once"
    if what[0] == "beliefs":
        return f"{whose}: how strong each side seems"
    told = _of_leader("", "", what, names)
    return f"{whose}{told.replace(' leader', '', 1)}" if told.startswith(" leader") else ""


def _belief(path: Sequence[str], names: _Names) -> str:
    who, what = names.party(path[1]), path[2]
    if what == "strength":
        return f"{who} overrates its own strength by"
    if what == "rival_strength":
        return f"{who} overrates the other's strength by"
    if what == "tracks" and len(path) > 4:
        track = names.track(path[3])
        told = {"up": "how often it rises", "down": "how often it falls"}
        return f"{track}: {told.get(path[4], 'the strengths')}, in {names.owner(path[1])} eyes"
    return ""


def _talks(path: Sequence[str], names: _Names) -> str:
    if path[1] == "chance":
        return f"How often both sides talk{names.of_form(path[2:])}"
    if path[1] == "proposers":
        who = "the mediator" if path[-1] == "mediator" else names.party(path[-1])
        return f"How often {who} may propose terms"
    return ""


def _issue(path: Sequence[str], names: _Names) -> str:
    issue = names.issue(path[1])
    if path[2] == "weights":
        return f"{issue}: weight for {names.party(path[3])}"
    if path[2] != "levels" or len(path) < 5:
        return ""
    level, what, who = names.level(path[1], path[3]), path[4], names.party(path[-1])
    phrases = {
        "appearance": f"{issue}: how {level} looks in {who}",
        "substance": f"{issue}: what {level} is worth to {who}",
        "secret": f"{issue}: chance that {level} leaks",
        "penalty": f"{issue}: what breaking costs {who} after {level}",
        "strength": f"{issue}: {names.side(path[-1])} strength after {level}",
        "adds_lapse": f"{issue}: how far {level} endangers the peace",
    }
    return phrases.get(what, "")


def _honour(path: Sequence[str], names: _Names) -> str:
    return f"{names.issue(path[1])}: chance that the term is kept"


def _peace(path: Sequence[str], names: _Names) -> str:
    if path[1] == "lapse":
        return "Chance that a peace breaks though nobody gains"
    if path[1] == "lost_face":
        return f"How far lost face in {names.party(path[2])} endangers a peace"
    if path[1] == "recovered_strength":
        return f"{names.side(path[2])} strength when a peace breaks"
    return ""


def _deaths(path: Sequence[str], names: _Names) -> str:
    if path[1] == "so_far":
        return "Deaths so far"
    return f"Deaths in a {names.period}{names.of_form(path[2:])}"


def _harm(path: Sequence[str], names: _Names) -> str:
    name = names.document.harms[path[1]].name or path[1]
    return f"{name} in a {names.period}{names.of_form(path[3:])}"


def _risk(path: Sequence[str], names: _Names) -> str:
    name = names.document.risks[path[1]].name or path[1]
    return f"Risk of {name}{names.of_form(path[3:])}"


def _spoiler(path: Sequence[str], names: _Names) -> str:
    known = names.document.spoilers[path[1]]
    if path[2] == "adds_lapse":
        return f"{known.name}: how far they endanger a peace"
    if path[2] == "takes_honour":
        return f"{known.name}: what they take from {names.issue(path[3])}"
    if path[2:4] == ("cancelled_by", "measures"):
        measure = known.cancelled_by.measures[path[4]].text.rstrip(".")
        return f"{known.name}: held back by “{measure}”"
    return ""


_BLOCKS: dict[str, Callable[[Sequence[str], _Names], str]] = {
    "levers": _lever,
    "tracks": _track,
    "parties": _party,
    "beliefs": _belief,
    "talks": _talks,
    "issues": _issue,
    "honour": _honour,
    "peace": _peace,
    "deaths": _deaths,
    "harms": _harm,
    "risks": _risk,
    "spoilers": _spoiler,
}

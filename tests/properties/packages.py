"""Drawn packages, listed outright or made from issues, and what happens after the signature."""

from __future__ import annotations

from typing import Any

from plain.settlements import packages_from_issues
from properties.menu import Menu
from properties.numbers import Chance
from properties.tracks import going_on

Game = dict[str, Any]


def peace(chance: Chance, tracks: list[Game], parties: int) -> Game:
    found: Game = {
        "respite": chance.whole(0, 4),
        "periods": chance.whole(1, 5),
        "classes": [security(chance) for _ in range(chance.whole(1, 3))],
    }
    if chance.yes(sixths=1):
        del found["periods"]
    if chance.yes(sixths=4):
        found["recovered"] = [going_on(chance, track) for track in tracks]
    if chance.yes():
        found["lost_face"] = [chance.number(0.0, 0.3) for _ in range(parties)]
    return found


def security(chance: Chance) -> Game:
    return {side: chance.number(0.4, 2.0) for side in ("attacker", "defender") if chance.yes()}


def listed(chance: Chance, menu: Menu, tracks: list[Game], parties: int, after: Any) -> Game:
    """Packages with numbers of their own."""
    number = chance.whole(*menu.packages)
    spin = chance.yes(menu.spin, sixths=4)
    actual = [[chance.share() for _ in range(number)] for _ in range(parties)]
    apparent = [[chance.share() if spin else u for u in row] for row in actual]
    if chance.yes(menu.ties, sixths=2):
        repeat(chance, actual, apparent)
    found: Game = {
        "actual": actual,
        "apparent": apparent,
        "kept": [1.0] * number,
        "class": [0] * number,
        "front": [None] * number,
        "penalty": [[0.0] * number for _ in range(parties)],
        "lapse": [0.0] * number,
    }
    if after is not None:
        classes, levels = len(after["classes"]), front_levels(tracks)
        found["class"] = [chance.whole(0, classes - 1) for _ in range(number)]
        found["front"] = [front(chance, levels) for _ in range(number)]
        found["lapse"] = [
            chance.number(-0.3, 1.2) if chance.yes(sixths=4) else 0.0 for _ in range(number)
        ]
        found["penalty"] = [
            [chance.number(0.0, 0.5) if chance.yes(sixths=2) else 0.0 for _ in range(number)]
            for _ in range(parties)
        ]
    return found


def repeat(chance: Chance, actual: list[list[float]], apparent: list[list[float]]) -> None:
    """Give packages the worth of an earlier one, to some parties or to all: ties."""
    for k in range(1, len(actual[0])):
        earlier = chance.whole(0, k - 1)
        for i in range(len(actual)):
            if chance.yes(sixths=4):
                actual[i][k] = actual[i][earlier]
                apparent[i][k] = apparent[i][earlier]


def front_levels(tracks: list[Game]) -> int:
    return int(next(track["levels"] for track in tracks if track["name"] == "front"))


def front(chance: Chance, levels: int) -> int | None:
    return chance.whole(0, levels - 1) if chance.yes() else None


def issues(chance: Chance, tracks: list[Game], parties: int, after: Any) -> list[Game]:
    """Two or three issues; honour, secrets and what a broken peace costs as chance has it."""
    names = ["land", "security", "seats"][: chance.whole(2, 3)]
    weights = [[chance.whole(0, 4) for _ in names] for _ in range(parties)]
    for row in weights:
        row[0] += 1
    sets_front = chance.one_of([None, *names]) if after else None
    sets_class = chance.one_of([None, *names]) if after else None
    made = []
    for j, name in enumerate(names):
        levels = [
            level(chance, names, f"{name}{m}", parties, after)
            for m in range(chance.whole(1, 2) if len(names) == 3 else chance.whole(2, 3))
        ]
        issue: Game = {
            "name": name,
            "weights": [row[j] / sum(row) for row in weights],
            "levels": levels,
            "honour": chance.share(),
            "fallback": chance.one_of(levels)["name"],
        }
        if name == "seats" and chance.yes():
            keep_plain(issue, levels)
        for one in levels:
            if name == sets_front:
                one["front"] = chance.whole(0, front_levels(tracks) - 1)
            if name == sets_class:
                one["class"] = chance.whole(0, len(after["classes"]) - 1)
        made.append(issue)
    return made


def level(chance: Chance, issues: list[str], name: str, parties: int, after: Any) -> Game:
    found: Game = {
        "name": name,
        "actual": [chance.share() for _ in range(parties)],
        "apparent": [chance.share() for _ in range(parties)],
    }
    if chance.yes(sixths=2):
        found["adds_honour"] = {chance.one_of(issues): chance.number(-0.4, 0.4)}
    if chance.yes(sixths=2):
        found["secret"] = {"leak": chance.share()}
        if chance.yes(sixths=2):
            found["secret"]["apparent"] = [chance.share() for _ in range(parties)]
    if after is not None and chance.yes(sixths=2):
        found["adds_lapse"] = chance.number(-0.2, 0.4)
    if after is not None and chance.yes(sixths=2):
        found["penalty"] = [chance.number(0.0, 0.3) for _ in range(parties)]
    return found


def keep_plain(issue: Game, levels: list[Game]) -> None:
    """An issue whose terms are surely kept and public, so that it needs no fallback."""
    del issue["honour"], issue["fallback"]
    for one in levels:
        one.pop("secret", None)
        one.pop("adds_honour", None)


def excluded(chance: Chance, issues: list[Game]) -> list[dict[str, str]]:
    """At most one combination of levels of the first two issues."""
    if not chance.yes(sixths=3) or any(len(issue["levels"]) < 2 for issue in issues[:2]):
        return []
    return [{issue["name"]: chance.one_of(issue["levels"])["name"] for issue in issues[:2]}]


def from_issues(chance: Chance, tracks: list[Game], names: list[str], after: Any) -> Game:
    """``issues``, ``excluded`` and the ``packages`` that follow from them."""
    listed_issues = issues(chance, tracks, len(names), after)
    without_unsure(listed_issues)
    rules = excluded(chance, listed_issues)
    base = chance.number(0.0, 0.3) if after is not None else 0.0
    return {
        "issues": listed_issues,
        "excluded": rules,
        "packages": packages_from_issues(names, listed_issues, rules, base),
    }


def without_unsure(listed_issues: list[Game]) -> None:
    """Nothing may add to the honour of an issue that names no fallback."""
    plain = {issue["name"] for issue in listed_issues if "fallback" not in issue}
    for issue in listed_issues:
        for one in issue["levels"]:
            adds = one.get("adds_honour", {})
            for name in plain & set(adds):
                del adds[name]

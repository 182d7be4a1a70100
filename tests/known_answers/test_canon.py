"""The canon: textbook results of bargaining and of the end of wars.

``canon.json`` holds setups and numbers from closed formulas, each with its source (Feller,
Fearon, Rubinstein, Merlo & Wilson, Morris & Shin, Powell, Goemans, Yildiz …). Every number is
asked of the engine and of the plain twin; a number that both missed would be a setup misread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from both import engine, twin
from known_answers import readings as read
from known_answers.setups import game_of, issue_of, party_names
from plain.settlements import packages_from_issues

CANON = json.loads((Path(__file__).parent / "canon.json").read_text())
# What is read back through a sum or a quotient loses a few of the last digits.
READ_BACK = 1e-10

Found = Iterator[tuple[str, Any, Any]]


class Case:
    """One entry of the canon and one implementation's answers to it."""

    def __init__(self, entry: dict[str, Any], solve: Callable[[Any], Any]) -> None:
        self.setup = entry["setup"]
        self.game = game_of(entry["setup"])
        self.solve = solve
        self.answer = solve(self.game)

    def party(self, name: str) -> int:
        return party_names(self.setup).index(name)

    def at(self, t: int, state: list[int]) -> dict[str, Any]:
        if t == 0 and state == self.game["start"]:
            return dict(self.answer)
        if t == self.game["solved"]:
            return dict(self.solve(read.at_horizon(self.game, state)))
        return dict(self.solve(read.later(self.game, t, state)))


def by_party(case: Case, field: str, value: dict[str, float]) -> Found:
    for name, x in value.items():
        yield f"{field}.{name}", x, case.answer[f"{field}_start"][case.party(name)]


def by_package(case: Case, field: str, value: dict[str, dict[str, float]]) -> Found:
    table = case.answer["packages_at_start"][field]
    for k, row in value.items():
        for name, x in row.items():
            yield f"{field}[{k}].{name}", x, table[case.party(name)][int(k)]


def terms(case: Case, field: str, value: dict[str, Any]) -> Found:
    """u, y, kept and delivered are given to the game: section 3 is the twin's alone here."""
    arrays = case.game["packages"]
    source = {"u": "actual", "y": "apparent"}.get(field, field)
    for k, row in value.items():
        if field == "kept":
            yield f"kept[{k}]", row, arrays["kept"][int(k)]
            continue
        for name, x in row.items():
            yield f"{field}[{k}].{name}", x, arrays[source][case.party(name)][int(k)]


def chances_forward(case: Case, value: dict[str, dict[str, float]]) -> Found:
    for track, row in value.items():
        for who, x in row.items():
            yield f"p.{track}.{who}", x, read.chance_forward(case.game, track, who, case.solve)


def broken(case: Case, value: dict[str, dict[str, float]]) -> Found:
    for k, row in value.items():
        for name, x in row.items():
            yield f"R[{k}].{name}", x, case.answer["R"][0][int(k)][case.party(name)]


def choice(case: Case, answer: dict[str, Any], value: dict[str, int | None]) -> Found:
    for who, k in value.items():
        found = answer["choice_start"][read.proposer(case.game, who)]
        yield f"proposal.{who}", -1 if k is None else k, found


def elsewhere(case: Case, points: list[dict[str, Any]]) -> Found:
    for point in points:
        answer = case.at(point["t"], point["state"])
        where = f"at t={point['t']} {point['state']}"
        index = state_number(case.game, point["state"])
        values = answer["V_period0"][point.get("phase", 0)][index]
        for name, x in point.get("V", {}).items():
            yield f"{where} V.{name}", x, values[case.party(name)]
        for name, x in point.get("C", {}).items():
            yield f"{where} C.{name}", x, answer["C_start"][case.party(name)]
        for what, x, found in choice(case, answer, point.get("proposal", {})):
            yield f"{where} {what}", x, found
        if "within_reach_count" in point:
            found = len(read.within_reach(answer))
            yield f"{where} count", point["within_reach_count"], found


def state_number(game: dict[str, Any], state: list[int]) -> int:
    number = 0
    for track, level in zip(game["tracks"], state, strict=True):
        number = number * track["levels"] + level
    return number


def sums(case: Case, value: dict[str, float]) -> Found:
    for group, x in value.items():
        found = sum(case.answer["V_start"][case.party(name)] for name in group.split("+"))
        yield f"V_sum.{group}", x, found


def ended(case: Case, value: dict[str, dict[str, float]]) -> Found:
    for what, by_t in value.items():
        for t, x in by_t.items():
            yield f"ended_before.{what}[{t}]", x, read.ended_before(case.answer, what, int(t))


def thresholds(case: Case, value: dict[str, float]) -> Found:
    for name, x in value.items():
        i = case.party(name)
        resistance = case.game["parties"][i]["circle"]["strength"]
        level = linear_at_start(case.game, resistance)
        yield f"theta_star.{name}", x, read.threshold(case.game, case.answer, i, level)


def linear_at_start(game: dict[str, Any], form: dict[str, Any]) -> float:
    from plain.states import linear

    return linear(game, form, tuple(game["start"]))


def survivals(case: Case, value: dict[str, dict[str, float]]) -> Found:
    for k, row in value.items():
        for name, x in row.items():
            found = read.survival(case.game, case.answer, case.party(name), int(k))
            yield f"survival[{k}].{name}", x, found


def each(case: Case, field: str, value: dict[str, Any], reading: Callable[..., Any]) -> Found:
    """A reading for each party named."""
    for name, x in value.items():
        yield f"{field}.{name}", x, reading(case.party(name))


def numbered(case: Case, field: str, value: dict[str, Any], row: list[Any]) -> Found:
    for k, x in value.items():
        yield f"{field}[{k}]", x, row[int(k)]


READERS: dict[str, Callable[[Case, Any], Found]] = {
    "V": lambda case, v: by_party(case, "V", v),
    "C": lambda case, v: by_party(case, "C", v),
    "W": lambda case, v: by_package(case, "W", v),
    "H": lambda case, v: by_package(case, "H", v),
    "a": lambda case, v: by_package(case, "a", v),
    "u": lambda case, v: terms(case, "u", v),
    "y": lambda case, v: terms(case, "y", v),
    "kept": lambda case, v: terms(case, "kept", v),
    "delivered": lambda case, v: terms(case, "delivered", v),
    "q": lambda case, v: numbered(case, "q", v, case.answer["packages_at_start"]["q"]),
    "ratifiable": lambda case, v: numbered(
        case, "ratifiable", v, case.answer["packages_at_start"]["ratified"]
    ),
    "R": broken,
    "p": chances_forward,
    "survival": survivals,
    "proposal": lambda case, v: choice(case, case.answer, v),
    "within_reach": lambda case, v: iter([("within_reach", v, read.within_reach(case.answer))]),
    "opens": lambda case, v: each(case, "opens", v, lambda i: read.opening_price(case.answer, i)),
    "settled": lambda case, v: numbered(case, "settled", v, case.answer["settled_by_period"]),
    "settled_total": lambda case, v: iter(
        [("settled_total", v, sum(case.answer["settled_by_period"]))]
    ),
    "at_war": lambda case, v: numbered(case, "at_war", v, case.answer["at_war"]),
    "duration": lambda case, v: iter([("duration", v, sum(case.answer["at_war"][:-1]))]),
    "endings": lambda case, v: iter(
        [(f"endings.{name}", x, sum(case.answer["ended"][name])) for name, x in v.items()]
    ),
    "ended_before": ended,
    "removals": lambda case, v: each(case, "removals", v, lambda i: read.removals(case.answer, i)),
    "ending_H": lambda case, v: iter(
        [
            (f"ending_H.{ending}.{name}", x, worth_of(case, ending, name))
            for ending, row in v.items()
            for name, x in row.items()
        ]
    ),
    "h": lambda case, v: each(case, "h", v, lambda i: read.hazard(case.game, case.answer, i)),
    "h_circle": lambda case, v: each(
        case, "h_circle", v, lambda i: read.circle_hazard(case.game, case.answer, i)
    ),
    "theta_star": thresholds,
    "at": elsewhere,
    "V_sum": sums,
}


def worth_of(case: Case, ending: str, name: str) -> float:
    return read.ending_worth(case.game, case.answer, ending, case.party(name))


# The tolerance of an entry is for numbers an implementation has at hand. These are not.
INDIRECT = {"p", "survival", "theta_star", "h_circle", "duration"}


def misses(entry: dict[str, Any], solve: Callable[[Any], Any]) -> list[str]:
    case = Case(entry, solve)
    lines = []
    for field, value in entry["expected"].items():
        tol = max(entry["tol"], READ_BACK) if field in INDIRECT else entry["tol"]
        for what, x, found in READERS[field](case, value):
            if not near(x, found, tol):
                lines.append(f"{what}: the canon says {x!r}, found {found!r}")
    return lines


def near(expected: Any, found: Any, tol: float) -> bool:
    if expected is None or isinstance(expected, bool | list) or found is None:
        return bool(expected == found)
    return abs(expected - found) <= tol


@pytest.mark.parametrize("entry", CANON, ids=[entry["id"] for entry in CANON])
def test_engine_gives_the_canon(entry: dict[str, Any]) -> None:
    assert misses(entry, engine) == []


@pytest.mark.parametrize("entry", CANON, ids=[entry["id"] for entry in CANON])
def test_twin_gives_the_canon(entry: dict[str, Any]) -> None:
    assert misses(entry, twin) == []


@pytest.mark.parametrize("entry", [e for e in CANON if "u" in e["expected"]], ids=lambda e: e["id"])
def test_engine_gives_packages_of_issues(entry: dict[str, Any]) -> None:
    """Section 3 of the engine itself: honour, fallback, secrecy, what is kept and delivered."""
    from goldenbridge.settlements.enumerate import listing
    from goldenbridge.settlements.read import read_terms
    from goldenbridge.settlements.values import values

    issues = [issue_of(issue, entry["setup"]) for issue in entry["setup"]["issues"]]
    terms_read = read_terms(issues)
    chunks = [values(terms_read, levels) for _, levels in listing(terms_read).chunks()]
    assert len(chunks) == 1
    plain = packages_from_issues(party_names(entry["setup"]), issues, [])
    for k in range(len(plain["kept"])):
        assert abs(chunks[0].kept[k] - plain["kept"][k]) <= entry["tol"]
    for i, name in enumerate(party_names(entry["setup"])):
        for field, source in (("u", "actual"), ("y", "apparent"), ("delivered", "delivered")):
            for k, row in entry["expected"][field].items():
                found = getattr(chunks[0], source)[i, int(k)]
                assert abs(found - row[name]) <= entry["tol"], (field, k, name)

"""Section 3: packages. From issues to numbers, and what each is worth where it is signed."""

from __future__ import annotations

import itertools
from typing import Any

from plain.payoffs import apparent
from plain.peace import SLACK, new_wars, sign
from plain.phases import Phase
from plain.states import Game, State, clip, norm

Cell = tuple[int, ...]


def looked_at(game: Game, stages: list[Phase]) -> list[str]:
    """Names of the tracks that carry somebody's face or resolve, in any phase."""
    named = {
        p[field] for stage in stages for p in stage["parties"] for field in ("face", "resolve")
    }
    return [track["name"] for track in game["tracks"] if track["name"] in named]


def ratified(game: Game, parties: list[Game], a: list[float], state: State) -> list[bool]:
    """Does each audience ratify a package that looks like ``a``? True without an audience."""
    verdicts = []
    for i, party in enumerate(parties):
        if party["ratify"] is None:
            verdicts.append(True)
            continue
        needs = party["ratify"]["r0"] + party["ratify"]["r1"] * norm(game, party["resolve"], state)
        verdicts.append(a[i] >= needs - SLACK)
    return verdicts


def offers(game: Game, stages: list[Phase]) -> list[dict[State, list[dict[str, Any]]]]:
    """offers[phase][state][k]: H, W (rounded to 1e-9), a, q and who ratifies.

    In one cell all packages look the same, so every cell is worked out once.
    """
    packages = game["packages"]
    names = looked_at(game, stages)
    tables = []
    for stage in stages:
        R, amounts = new_wars(game, stage)
        by_cell: dict[Cell, list[dict[str, Any]]] = {}
        table: dict[State, list[dict[str, Any]]] = {}
        for state in itertools.product(*(range(t["levels"]) for t in game["tracks"])):
            cell = tuple(
                state[k] for k, track in enumerate(game["tracks"]) if track["name"] in names
            )
            if cell not in by_cell:
                by_cell[cell] = [
                    offer(game, stage, k, state, R[k] if R else None, amounts[k] if amounts else {})
                    for k in range(len(packages["kept"]))
                ]
            table[state] = by_cell[cell]
        tables.append(table)
    return tables


def offer(
    game: Game,
    stage: Phase,
    k: int,
    state: State,
    R: list[float] | None,
    amounts: dict[str, float],
) -> dict[str, Any]:
    packages = game["packages"]
    parties = stage["parties"]
    a = [
        apparent(game, party, packages["actual"][i][k], packages["apparent"][i][k], state)
        for i, party in enumerate(parties)
    ]
    H, exact, q = sign(game, stage, k, a, R)
    verdicts = ratified(game, parties, a, state)
    return {
        "a": a,
        "H": H,
        "exact": exact,
        "W": [round(w, 9) for w in exact],
        "q": q,
        "R": R,
        "amounts": amounts,
        "ratifies": verdicts,
        "ratified": all(verdicts),
    }


def packages_from_issues(
    parties: list[str], issues: list[Game], excluded: list[dict[str, str]], lapse: float = 0.0
) -> Game:
    """All packages of ``issues``, the last issue fastest, excluded combinations skipped."""
    found: Game = {
        "actual": [[] for _ in parties],
        "apparent": [[] for _ in parties],
        "kept": [],
        "delivered": [[] for _ in parties],
        "class": [],
        "front": [],
        "penalty": [[] for _ in parties],
        "lapse": [],
        "levels": [],
    }
    for chosen in itertools.product(*(issue["levels"] for issue in issues)):
        names = {issue["name"]: level["name"] for issue, level in zip(issues, chosen, strict=True)}
        if any(all(names[i] == v for i, v in rule.items()) for rule in excluded):
            continue
        add_package(found, issues, list(chosen), lapse)
    return found


def add_package(found: Game, issues: list[Game], chosen: list[Game], lapse: float) -> None:
    number = len(found["actual"])
    honours = [honour(issues, chosen, j) for j in range(len(issues))]
    kept = 1.0
    for h in honours:
        kept *= h
    found["kept"].append(kept)
    for i in range(number):
        u = y = delivered = 0.0
        for j, issue in enumerate(issues):
            total = sum(other["weights"][i] for other in issues)
            w = issue["weights"][i] / total if total else 0.0
            level, fallback = chosen[j], fallback_of(issue)
            value = level["actual"][i]
            if fallback is not None and honours[j] < 1.0:
                value = honours[j] * value + (1.0 - honours[j]) * fallback["actual"][i]
            u += w * value
            y += w * shown_value(level, fallback, i)
            delivered += w * honours[j]
        found["actual"][i].append(u)
        found["apparent"][i].append(y)
        found["delivered"][i].append(delivered)
        found["penalty"][i].append(sum((c.get("penalty") or [0.0] * number)[i] for c in chosen))
    found["lapse"].append(lapse + sum(level.get("adds_lapse", 0.0) for level in chosen))
    fronts = [level["front"] for level in chosen if level.get("front") is not None]
    classes = [level["class"] for level in chosen if level.get("class") is not None]
    found["front"].append(fronts[0] if fronts else None)
    found["class"].append(classes[0] if classes else 0)
    found["levels"].append([level["name"] for level in chosen])


def fallback_of(issue: Game) -> Game | None:
    named = [level for level in issue["levels"] if level["name"] == issue.get("fallback")]
    return named[0] if named else None


def honour(issues: list[Game], chosen: list[Game], j: int) -> float:
    """The chance that the term on issue ``j`` is kept; 1 at the fallback level."""
    issue = issues[j]
    if chosen[j]["name"] == issue.get("fallback"):
        return 1.0
    base = issue.get("honour")
    total = 1.0 if base is None else base
    for level in chosen:
        total += (level.get("adds_honour") or {}).get(issue["name"], 0.0)
    return clip(total)


def shown_value(level: Game, fallback: Game | None, i: int) -> float:
    """What a level looks like to party ``i``: a secret one as the fallback does, but for leaks."""
    public = float((level.get("apparent") or level["actual"])[i])
    secret = level.get("secret")
    if not secret:
        return public
    if secret.get("apparent"):
        hidden = secret["apparent"][i]
    else:
        assert fallback is not None
        hidden = (fallback.get("apparent") or fallback["actual"])[i]
    return float((1.0 - secret["leak"]) * hidden + secret["leak"] * public)

"""Terms from and to the words of a game file (`issues` and `excluded`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from goldenbridge.settlements.issues import NONE, Floats, Issue, Terms


def read_terms(
    issues: Sequence[Mapping[str, Any]],
    excluded: Sequence[Mapping[str, str]] = (),
    lapse: float = 0.0,
) -> Terms:
    """Terms from the `issues` and `excluded` of a game file; weights are normalised over issues.

    A level may hold `strength` = {"attacker": x, "defender": y} where no level holds `class`.
    Unknown issues and levels, and terms that make no sense, raise ValueError.
    """
    names = [str(issue["name"]) for issue in issues]
    weights = np.array([issue["weights"] for issue in issues], dtype=float).reshape(len(names), -1)
    total = weights.sum(axis=0)
    # Sums that are 1 but for rounding are left alone, so that a written file reads back unchanged.
    weights = weights / np.where(abs(total - 1.0) < 1e-12, 1.0, total)
    by_strength = any("strength" in level for issue in issues for level in issue["levels"])
    built = tuple(
        _read_issue(issue, weights[at], names, by_strength) for at, issue in enumerate(issues)
    )
    return Terms(built, tuple(_read_entry(entry, names, built) for entry in excluded), lapse)


def write_terms(terms: Terms) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """`issues` and `excluded` as a game file holds them; `read_terms` undoes this."""
    names = [issue.name for issue in terms.issues]
    issues = [_write_issue(issue, names) for issue in terms.issues]
    excluded = [
        {names[at]: terms.issues[at].levels[level] for at, level in entry}
        for entry in terms.excluded
    ]
    return issues, excluded


def _read_entry(
    entry: Mapping[str, str], names: list[str], issues: tuple[Issue, ...]
) -> tuple[tuple[int, int], ...]:
    pairs = []
    for name, level in entry.items():
        at = _index(names, name, f"an exclusion names the issue {name!r}, which does not exist")
        about = f"an exclusion names {level!r}, which is no level of {name!r}"
        pairs.append((at, _index(issues[at].levels, level, about)))
    return tuple(pairs)


def _index(names: Sequence[str], name: str, problem: str) -> int:
    if name not in names:
        raise ValueError(f"{problem} (there are: {', '.join(names)})")
    return list(names).index(name)


def _read_issue(
    issue: Mapping[str, Any], weights: Floats, names: list[str], by_strength: bool
) -> Issue:
    levels = issue["levels"]
    titles = tuple(str(level["name"]) for level in levels)
    fallback = issue.get("fallback")
    problem = f"issue {issue['name']!r} falls back on {fallback!r}, which is none of its levels"
    secrets = [level.get("secret") or {} for level in levels]
    nothing = [np.nan] * len(weights)
    return Issue(
        name=str(issue["name"]),
        levels=titles,
        weights=weights,
        actual=_by_party(levels, "actual", weights),
        apparent=_by_party(levels, "apparent", weights),
        fallback=NONE if fallback is None else _index(titles, fallback, problem),
        honour=float(issue.get("honour", 1.0)),
        adds_honour=_read_adds(levels, names),
        adds_lapse=np.array([level.get("adds_lapse", 0.0) for level in levels], dtype=float),
        penalty=_by_party(levels, "penalty", weights),
        front=np.array([_number(level.get("front")) for level in levels], dtype=np.int64),
        security=np.array([_number(level.get("class")) for level in levels], dtype=np.int64),
        strength=_read_strength(levels) if by_strength else None,
        leak=np.array([secret.get("leak", np.nan) for secret in secrets], dtype=float),
        cover=np.array([secret.get("apparent", nothing) for secret in secrets], dtype=float).T,
    )


def _number(given: int | None) -> int:
    return NONE if given is None else int(given)


def _by_party(levels: Sequence[Mapping[str, Any]], field: str, weights: Floats) -> Floats:
    nothing = [0.0] * len(weights)
    rows = np.array([level.get(field, nothing) for level in levels], dtype=float)
    return np.ascontiguousarray(rows.T)


def _read_adds(levels: Sequence[Mapping[str, Any]], names: list[str]) -> Floats:
    adds = np.zeros((len(levels), len(names)))
    for at, level in enumerate(levels):
        for name, amount in (level.get("adds_honour") or {}).items():
            problem = f"level {level['name']!r} adds honour to {name!r}, which is no issue"
            adds[at, _index(names, name, problem)] += amount
    return adds


def _read_strength(levels: Sequence[Mapping[str, Any]]) -> Floats:
    given = [level.get("strength") or {} for level in levels]
    return np.array([[s.get("attacker", 1.0), s.get("defender", 1.0)] for s in given], dtype=float)


def _write_issue(issue: Issue, names: list[str]) -> dict[str, Any]:
    written: dict[str, Any] = {"name": issue.name, "weights": issue.weights.tolist()}
    if issue.fallback != NONE:
        written["fallback"] = issue.levels[issue.fallback]
    if issue.honour != 1.0:
        written["honour"] = issue.honour
    written["levels"] = [_write_level(issue, at, names) for at in range(len(issue.levels))]
    return written


def _write_level(issue: Issue, at: int, names: list[str]) -> dict[str, Any]:
    level: dict[str, Any] = {
        "name": issue.levels[at],
        "actual": issue.actual[:, at].tolist(),
        "apparent": issue.apparent[:, at].tolist(),
    }
    adds = {names[j]: float(x) for j, x in enumerate(issue.adds_honour[at]) if x}
    strength = (1.0, 1.0) if issue.strength is None else tuple(issue.strength[at].tolist())
    optional = {
        "adds_honour": adds,
        "adds_lapse": float(issue.adds_lapse[at]),
        "penalty": issue.penalty[:, at].tolist() if issue.penalty[:, at].any() else None,
    }
    level |= {name: value for name, value in optional.items() if value}
    if issue.front[at] != NONE:
        level["front"] = int(issue.front[at])
    if issue.security[at] != NONE:
        level["class"] = int(issue.security[at])
    if strength != (1.0, 1.0):
        level["strength"] = {"attacker": strength[0], "defender": strength[1]}
    if issue.secret[at]:
        level["secret"] = _write_secret(issue, at)
    return level


def _write_secret(issue: Issue, at: int) -> dict[str, Any]:
    secret: dict[str, Any] = {"leak": float(issue.leak[at])}
    if not np.isnan(issue.cover[:, at]).any():
        secret["apparent"] = issue.cover[:, at].tolist()
    return secret

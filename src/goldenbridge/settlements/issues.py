"""Terms in numbers: issues, their levels, and the combinations that are ruled out.

Axes: P parties, J issues, L levels of one issue. Model, sections 3 and 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NONE = -1
"""Stands for "no level named" in `fallback`, `front` and `security`."""


@dataclass(frozen=True, eq=False)
class Issue:
    """One issue and its L levels; every array over levels is in the order of `levels`.

    name         what the issue is called
    levels       (L,)   names of the levels
    weights      (P,)   what share of each party's worth this issue is, 0 to 1
    actual       (P, L) what a level is worth, 0 to 1, before honour
    apparent     (P, L) how a level looks in public, 0 to 1, as if nothing were secret
    fallback     level that holds if the term is not kept; NONE where none is named
    honour       chance over five years that the term is kept, before what levels add
    adds_honour  (L, J) what a chosen level adds to the honour of each issue, also its own
    adds_lapse   (L,)   what it adds to the chance that the peace lapses
    penalty      (P, L) what a party pays that breaks a peace with this level, at least 0
    front        (L,)   front level at which the peace starts, or NONE
    security     (L,)   number of the security class, or NONE; used where `strength` is None
    strength     (L, 2) multipliers on the strength of attacker and defender, or None
    leak         (L,)   chance that a secret level becomes public; NaN where it is not secret
    cover        (P, L) what is shown of a secret level; NaN: the fallback's look
    """

    name: str
    levels: tuple[str, ...]
    weights: Floats
    actual: Floats
    apparent: Floats
    fallback: int
    honour: float
    adds_honour: Floats
    adds_lapse: Floats
    penalty: Floats
    front: Ints
    security: Ints
    strength: Floats | None
    leak: Floats
    cover: Floats

    @cached_property
    def secret(self) -> Bools:
        """(L,) which levels are secret."""
        return ~np.isnan(self.leak)

    @cached_property
    def worth(self) -> Floats:
        """(P, L) what a level that is kept is worth: weight times value."""
        return self.weights[:, None] * self.actual

    @cached_property
    def looks(self) -> Floats:
        """(P, L) how a level looks: weight times what is shown."""
        return self.weights[:, None] * self.shown

    @cached_property
    def shown(self) -> Floats:
        """(P, L) how a level looks, secrecy in: (1 - leak) * cover + leak * as if public."""
        if not self.secret.any():
            return self.apparent
        behind = self.apparent[:, [self.fallback]]
        cover = np.where(np.isnan(self.cover), behind, self.cover)
        leaked = np.where(self.secret, self.leak, 1.0)
        mixed = (1.0 - leaked) * cover + leaked * self.apparent
        return np.where(self.secret, mixed, self.apparent)


@dataclass(frozen=True, eq=False)
class Terms:
    """All issues of a conflict, which packages are ruled out, and the base of the lapse.

    issues    in the order of the listing: the last one varies fastest
    excluded  entries of (issue, level) pairs; a package that matches a whole entry is skipped
    lapse     base of the chance over five years that a peace lapses
    """

    issues: tuple[Issue, ...]
    excluded: tuple[tuple[tuple[int, int], ...], ...] = ()
    lapse: float = 0.0

    def __post_init__(self) -> None:
        for problem in problems(self):
            raise ValueError(problem)

    @property
    def parties(self) -> int:
        """P, the number of parties that weigh these issues."""
        return len(self.issues[0].weights)

    @cached_property
    def adders(self) -> tuple[tuple[int, ...], ...]:
        """For each issue, the issues of which some level adds to its honour."""
        gives = [np.asarray(issue.adds_honour.any(axis=0)) for issue in self.issues]
        count = len(self.issues)
        return tuple(tuple(a for a in range(count) if gives[a][j]) for j in range(count))

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """(J,) number of levels of each issue."""
        return tuple(len(issue.levels) for issue in self.issues)

    @cached_property
    def combinations(self) -> int:
        """Product of the numbers of levels, before exclusions."""
        product = 1
        for size in self.sizes:
            product *= size
        return product

    @cached_property
    def by_strength(self) -> bool:
        """Whether security classes come from multipliers and not from given numbers."""
        return any(issue.strength is not None for issue in self.issues)

    def same_as(self, other: Terms) -> bool:
        """Whether these are the same terms in the same numbers, bit for bit."""
        rest = (self.excluded, self.lapse, len(self.issues))
        return rest == (other.excluded, other.lapse, len(other.issues)) and all(
            map(_alike, self.issues, other.issues)
        )

    def positions(self, chosen: Mapping[str, str]) -> tuple[int, ...]:
        """Level numbers of a package given by names; a missing or unknown name is a ValueError."""
        for name in chosen:
            if name not in {issue.name for issue in self.issues}:
                raise ValueError(f"no issue is called {name!r}")
        return tuple(_position(issue, chosen.get(issue.name)) for issue in self.issues)

    def names(self, levels: Sequence[int]) -> tuple[str, ...]:
        """Names of the levels of one package, in issue order."""
        return tuple(issue.levels[level] for issue, level in zip(self.issues, levels, strict=True))

    def all_names(self, levels: npt.NDArray[np.uint8]) -> tuple[tuple[str, ...], ...]:
        """Names of the levels of packages with levels (N, J)."""
        columns = [
            map(issue.levels.__getitem__, column.tolist())
            for issue, column in zip(self.issues, levels.T, strict=True)
        ]
        return tuple(zip(*columns, strict=True))


def _alike(one: Issue, two: Issue) -> bool:
    """Whether two issues agree in every field; NaN, which means "none", agrees with NaN."""
    for field in fields(Issue):
        a, b = getattr(one, field.name), getattr(two, field.name)
        if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
            if a.shape != b.shape or a.tobytes() != b.tobytes():
                return False
        elif isinstance(a, np.ndarray) or isinstance(b, np.ndarray) or a != b:
            return False
    return True


def _position(issue: Issue, name: str | None) -> int:
    if name is None:
        raise ValueError(f"the package names no level of {issue.name!r}")
    if name not in issue.levels:
        known = ", ".join(issue.levels)
        raise ValueError(f"issue {issue.name!r} has no level {name!r}; it has {known}")
    return issue.levels.index(name)


def problems(terms: Terms) -> list[str]:
    """What would make these terms meaningless, one sentence each; empty if they are sound."""
    if not terms.issues:
        return ["there are no issues"]
    found = [text for issue in terms.issues for text in _issue_problems(issue, terms)]
    for entry in terms.excluded:
        if not entry:
            found.append("an exclusion names no level, so it would rule out every package")
        elif len({issue for issue, _ in entry}) < len(entry):
            found.append("an exclusion names the same issue twice, so no package matches it")
    if any(issue.strength is not None for issue in terms.issues) and any(
        (issue.security != NONE).any() for issue in terms.issues
    ):
        found.append("security classes are given by numbers and by strengths; use one of them")
    return found


def _issue_problems(issue: Issue, terms: Terms) -> list[str]:
    place = f"issue {issue.name!r}"
    found = []
    if not issue.levels:
        return [f"{place} has no levels"]
    if len(issue.levels) > 255:
        found.append(f"{place} has {len(issue.levels)} levels; at most 255 are possible")
    own = terms.issues.index(issue)
    adds = [float(other.adds_honour[:, own].min()) for other in terms.issues if other.levels]
    least = issue.honour + sum(adds)
    if issue.fallback == NONE and least < 1.0:
        found.append(f"{place} may not be kept (honour below 1) but names no fallback level")
    bare = issue.secret & np.isnan(issue.cover).any(axis=0)
    if issue.fallback == NONE and bare.any():
        found.append(f"{place} has a secret level but names no fallback level")
    return found

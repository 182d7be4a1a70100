"""Who outside the signatories could wreck a package, and what would stop them.

A spoiler that is against a package adds to its lapse and takes from its honour what its remedies
leave: adds·Π(1 − cancelled). The package is then valued anew by sections 3 and 4 of the model, so
that lost honour also changes who would gain by breaking the peace. The game itself is not changed:
the parties do not foresee the spoiler.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.bridges.yardsticks import durability
from goldenbridge.scenario.beside import Spoiler
from goldenbridge.settlements.enumerate import OUT, Levels
from goldenbridge.settlements.issues import Terms
from goldenbridge.settlements.values import values


@dataclass(frozen=True, slots=True)
class Remedy:
    """A counter-measure: a measure outside the text, or another level of one issue.

    cancels     share of the spoiler's effect that it takes away
    durability  of the package (with that level) once it is taken, the spoiler at work
    kept        chance that every term is kept, likewise
    """

    kind: str
    key: str
    text: str
    cancels: float
    durability: float
    kept: float


@dataclass(frozen=True, slots=True)
class Spoiling:
    """What one spoiler does to a package.

    against     whether it would wreck this package; if not, nothing changes
    cancelled   share of its effect that terms of the package cancel already
    durability  chance that the peace stands with it at work; drop: what that takes
    kept        chance that every term is kept; kept_drop: what it takes from that
    issues      issues whose terms it makes less sure
    remedies    what would help most first
    """

    key: str
    name: str
    about: str
    against: bool
    cancelled: float
    durability: float
    drop: float
    kept: float
    kept_drop: float
    issues: tuple[str, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Spoilers:
    """All spoilers of a package, by the drop in durability, then in what is kept.

    durability, kept   without any of them
    all_at_work        durability with all of them at work; with_measures: and all measures taken
    """

    durability: float
    kept: float
    all_at_work: float
    with_measures: float
    ranked: tuple[Spoiling, ...]


def spoilers(acceptance: Acceptance, chosen: Mapping[str, str]) -> Spoilers:
    """The spoilers of a package given by issue and level, if it is signed in that week."""
    ground = acceptance.ground
    known = ground.compiled.scenario.document.spoilers
    levels = np.array(ground.positions(chosen), dtype=np.uint8)
    base = _stands(acceptance, levels, ground.terms)
    ranked = [_spoiling(acceptance, key, one, chosen, base) for key, one in known.items()]
    ranked.sort(key=lambda one: (-round(one.drop, 12), -round(one.kept_drop, 12)))
    left = {key: _left(one, chosen) for key, one in known.items()}
    taken = {
        key: x * _after(known[key], known[key].cancelled_by.measures) for key, x in left.items()
    }
    return Spoilers(
        durability=base[0],
        kept=base[1],
        all_at_work=_stands(acceptance, levels, spoiled(ground.terms, known, left))[0],
        with_measures=_stands(acceptance, levels, spoiled(ground.terms, known, taken))[0],
        ranked=tuple(ranked),
    )


def is_against(spoiler: Spoiler, chosen: Mapping[str, str]) -> bool:
    """Whether it would wreck this package: any of the levels it is against, or every package."""
    named = spoiler.against
    return not named or any(chosen[issue] in levels for issue, levels in named.items())


def _left(spoiler: Spoiler, chosen: Mapping[str, str]) -> float:
    """Share of its effect that is left after what the package's own terms cancel."""
    if not is_against(spoiler, chosen):
        return 0.0
    given = spoiler.cancelled_by.levels
    return prod(1.0 - float(by.get(chosen[issue], 0.0)) for issue, by in given.items())


def _after(spoiler: Spoiler, measures: Iterable[str]) -> float:
    known = spoiler.cancelled_by.measures
    return prod(1.0 - float(known[key].cancels) for key in measures)


def spoiled(terms: Terms, known: Mapping[str, Spoiler], left: Mapping[str, float]) -> Terms:
    """The terms with spoilers at work; `left`: the share of each one's effect that is left."""
    lapse = terms.lapse + sum(x * float(known[key].adds_lapse) for key, x in left.items())
    issues = []
    for issue in terms.issues:
        taken = sum(
            x * float(known[key].takes_honour.get(issue.name, 0.0)) for key, x in left.items()
        )
        issues.append(replace(issue, honour=issue.honour - taken) if taken else issue)
    return Terms(tuple(issues), terms.excluded, lapse)


def _stands(acceptance: Acceptance, levels: Levels, terms: Terms) -> tuple[float, float]:
    """Durability, and the chance that every term is kept, under these terms."""
    chosen = np.atleast_2d(levels)
    numbers = values(terms, chosen)
    packages = Valued(chosen, numbers, acceptance.ground.worth(numbers))
    return float(durability(acceptance, packages)[0]), float(numbers.kept[0])


def _spoiling(
    acceptance: Acceptance,
    key: str,
    spoiler: Spoiler,
    chosen: Mapping[str, str],
    base: tuple[float, float],
) -> Spoiling:
    ground = acceptance.ground
    levels = np.array(ground.positions(chosen), dtype=np.uint8)
    left = _left(spoiler, chosen)
    against = is_against(spoiler, chosen)
    stands, kept = _at_work(acceptance, levels, key, spoiler, left) if against else base
    remedies = list(_remedies(acceptance, key, spoiler, chosen, left)) if against else []
    remedies.sort(key=lambda one: (-round(one.durability, 12), -round(one.kept, 12)))
    return Spoiling(
        key=key,
        name=spoiler.name,
        about=spoiler.about,
        against=against,
        cancelled=1.0 - left if against else 0.0,
        durability=stands,
        drop=base[0] - stands,
        kept=kept,
        kept_drop=base[1] - kept,
        issues=tuple(spoiler.takes_honour),
        remedies=tuple(remedies),
    )


def _at_work(
    acceptance: Acceptance, levels: Levels, key: str, spoiler: Spoiler, left: float
) -> tuple[float, float]:
    terms = spoiled(acceptance.ground.terms, {key: spoiler}, {key: left})
    return _stands(acceptance, levels, terms)


def _remedies(
    acceptance: Acceptance, key: str, spoiler: Spoiler, chosen: Mapping[str, str], left: float
) -> Iterable[Remedy]:
    """Measures taken, and terms changed for levels that cancel part of the effect."""
    ground = acceptance.ground
    document = ground.compiled.scenario.document
    levels = np.array(ground.positions(chosen), dtype=np.uint8)
    for name, measure in spoiler.cancelled_by.measures.items():
        share = float(measure.cancels)
        now = _at_work(acceptance, levels, key, spoiler, left * (1.0 - share))
        yield Remedy("measure", name, measure.text, share, *now)
    for issue, by in spoiler.cancelled_by.levels.items():
        for level, cancels in by.items():
            other = {**chosen, issue: level}
            if level == chosen[issue] or not _possible(ground, other):
                continue
            changed = np.array(ground.positions(other), dtype=np.uint8)
            now = _at_work(acceptance, changed, key, spoiler, _left(spoiler, other))
            told = document.issues[issue].levels[level]
            text = f"{document.issues[issue].name or issue}: {told.name or level}"
            yield Remedy("term", f"{issue}={level}", text, float(cancels), *now)


def _possible(ground: Ground, chosen: Mapping[str, str]) -> bool:
    return bool(ground.listing.numbers([ground.positions(chosen)])[0] != OUT)

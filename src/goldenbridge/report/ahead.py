"""What becomes of a package: which term is broken first, and who outside could wreck it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from goldenbridge.bridges.five_years import FiveYears
from goldenbridge.bridges.spoilers import Remedy, Spoilers, Spoiling
from goldenbridge.game.compile import Compiled
from goldenbridge.report.layout import QUIET, sides, wrapped
from goldenbridge.report.terms import level_words
from goldenbridge.report.wording import listed, percent, signed

FIRST = 4
"""Terms named at most."""
LEAST = 0.0005


def five_years(compiled: Compiled, found: FiveYears, width: int) -> Iterator[Text]:
    """Which term is broken first within five years, if any is."""
    order = sorted((t for t in found.terms if t.first > 0.0), key=lambda term: -term.first)
    if not order:
        return
    yield sides("Which term is broken first?", "chance within five years", width, "bold")
    told = [
        f"{level_words(compiled, term.issue, term.level)[0]} {percent(term.first)}"
        for term in order[:FIRST]
    ]
    rest = sum(term.first for term in order[FIRST:])
    others = f", another {percent(rest)}" if rest > 0.0 else ""
    none = f"none is broken: {percent(found.kept)}"
    yield from wrapped(f"{', '.join(told)}{others}; {none}.", width, "  ", "    ")


def spoilers(found: Spoilers, width: int) -> Iterator[Text]:
    """Who could wreck it, by what it takes from durability, and what would help."""
    if not found.ranked:
        return
    yield sides("Who outside could wreck it", "points of durability lost", width, "bold")
    for one in found.ranked:
        if one.against:
            yield from _spoiling(one, width)
    if idle := [one.name for one in found.ranked if not one.against]:
        yield from wrapped(f"Not against this package: {listed(idle)}.", width, "  ", style=QUIET)
    told = (
        f"Durability {percent(found.durability)} without them, {percent(found.all_at_work)} with "
        f"all at work, {percent(found.with_measures)} if every measure named is taken. The sides "
        "of the model do not foresee them."
    )
    yield from wrapped(told, width, "  ", style=QUIET)


def _spoiling(one: Spoiling, width: int) -> Iterator[Text]:
    number = f"  {signed(-100 * one.drop):>5}  "
    kept = (
        f" All terms kept: {percent(one.kept)} (without it {percent(one.kept + one.kept_drop)})."
        if one.kept_drop > LEAST
        else ""
    )
    softened = (
        f" Terms of the package cancel {percent(one.cancelled)} of its effect."
        if one.cancelled > LEAST
        else ""
    )
    yield from wrapped(f"{one.name}.{kept}{softened}", width, number, " " * len(number))
    for remedy in one.remedies:
        yield from wrapped(_remedy(one, remedy), width, " " * len(number), " " * 11, style=QUIET)


def _remedy(one: Spoiling, remedy: Remedy) -> str:
    what = remedy.text if remedy.kind == "measure" else f"Another term, {remedy.text}"
    gains = (
        f"durability {percent(remedy.durability)} ({_moved(remedy.durability - one.durability)})"
    )
    return f"{what}: then {gains}, all kept {percent(remedy.kept)}."


def _moved(by: float) -> str:
    return f"{signed(100 * by)} points" if abs(by) > LEAST / 10 else "as before"


def wreckers(found: Spoilers) -> str:
    """In one sentence who is against a package and what they would take; empty if nobody is."""
    against = [f"{one.name} ({signed(-100 * one.drop)})" for one in found.ranked if one.against]
    if not against:
        return ""
    return (
        f"could be wrecked from outside by {listed(against)}, points of durability; with all at "
        f"work {percent(found.all_at_work)} in place of {percent(found.durability)}"
    )

"""Every assumption at both its ends: work that variants share never changes a result."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goldenbridge.cli.drivers import at_both_ends
from goldenbridge.forecast.forward import forward
from goldenbridge.forecast.outlook import outlook
from goldenbridge.game.compile import Compiled, compile_bare
from goldenbridge.prepare import Prepared, prepared, solved
from goldenbridge.report.assumptions import called
from goldenbridge.report.drivers import effect
from goldenbridge.report.summary import summary
from goldenbridge.scenario.library import known, load
from goldenbridge.scenario.naming import meant, paths
from goldenbridge.scenario.vary import uncertain
from goldenbridge.solve.solution import Solution

WAR = Path(__file__).parent.parent / "report" / "war.yaml"
NUMBERS = {
    "ukraine-2022": [
        "tracks.front.tempo",  # nothing of the packages, but other packages are put back
        "beliefs.russia.strength",
        "risks.wider_war.per_period.levers.arms",  # nothing that anybody decides by
        "issues.guarantee.levels.g2.penalty.russia",
        "honour.south",
        "peace.lapse",
        "spoilers.outside.adds_lapse",  # nothing that the game reads
    ],
    str(WAR): ["parties.ruritania.cost", "deaths.per_period", "talks.chance"],
}


@cache
def middle(name: str) -> tuple[Compiled, Prepared, Solution]:
    compiled = compile_bare(load(name))
    ready = prepared(compiled)
    return compiled, ready, solved(ready)


def same(one: Any, two: Any) -> bool:
    """Whether two results agree bit for bit, field by field."""
    if isinstance(one, np.ndarray):
        return one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes()
    if is_dataclass(one):
        return all(same(getattr(one, f.name), getattr(two, f.name)) for f in fields(one))
    if isinstance(one, dict):
        return one.keys() == two.keys() and all(same(one[key], two[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(two) and all(map(same, one, two))
    return bool(one == two)


@pytest.mark.parametrize(
    ("name", "path"), [(n, p) for n, paths_ in NUMBERS.items() for p in paths_]
)
def test_a_variant_that_shares_work_is_the_same_as_one_from_the_start(name: str, path: str) -> None:
    compiled, ready, solution = middle(name)
    given = load(name)
    place = meant(path, given.document)
    assert place is not None
    ends = next(((u.low, u.high) for u in uncertain(given) if u.path == path), None)
    for value in ends or (0.9 * float(number(given.document, place)),):
        variant = given.with_values({path: value})

        sharing = prepared(compile_bare(variant, like=compiled), ready)
        alone = prepared(compile_bare(variant))
        one, two = solved(sharing, (ready, solution)), solved(alone)

        assert sharing.compiled.hash == alone.compiled.hash
        assert same(sharing.compiled.bare.packages, alone.compiled.bare.packages)
        assert same(one.expected, two.expected)
        assert same(one.choice, two.choice)
        told, untold = outlook(forward(one)), outlook(forward(two))
        assert same(dict(told.outcomes), dict(untold.outcomes))
        assert same(dict(told.amounts), dict(untold.amounts))
        assert same(dict(told.in_office), dict(untold.in_office))
        assert same(told.deals, untold.deals)


def number(value: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        value = value[part] if isinstance(value, dict) else getattr(value, part)
    return value


def test_work_is_shared_where_it_can_be() -> None:
    """Else the test above would hold of variants that share nothing."""
    compiled, ready, _ = middle("ukraine-2022")
    read = load("ukraine-2022")

    def packages(path: str, value: float) -> bool:
        variant = compile_bare(read.with_values({path: value}), like=compiled)
        return variant.settled is compiled.settled

    assert packages("talks.chance", 0.3)
    assert packages("parties.russia.leader.aim", 0.5)
    assert not packages("honour.south", 0.5)
    put_back = ready.compiled
    assert len(put_back.settled) > len(compiled.settled)
    again = compile_bare(read.with_values({"talks.chance": 0.3}), like=put_back)
    assert again.settled is not put_back.settled  # packages put back belong to the middle values


def test_the_strongest_come_first_and_each_is_named_in_words() -> None:
    read = load(WAR)
    found = at_both_ends(read, None, None, None)
    assert {driver.path for driver in found} == {u.path for u in uncertain(read) if u.low < u.high}
    compiled, _, solution = middle(str(WAR))
    base = effect(summary(compiled, outlook(forward(solution)))).settled
    reaches = [driver.effect(base) for driver in found]
    assert reaches == sorted(reaches, reverse=True)
    assert reaches[0] > 0
    for driver in found:
        assert driver.name
        assert driver.name != driver.path


@pytest.mark.parametrize("name", known())
def test_every_number_has_a_name_of_its_own(name: str) -> None:
    document = load(name).document
    told = {path: called(path, document) for path in paths(document)}
    for path, words in told.items():
        assert words[:1].isupper() or words[:1] == "“", path
        assert "<" not in words
        assert path not in words or "." not in path
    names = [told[u.path] for u in uncertain(load(name))]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", known())
def test_a_name_means_one_number(name: str) -> None:
    document = load(name).document
    for given, path in paths(document).items():
        assert meant(given, document) == path
    for other in ("", "parties", "parties.nobody.cost", "record.as_of", "talks.chance.constant.x"):
        assert meant(other, document) is None

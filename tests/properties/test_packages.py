"""Section 3: packages from issues, the engine's and the plain ones, and two theorems of it."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plain.against import compare
from plain.settlements import packages_from_issues
from properties import packages as terms
from properties.numbers import Chance

Game = dict[str, Any]
PARTIES = ["reds", "blues", "greens"]
FRONT = [{"name": "front", "levels": 5, "ends": {}}]
PEACE = {"classes": [{}, {}, {}]}
FIELDS = {"actual": "actual", "apparent": "apparent", "delivered": "delivered", "kept": "kept"}
AFTER = {"class": "security", "penalty": "penalty", "lapse": "lapse"}

few = settings(max_examples=max(40, settings().max_examples // 4))


@st.composite
def issues(draw: Any) -> tuple[list[Game], list[dict[str, str]]]:
    chance = Chance(draw, draw(st.booleans()))
    after = PEACE if chance.yes() else None
    listed = terms.issues(chance, FRONT, len(PARTIES), after)
    terms.without_unsure(listed)
    return listed, terms.excluded(chance, listed)


def by_engine(listed: list[Game], rules: list[dict[str, str]], lapse: float) -> Game:
    """All packages of the engine, as plain lists under the names of a game file."""
    from goldenbridge.settlements.enumerate import listing
    from goldenbridge.settlements.read import read_terms
    from goldenbridge.settlements.values import values

    read = read_terms(listed, rules, lapse)
    chunks = [values(read, levels) for _, levels in listing(read).chunks()]
    assert len(chunks) == 1
    names = {**FIELDS, **AFTER}
    found = {name: getattr(chunks[0], source).tolist() for name, source in names.items()}
    found["front"] = [None if level < 0 else level for level in chunks[0].front.tolist()]
    return found


@few
@given(issues(), st.sampled_from([0.0, 0.25]))
def test_engine_and_plain_packages_agree(
    drawn: tuple[list[Game], list[dict[str, str]]], lapse: float
) -> None:
    listed, rules = drawn
    plain = packages_from_issues(PARTIES, listed, rules, lapse)
    found = by_engine(listed, rules, lapse)
    for field, value in found.items():
        assert list(compare(field, plain[field], value, 1e-12)) == []


@few
@given(issues())
def test_15_secret_that_surely_leaks_is_public(
    drawn: tuple[list[Game], list[dict[str, str]]],
) -> None:
    leaking, rules = drawn
    for issue in leaking:
        for level in issue["levels"]:
            if "secret" in level:
                level["secret"]["leak"] = 1.0
    public = copy.deepcopy(leaking)
    for issue in public:
        for level in issue["levels"]:
            level.pop("secret", None)
    one, other = by_engine(leaking, rules, 0.0), by_engine(public, rules, 0.0)
    assert list(compare("packages", one, other, 1e-12)) == []


@few
@given(issues(), st.data())
def test_16_where_terms_are_kept_the_fallback_does_not_matter(
    drawn: tuple[list[Game], list[dict[str, str]]], data: st.DataObject
) -> None:
    listed, rules = drawn
    for issue in listed:
        for level in issue["levels"]:
            level.pop("secret", None)
            level.pop("adds_honour", None)
        issue.pop("honour", None)
    other = copy.deepcopy(listed)
    for issue in other:
        names = [level["name"] for level in issue["levels"]]
        if "fallback" in issue:
            issue["fallback"] = data.draw(st.sampled_from(names))
    one, two = by_engine(listed, rules, 0.0), by_engine(other, rules, 0.0)
    assert list(compare("packages", one, two, 1e-12)) == []

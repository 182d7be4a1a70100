"""Terms drawn at random, small enough to be listed."""

from __future__ import annotations

from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from goldenbridge.settlements.enumerate import listing
from goldenbridge.settlements.issues import Terms
from goldenbridge.settlements.read import read_terms

LEVEL_VALUES = st.integers(0, 20).map(lambda twentieth: twentieth / 20)


@st.composite
def drawn_terms(draw: st.DrawFn) -> Terms:
    """Few issues with everything that ties them: exclusions, secrets, honour, shared groups."""
    parties = draw(st.sampled_from([1, 2, 2, 3]))
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=5))
    names = [f"issue{j}" for j in range(len(sizes))]
    kinds = draw(st.sampled_from(["plain", "class", "strength"]))
    setting = draw(st.sampled_from(names))
    issues = [
        {
            "name": name,
            "weights": draw(_by_party(parties, st.sampled_from([0.5, 1.0, 2.0]))),
            "fallback": "level0",
            "honour": draw(st.sampled_from([0.3, 0.6, 0.9, 1.0])),
            "levels": [
                draw(_level(at, parties, names, kinds, name == setting)) for at in range(size)
            ],
        }
        for name, size in zip(names, sizes, strict=True)
    ]
    excluded = draw(st.lists(_entry(names, sizes), max_size=3))
    terms = read_terms(issues, excluded, lapse=draw(st.sampled_from([0.0, 0.1])))
    try:
        listing(terms)
    except ValueError:
        reject()  # nothing is left
    return terms


def _by_party(parties: int, values: st.SearchStrategy[float]) -> st.SearchStrategy[list[float]]:
    return st.lists(values, min_size=parties, max_size=parties)


@st.composite
def _level(
    draw: st.DrawFn, at: int, parties: int, names: list[str], kinds: str, sets: bool
) -> dict[str, Any]:
    level: dict[str, Any] = {
        "name": f"level{at}",
        "actual": draw(_by_party(parties, LEVEL_VALUES)),
        "apparent": draw(_by_party(parties, LEVEL_VALUES)),
    }
    rarely = st.sampled_from([False, False, False, False, True])
    if draw(rarely):
        level["secret"] = {"leak": draw(st.sampled_from([0.0, 0.2, 1.0]))}
        if draw(st.booleans()):
            level["secret"]["apparent"] = draw(_by_party(parties, LEVEL_VALUES))
    if draw(rarely):
        more = st.sampled_from([-0.5, -0.1, 0.1, 0.2, 0.7])
        level["adds_honour"] = draw(st.dictionaries(st.sampled_from(names), more, max_size=2))
    if draw(rarely):
        level["adds_lapse"] = draw(st.sampled_from([-0.1, 0.05]))
    if draw(rarely):
        level["penalty"] = draw(_by_party(parties, st.sampled_from([0.0, 0.1])))
    if sets and draw(rarely):
        level["front"] = draw(st.integers(0, 2))
    if sets and kinds == "class":
        level["class"] = draw(st.integers(0, 2))
    if kinds == "strength" and draw(rarely):
        level["strength"] = {"defender": draw(st.sampled_from([0.5, 1.3, 2.0]))}
    return level


@st.composite
def _entry(draw: st.DrawFn, names: list[str], sizes: list[int]) -> dict[str, str]:
    places = st.lists(st.integers(0, len(names) - 1), min_size=1, max_size=3, unique=True)
    return {names[j]: f"level{draw(st.integers(0, sizes[j] - 1))}" for j in draw(places)}

"""The buffer against worked answers, and against trying every set on random maps."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.bridges.buffer import Buffer, Fewest, buffer, fewest_between
from goldenbridge.cli import main
from goldenbridge.scenario.library import load

CANON = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "canon2.json").read_text(encoding="utf-8"))
    if case["id"].startswith("buffer")
}
CUTS = [key for key, case in CANON.items() if "source" in case["setup"]]
LINES = [key for key, case in CANON.items() if "alignment" in case["setup"]]


def edges(borders: list[str]) -> nx.Graph[str]:
    return nx.Graph(tuple(border.split("-")) for border in borders)


def line(setup: dict[str, Any]) -> Buffer:
    sides = {"A": "a", "B": "b", "none": "none"}
    alignment = {state: sides[side] for state, side in setup["alignment"].items()}
    return Buffer(edges(setup["borders"]), alignment, frozenset(setup["cannot_change"]))


def test_the_canon_has_both_kinds() -> None:
    assert len(CUTS) == 4
    assert len(LINES) == 3


@pytest.mark.parametrize("key", CUTS)
def test_smallest_cuts(key: str) -> None:
    setup, expected = CANON[key]["setup"], CANON[key]["expected"]
    found = fewest_between(edges(setup["borders"]), setup["source"], setup["sink"])
    if not expected["exists"]:
        assert found is None
        return
    assert found is not None
    assert found.size == expected["size"]
    assert sorted(map(list, found.sets)) == sorted(expected["minimum_cuts"])
    assert list(found.in_every) == expected["states_in_every_minimum_cut"]


@pytest.mark.parametrize("key", LINES)
def test_lines(key: str) -> None:
    setup, expected = CANON[key]["setup"], CANON[key]["expected"]
    found = line(setup)
    assert found.holds is expected["line_exists_now"]
    told = sorted("-".join(sorted(pair)) for pair in found.breaking)
    assert told == sorted("-".join(sorted(b.split("-"))) for b in expected["borders_that_break_it"])
    same(found.fewest_more, expected["fewest_more_non_aligned"], expected["which"])
    same(
        found.parting("A", "B"),
        expected["fewest_more_to_part_A_from_B_alone"],
        expected["which_part"],
    )
    names = {"a": "A", "b": "B", "none": "none"}
    moved = {f"{one.state} to {names[one.after]}": one.broken for one in found.moved()}
    assert moved == expected["broken_borders_after_one_change"]


def same(found: Fewest | None, size: int | None, sets: list[list[str]] | None) -> None:
    if size is None or sets is None:
        assert found is None
        return
    assert found is not None
    assert found.size == size
    assert sorted(map(list, found.sets)) == sorted(sorted(one) for one in sets)


def test_moved_says_which_borders() -> None:
    found = line(CANON["buffer-alignment-holds"]["setup"])
    (b,) = [one for one in found.moved() if (one.state, one.after) == ("b", "b")]
    assert b.opened == (("A", "b"), ("a", "b"))
    assert b.closed == ()


@st.composite
def maps(draw: st.DrawFn) -> Buffer:
    states = [f"s{k}" for k in range(draw(st.integers(2, 7)))]
    pairs = [pair for pair in combinations(states, 2) if draw(st.booleans())]
    graph: nx.Graph[str] = nx.Graph(pairs)
    graph.add_nodes_from(states)
    alignment = {state: draw(st.sampled_from(["a", "b", "none"])) for state in states}
    fixed = frozenset(state for state in states if draw(st.integers(0, 3)) == 0)
    return Buffer(graph, alignment, fixed)


def tried(free: list[str], enough: Any) -> Fewest | None:
    """The smallest sets by trying all."""
    for size in range(len(free) + 1):
        if sets := [one for one in combinations(free, size) if enough(set(one))]:
            return Fewest(size, tuple(sets))
    return None


@settings(max_examples=150)
@given(maps())
def test_fewest_more_against_every_set(found: Buffer) -> None:
    free = [s for s in sorted(found.graph) if s not in found.fixed]
    expected = tried(free, lambda out: all(out.intersection(pair) for pair in found.breaking))
    assert (found.fewest_more is None) is (expected is None)
    if expected is not None and found.fewest_more is not None:
        assert found.fewest_more.size == expected.size
        assert sorted(found.fewest_more.sets) == sorted(expected.sets)


@settings(max_examples=150)
@given(maps())
def test_parting_against_every_set(found: Buffer) -> None:
    one, other = sorted(found.graph)[:2]
    aligned = [s for s, side in found.alignment.items() if side != "none" or s in (one, other)]
    free = sorted(s for s in aligned if s not in found.fixed and s not in (one, other))

    def enough(out: set[str]) -> bool:
        return not nx.has_path(found.graph.subgraph(set(aligned) - out), one, other)

    expected, answer = tried(free, enough), found.parting(one, other)
    assert (answer is None) is (expected is None)
    if expected is not None and answer is not None:
        assert answer.size == expected.size
        assert sorted(answer.sets) == sorted(expected.sets)


def test_ukraine_has_no_line_and_none_is_possible_without_kaliningrads_neighbours() -> None:
    states = load("ukraine-2022").document.states
    assert states is not None
    found = buffer(states)
    assert ("belarus", "poland") in found.breaking
    assert ("kaliningrad", "lithuania") in found.breaking
    assert found.hopeless == ()
    assert found.fewest_more is not None
    assert {"lithuania", "poland"} <= set(found.fewest_more.in_every)


def test_the_command_tells_and_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert not main(["buffer", "ukraine-2022", "--between", "russia_state,romania"])
    told = capsys.readouterr().out
    assert "There is no continuous non-aligned line between Russia and its allies and NATO" in told
    assert "To part Russia and Romania alone" in told
    assert not main(["buffer", "ukraine-2022", "--side", "belarus=none", "--json"])
    values = json.loads(capsys.readouterr().out)
    assert values["alignment"]["belarus"] == "none"
    assert not any("belarus" in border for border in values["breaking"])


@pytest.mark.parametrize(
    ("words", "helps"),
    [
        (["buffer", "cuba-1962"], "names no states"),
        (["buffer", "ukraine-2022", "--side", "finlnd=b"], "`finland`"),
        (["buffer", "ukraine-2022", "--side", "finland=c"], "b (NATO)"),
        (["buffer", "ukraine-2022", "--between", "finland"], "two states"),
    ],
)
def test_wrong_questions_are_told(
    words: list[str], helps: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 1
    assert helps in capsys.readouterr().err

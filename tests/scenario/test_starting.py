"""Where a run starts: the cut-off, a week of the course, a state, a named start."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.scenario.checks import end_at
from goldenbridge.scenario.problems import ScenarioError
from goldenbridge.scenario.starting import starting
from written import scenario

COURSE = """course:
  - {week: 0, levels: {front: 5}}
  - {week: 2, levels: {front: 9, economy: 4}}
  - {week: 6, levels: {front: 8}}
starts:
  before: {date: 2030-12-24, levels: {front: 6, face: 4}, values: {tracks.front.tempo: 0}}
deaths:
"""
HERE = scenario("deaths:\n", COURSE)


def test_by_default_a_run_starts_at_the_cut_off() -> None:
    same, where = starting(HERE)

    assert same is HERE
    assert where.day == date(2031, 3, 3)
    assert dict(where.levels) == {"front": 7, "economy": 6, "face": 3, "confidence": 3}
    assert where.label == ""


@pytest.mark.parametrize(
    ("week", "front", "economy", "face"),
    [(0, 5, 6, 4), (1, 5, 5, 4), (2, 9, 4, 4), (5.9, 9, 4, 3), (6, 8, 4, 3), (8, 7, 6, 3)],
)
def test_a_week_is_read_off_the_course(week: float, front: int, economy: int, face: int) -> None:
    """An entry holds until the next; before it, and where there is none, straight from full."""
    _, where = starting(HERE, from_week=week)

    assert (where.levels["front"], where.levels["economy"]) == (front, economy)
    assert where.levels["face"] == face
    assert where.day == date.fromordinal(date(2031, 1, 6).toordinal() + round(7 * week))


def test_a_week_after_the_cut_off_points_to_the_state() -> None:
    with pytest.raises(ScenarioError, match=r"Week 9 is not known.*\n.*--state"):
        starting(HERE, from_week=9)


def test_a_named_start_sets_levels_numbers_and_date() -> None:
    changed, where = starting(HERE, start="before")

    assert where.day == date(2030, 12, 24)
    assert dict(where.levels) == {"front": 6, "economy": 6, "face": 4, "confidence": 3}
    assert float(changed.document.tracks["front"].tempo) == 0  # type: ignore[union-attr]


def test_unknown_names_list_the_near_ones() -> None:
    with pytest.raises(ScenarioError, match="Did you mean `before`"):
        starting(HERE, start="befor")
    with pytest.raises(ScenarioError, match="Did you mean `front`") as refused:
        starting(HERE, state={"frnt": 0.5, "face": 3})
    assert len(refused.value.problems) == 2


@given(st.dictionaries(st.sampled_from([*HERE.document.tracks]), st.floats(0, 1)))
def test_a_state_is_the_nearest_level_that_is_no_end(state: dict[str, float]) -> None:
    _, where = starting(HERE, state=state)

    for name, track in HERE.document.tracks.items():
        level, top = where.levels[name], track.levels - 1
        assert end_at(track, level) is None
        if name in state:
            inner = [n for n in range(top + 1) if end_at(track, n) is None]
            nearest = min(abs(n - state[name] * top) for n in inner)
            assert abs(level - state[name] * top) <= nearest + 1e-9
        else:
            assert level == track.start

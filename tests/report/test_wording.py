"""How numbers are spoken: the rules hold for every chance and every amount."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goldenbridge.report.charts import pushed_apart
from goldenbridge.report.wording import amount, chance, fraction, listed, percent, signed

chances = st.floats(0.0, 1.0)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "no chance"),
        (0.004, "less than 1 in 100"),
        (0.0875, "about 1 in 11"),
        (0.25, "about 1 in 4"),
        (0.37, "about 3 in 8"),
        (0.49, "about even"),
        (0.59, "about 3 in 5"),
        (0.8, "about 4 in 5"),
        (0.97, "about 32 in 33"),
        (0.996, "more than 99 in 100"),
        (1.0, "certain"),
    ],
)
def test_chances_in_words(p: float, words: str) -> None:
    assert chance(p) == words


@given(p=chances)
@example(p=0.2)
@example(p=0.8)
@example(p=0.19999)
@example(p=0.80001)
@example(p=0.99)
def test_words_say_a_chance_near_the_number(p: float) -> None:
    words = chance(p)
    if match := re.fullmatch(r"about (\d+) in (\d+)", words):
        said, parts = int(match[1]), int(match[2])
        assert 0 < said < parts
        assert parts <= 10 or said in (1, parts - 1)
        if 0.2 <= p <= 0.8:
            assert abs(p - said / parts) <= 0.05
        else:
            assert round(1 / min(p, 1 - p)) == parts
    else:
        assert words in {
            "no chance": p == 0,
            "less than 1 in 100": 0 < p < 0.01,
            "about even": 0.48 <= p <= 0.52,
            "more than 99 in 100": 0.99 < p < 1,
            "certain": p == 1,
        }
        assert (words in ("no chance", "certain")) == (p in (0.0, 1.0))


@given(p=st.floats(0.2, 0.8))
def test_the_fraction_is_the_simplest_that_is_near_enough(p: float) -> None:
    n, d = fraction(p)
    near = [b for b in range(2, 11) for a in range(1, b) if abs(p - a / b) <= 0.02]
    assert d == near[0] if near else d <= 10
    if near:
        assert abs(p - n / d) <= 0.02


@given(p=chances, digits=st.integers(0, 2))
def test_a_percentage_is_0_or_100_only_where_it_is_exact(p: float, digits: int) -> None:
    text = percent(p, digits)
    number = float(text.strip("<>%"))
    if p not in (0.0, 1.0):
        assert text[0] in "<>" or 0 < number < 100
    if text[0] not in "<>":
        assert abs(number - 100 * p) <= 0.5 * 10**-digits + 1e-9


@given(x=st.floats(0, 1e9))
def test_amounts_have_three_digits_at_most(x: float) -> None:
    digits = amount(x).replace(",", "")
    assert len(digits.strip("0")) <= 3
    assert abs(int(digits) - x) <= max(0.5, 0.006 * x)


@given(x=st.floats(-100, 100))
def test_signed_numbers_use_a_minus_and_never_a_signed_zero(x: float) -> None:
    text = signed(x)
    assert "-" not in text
    assert float(text.replace("−", "-")) == pytest.approx(x, abs=0.05 + 1e-9)
    assert text not in ("+0.0", "−0.0")


@given(names=st.lists(st.sampled_from(["Russia", "Ukraine", "Turkey"]), max_size=4))
def test_lists_join_with_one_and(names: list[str]) -> None:
    assert listed(names).count(" and ") == (len(names) > 1)


@given(
    places=st.lists(st.floats(0, 1), min_size=1, max_size=7).map(sorted), least=st.floats(0.01, 0.1)
)
def test_labels_are_pushed_apart_within_the_chart(places: list[float], least: float) -> None:
    moved = pushed_apart(places, least)
    steps = [b - a for a, b in pairwise(moved)]
    assert all(step >= least - 1e-12 for step in steps)
    assert min(moved) >= least / 2 - 1e-9
    assert max(moved) <= 1 - least / 2 + 1e-9

"""`bridges`, `package` and `chips` as people type them."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.cli import main

Capture = pytest.CaptureFixture[str]
DEAL = ["missiles=m1", "pledge=i2", "jupiters=j1", "bombers=b1", "cuba_points=u0"]


def answer(capsys: Capture, *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def printed(capsys: Capture, *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def spoken(capsys: Capture, *words: str) -> str:
    """What is printed, wherever its lines are broken."""
    return " ".join(printed(capsys, *words).split())


def refused(capsys: Capture, *words: str) -> str:
    assert main(list(words)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return " ".join(told.err.split())


def test_bridges_and_package_never_disagree(capsys: Capture) -> None:
    found = answer(capsys, "bridges", "cuba-1962", "--week", "5", "--top", "3")
    assert found["found"] == found["signable"] > 3
    assert len(found["packages"]) == 3
    assert found["left_out"] == found["front"] - 3
    for row in found["packages"]:
        words = ["package", "cuba-1962", str(row["number"]), "--week", "5", "--no-break-even"]
        one = answer(capsys, *words)
        assert one["terms"] == row["terms"]
        assert one["everybody"] == row["everybody"]
        assert one["durability"] == pytest.approx(row["yardsticks"]["durability"])
        for party, side in one["sides"].items():
            assert side["margin"] == row["margin"][party]
            assert side["accepts"] == row["accepts"][party]
            assert side["substance"] == row["substance"][party]


def test_conditions_and_terms_narrow_what_is_found(capsys: Capture) -> None:
    words = ["bridges", "cuba-1962", "--week", "5", "--top", "50"]
    every = answer(capsys, *words)
    some = answer(capsys, *words, "--where", "substance.us >= 0.68 and accept(ussr) > 0.9")
    assert 0 < some["found"] < every["found"]
    for row in some["packages"]:
        assert row["substance"]["us"] >= 0.68
        assert row["accepts"]["ussr"] > 0.9
    held = answer(capsys, *words, "--term", "jupiters=j1")
    assert {row["terms"]["jupiters"] for row in held["packages"]} == {"j1"}
    text = spoken(capsys, *words, "--where", "durability > 0.99")
    assert "None of them meets the conditions." in text


def test_weights_and_where_the_advice_flips_are_shown(capsys: Capture) -> None:
    words = ["bridges", "cuba-1962", "--week", "5", "--by", "lives,substance.ussr"]
    text = spoken(capsys, *words, "--weight", "lives=3", "--weight", "substance.ussr=1")
    assert "Lives 0.75 and substance for Soviet Union 0.25" in text
    assert "comes first" in text
    assert "Kalai–Smorodinsky" in text


def test_where_nothing_can_be_signed_the_nearest_are_shown(capsys: Capture) -> None:
    words = ["bridges", "cuba-1962", "--set", "beliefs.us.tracks.danger.up=0.3", "--share", "1"]
    found = answer(capsys, *words, "--term", "missiles=m0")
    assert found["packages"] == []
    assert found["signable"] == found["found"] == 0
    assert found["nearest"][0]["margin"]["us"] < 0
    assert all(row["terms"]["missiles"] == "m0" for row in found["nearest"])


@pytest.mark.parametrize(
    "words",
    [
        ["--by", "lives,removed"],
        ["--by", "lives,removed.ussr"],
        ["--where", "removed(ussr) > 0.1"],
        ["--where", "stays.ussr < 0.5"],
        ["--where", "durability > 0.5 and not stays.ussr >= 0.5"],
        ["--where", "0.2 >= stays.ussr or lives < 3"],
        ["--where", "stays.ussr == 0"],
        ["--where", "stays.ussr < stays.us"],
        ["--where", "not (lives > 3 or stays.us != 0.1)"],
    ],
)
def test_a_leaders_removal_is_refused_as_a_target(words: list[str], capsys: Capture) -> None:
    assert "never sought" in refused(capsys, "bridges", "cuba-1962", *words)


def test_that_a_leader_stays_may_be_asked_for(capsys: Capture) -> None:
    where = "stays.ussr > 0.5 and not stays.us < 0.5 and 0.3 <= stays.us"
    assert answer(capsys, "bridges", "cuba-1962", "--where", where)["found"] > 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bridges", "cuba-1962", "--week", "60"], "Week 60 is not shown"),
        (["bridges", "cuba-1962", "--by", "lives"], "two to four"),
        (["bridges", "cuba-1962", "--by", "lives,justis"], "`justis`"),
        (["bridges", "cuba-1962", "--weight", "durability=1"], "not among the yardsticks"),
        (["bridges", "cuba-1962", "--share", "0"], "no share"),
        (["bridges", "cuba-1962", "--top", "0"], "cannot be shown"),
        (["bridges", "cuba-1962", "--term", "jupiter=j1"], "Did you mean `jupiters`"),
        (["package", "cuba-1962", "STEVENSN"], "Did you mean `STEVENSON`"),
        (["package", "cuba-1962", "108"], "There is no package 108"),
        (["package", "cuba-1962", "--term", "pledge=i2"], "says nothing on `missiles`"),
        (
            ["package", "cuba-1962", "STEVENSON", "--term", "pledge=i9"],
            "`i9` is no level of `pledge`",
        ),
        (["chips", "cuba-1962", "--giver", "usa"], "`us`"),
    ],
)
def test_bad_input_is_refused_in_words(words: list[str], told: str, capsys: Capture) -> None:
    assert told in refused(capsys, *words)


def test_a_package_put_forward_later_can_be_asked_about_and_is_marked(capsys: Capture) -> None:
    words = ["package", "cuba-1962", "FINAL", "--no-break-even"]
    assert answer(capsys, *words)["known_later"]
    assert "(put forward after the cut-off)" in spoken(capsys, *words)


def test_one_package_in_full_says_why(capsys: Capture) -> None:
    terms = [word for term in DEAL for word in ("--term", term)]
    one = answer(capsys, "package", "cuba-1962", *terms, "--week", "5")
    for party, views in one["why"].items():
        assert set(views) == {"ussr", "us", "truth"}
        own = views[party]
        parts = sum(part["worth"] for part in own["endings"].values())
        assert parts + own["held"] - own["costs"] == pytest.approx(own["total"])
        assert own["total"] == pytest.approx(one["sides"][party]["going_on"])
    assert len(one["break_even"]) == 3
    for row in one["break_even"]:
        assert row["low"] < row["high"]
        assert row["turns"] is None or row["low"] <= row["turns"] <= row["high"]


def test_a_value_at_which_the_answer_turns_turns_it(capsys: Capture) -> None:
    terms = [word for term in DEAL for word in ("--term", term)]
    words = ["package", "cuba-1962", *terms, "--week", "3"]
    one = answer(capsys, *words)
    turning = [row for row in one["break_even"] if row["turns"] is not None]
    for row in turning:
        span = (row["high"] - row["low"]) / 32
        answers = {
            answer(capsys, *words, "--no-break-even", "--set", f"{row['path']}={value}")["signable"]
            for value in (
                max(row["turns"] - span, row["low"]),
                min(row["turns"] + span, row["high"]),
            )
        }
        assert answers == {True, False}


def test_chips_have_the_shape_that_is_promised(capsys: Capture) -> None:
    found = answer(capsys, "chips", "cuba-1962")
    assert {"showy", "unseen"} <= set(found)
    for name in ("showy", "unseen"):
        for row in found[name]:
            assert {"giver", "receiver", "change", "gain", "loss"} <= set(row)
            assert len(row["change"]) == 1
    first = next(
        row for row in found["unseen"] if (row["giver"], row["receiver"]) == ("us", "ussr")
    )
    assert first["change"] == {"jupiters": "j1"}
    text = spoken(capsys, "chips", "cuba-1962", "--giver", "us")
    assert "a leak (10%) would take 18.0 from the United States' look" in text


@pytest.mark.parametrize(
    "words",
    [
        ["bridges", "cuba-1962", "--week", "5"],
        ["package", "cuba-1962", "STEVENSON", "--no-break-even"],
        ["chips", "cuba-1962"],
        ["window", "cuba-1962"],
    ],
)
def test_tables_are_also_csv(words: list[str], capsys: Capture) -> None:
    rows = list(csv.reader(io.StringIO(printed(capsys, *words, "--csv"))))
    assert len(rows) > 2
    assert len({len(row) for row in rows}) == 1


TYPED = [
    "", "x", "0", "108", "-1", "1e9", "nan", "٣", "9" * 40, "=", "a=b=c", "=,=", "us=a", "us=z",
    "missiles=m1", "missiles=m1,missiles=m2", "jupiters=j1,pledge=i2", "STEVENSON", "lives",
    "durability > ", "accept()", "accept(us", "__import__('os')", "lives if 1 else 2", "[1] > 0",
    "lives > 1e999", "'a' > 1", "x.y > 1", "lambda: 1", "a" * 2000, "\x00", "us,us", "turkey,us",
]  # fmt: skip


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_typed_is_answered_or_refused_in_words(data: st.DataObject) -> None:
    """Of the commands that refuse before they solve, and of those that need no solve."""
    word = st.sampled_from(TYPED)
    command = data.draw(
        st.sampled_from(
            [
                ["words", "cuba-1962", data.draw(word), "--term", data.draw(word)],
                ["words", "cuba-1962", data.draw(word), "--set", data.draw(word)],
                ["package", "cuba-1962", "--no-break-even", "--term", data.draw(word)],
                ["chips", "cuba-1962", "--giver", data.draw(word), "--receiver", data.draw(word)],
                ["buffer", "ukraine-2022", "--side", data.draw(word)],
                ["buffer", "ukraine-2022", "--between", data.draw(word)],
                ["flip", "cuba-1962", data.draw(word), "--outcome", data.draw(word)],
                ["bridges", "cuba-1962", "--set", data.draw(word)],
                ["window", "cuba-1962", "--chart", data.draw(word)],
            ]
        )
    )
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(command)
    assert code in (0, 1, 2)
    assert "Traceback" not in err.getvalue()
    assert (err.getvalue().strip() != "") is (code != 0)

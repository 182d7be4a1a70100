"""Words are traced: every line stands in the scenario under a term that the package holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.bridges.words import Line, Words, words
from goldenbridge.cli import main
from goldenbridge.report.words import markdown
from goldenbridge.scenario.choose import (
    chosen_terms,
    known_packages,
    package_title,
    term_changes,
)
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.library import load
from goldenbridge.scenario.problems import ScenarioError

CUBA, UKRAINE = load("cuba-1962").document, load("ukraine-2022").document
SECRET = {"missiles": "m2", "pledge": "i1", "jupiters": "j1", "bombers": "b1", "cuba_points": "u0"}


def all_lines(told: Words) -> list[tuple[str, Line]]:
    """Every line with the key of `texts` that it must stand under."""
    lines = [("communique", line) for line in told.communique]
    for side in told.sides:
        lines += [(side.key, line) for line in (*side.statement, *side.more)]
    return lines


def walk(document: Document, chosen: dict[str, str]) -> None:
    told = words(document, chosen)
    for who, line in all_lines(told):
        assert line.rests_on
        for term in line.rests_on:
            assert chosen[term.issue] == term.level
            assert document.texts[term.issue][term.level][who] == line.text
    held = {line.text for _, line in all_lines(told)}
    text = markdown(told, document.title, "A package")
    for issue, levels in document.texts.items():
        for level, said in levels.items():
            for sentence in said.values():
                if sentence and level != chosen[issue] and sentence not in held:
                    assert not any(part == sentence for part in claims(text)), sentence
    for side in told.sides:
        for aim in side.aims:
            given = document.aims[side.key][aim.key]
            met = all(chosen[i] in levels for i, levels in given.met.items())
            assert (aim.state == "met") is met
            if aim.state == "in_words":
                assert all(chosen[i] in levels for i, levels in given.in_words.items())
            assert all(chosen[term.issue] == term.level for term in aim.rests_on)


def claims(text: str) -> list[str]:
    """What the text claims, line by line, without the terms behind it."""
    found = []
    for line in text.splitlines():
        said = re.match(r"(?:- |\d+\. )(?P<claim>.*?) \*\(", line)
        if said:
            found.append(said["claim"])
    return found


@pytest.mark.parametrize("document", [CUBA, UKRAINE], ids=["cuba", "ukraine"])
def test_every_line_of_every_named_package_is_traced(document: Document) -> None:
    for package in known_packages(document):
        walk(document, chosen_terms(document, package))


@settings(max_examples=60)
@given(st.data())
@pytest.mark.parametrize("document", [CUBA, UKRAINE], ids=["cuba", "ukraine"])
def test_every_line_of_any_package_is_traced(document: Document, data: st.DataObject) -> None:
    walk(
        document,
        {
            key: data.draw(st.sampled_from([*issue.levels]))
            for key, issue in document.issues.items()
        },
    )


def test_each_line_of_the_text_names_its_term() -> None:
    text = markdown(words(UKRAINE, chosen_terms(UKRAINE, "ESSAY")), UKRAINE.title, "Essay")
    for line in text.splitlines():
        if re.match(r"- |\d+\. ", line):
            terms = re.search(r"\*\((.+?)\)\*", line)
            assert terms, line
            assert ": " in terms[1]


def test_a_secret_term_is_in_no_public_text() -> None:
    told = words(CUBA, SECRET)
    public = " ".join(line.text for _, line in all_lines(told))
    assert "Turkey" not in public
    assert [term.issue for term in told.silent] == ["jupiters", "cuba_points"]
    ussr = {aim.key: aim for aim in told.sides[0].aims}
    assert (ussr["balance"].state, ussr["balance"].unseen) == ("met", True)
    us = {aim.key: aim for aim in told.sides[1].aims}
    assert (us["no_trade"].state, us["no_trade"].unseen) == ("in_words", True)
    text = markdown(told, CUBA.title, "Trade")
    assert "so it cannot be said" in text
    assert "Kept secret, so in no public text: Missiles in Turkey" in text


def test_a_secret_term_without_words_is_not_called_by_its_name() -> None:
    bare = CUBA.model_copy(update={"texts": {}})
    told = words(bare, SECRET)
    joint = [line.text for line in told.communique]
    assert "Bombers on Cuba: The bombers leave within 30 days." in joint
    assert not any("Turkey" in text for text in joint)
    assert not any(side.statement for side in told.sides)


def test_what_holds_in_wording_is_told() -> None:
    russia = words(UKRAINE, chosen_terms(UKRAINE, "ESSAY")).sides[0]
    wording = {line.rests_on[0].issue: line.wording for line in (*russia.statement, *russia.more)}
    assert wording["donbas"]
    assert not wording["south"]
    assert russia.statement[0].rests_on[0].issue == "donbas"


def test_packages_are_chosen_by_name_or_by_terms() -> None:
    changed = chosen_terms(UKRAINE, "ESSAY", {"guarantee": "g2"})
    assert changed == {**UKRAINE.packages["ESSAY"].terms, "guarantee": "g2"}
    written = ",".join(f"{issue}={level}" for issue, level in changed.items())
    assert chosen_terms(UKRAINE, written) == changed
    assert package_title(UKRAINE, "ESSAY", {"guarantee": "g1"}) == "Essay, Crimea tied"
    assert "duty to act" in package_title(UKRAINE, "ESSAY", {"guarantee": "g2"})


@pytest.mark.parametrize(
    ("package", "changes", "helps"),
    [
        ("ESAY", {}, "`ESSAY`"),
        ("ESSAY", {"guarante": "g2"}, "`guarantee`"),
        ("ESSAY", {"guarantee": "g9"}, "g2 duty to act"),
        ("ESSAY", {"alignment": "n3", "guarantee": "g2"}, "nobody who could have a duty to act"),
        ("donbas=d3", {}, "says nothing on `crimea`"),
    ],
)
def test_wrong_packages_are_told(package: str, changes: dict[str, str], helps: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        chosen_terms(UKRAINE, package, changes)
    assert helps in str(refused.value)


def test_changes_name_what_is_none() -> None:
    given = ["guarantee=g2", "south = s1"]
    assert term_changes(UKRAINE, given) == {"guarantee": "g2", "south": "s1"}
    for wrong, helps in (
        (["guarantee2"], "`guarantee2` is not an issue, an equals sign and a level"),
        (["guarantee=g9", "sooth=s1"], "`g9` is no level of `guarantee`"),
        (["guarantee=g9", "sooth=s1"], "`south`"),
        (["guarantee=g1", "guarantee=g2"], "given two levels"),
    ):
        with pytest.raises(ScenarioError) as refused:
            term_changes(UKRAINE, wrong)
        assert helps in str(refused.value)


def test_the_command_takes_ids_numbers_and_terms(capsys: pytest.CaptureFixture[str]) -> None:
    written = ",".join(f"{issue}={level}" for issue, level in SECRET.items())
    assert not main(["words", "cuba-1962", written, "--json"])
    by_terms = json.loads(capsys.readouterr().out)
    assert by_terms["terms"] == SECRET
    assert by_terms["sides"]["ussr"]["aims"][0]["rests_on"] == [{"issue": "pledge", "level": "i1"}]
    assert not main(["words", "cuba-1962", "0", "--json"])
    first = json.loads(capsys.readouterr().out)["terms"]
    assert first == {issue: next(iter(of.levels)) for issue, of in CUBA.issues.items()}
    assert main(["words", "cuba-1962", "999999"]) == 1
    assert "There is no package 999999" in capsys.readouterr().err


def test_the_command_writes_markdown(tmp_path: Path) -> None:
    file = tmp_path / "words.md"
    assert not main(
        ["words", "ukraine-2022", "ESSAY", "--term", "guarantee=g2", "--out", str(file)]
    )
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Essay, Crimea tied, with Guarantee: duty to act")
    assert "each guarantor state shall act within days" in text

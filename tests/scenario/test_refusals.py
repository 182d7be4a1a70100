# ruff: noqa: E501
"""Every refusal of the language: the line it names, the field, and what it says would be right.

Each case changes one passage of the scenario that `new` writes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.game.compile import compile_bare, state_problems
from goldenbridge.game.consistent import inconsistencies
from goldenbridge.scenario.past import split
from goldenbridge.scenario.problems import Problem, ScenarioError, tell
from goldenbridge.scenario.read import Text, read_text
from goldenbridge.scenario.scenario import Scenario, from_text, validated
from written import TEXT, changed, problems

# old passage, new passage, lines further down, path, part of what is wrong or would be right
CASES = {
    "unknown block": ("levers:\n", "lever:\n", 0, "lever", "Did you mean `levers`"),
    "unknown field": (
        "    cost_tracks: {economy: 1.0}", "    cost_track: {economy: 1.0}",
        0, "parties.ruritania.cost_track", "Did you mean `cost_tracks`",
    ),
    "unknown key of a number": (
        "ratify: {low: 0.30,", "ratify: {lo: 0.30,",
        0, "parties.strelsavia.audience.ratify.lo", "Did you mean `low`",
    ),
    "missing field": (
        "      aim: 0.50\n", "", None, "parties.strelsavia.leader.aim", "is missing",
    ),
    "text for a number": (
        "tempo: 0.126", "tempo: fast", 0, "tracks.front.tempo", "not the text `fast`",
    ),
    "true for a number": ("tempo: 0.126", "tempo: true", 0, "tracks.front.tempo", "not true"),
    "nothing for a number": ("tempo: 0.126", "tempo:", 0, "tracks.front.tempo", "not nothing"),
    "number for text": ("name: Front", "name: 5", 0, "tracks.front.name", "Text belongs here"),
    "text for yes or no": ("front: true", "front: 'yes'", 0, "tracks.front.front", "true or false"),
    "part of a level": ("start: 7", "start: 7.5", 0, "tracks.front.start", "whole number"),
    "no date": ("cutoff: 2031-03-03", "cutoff: March", 0, "calendar.cutoff", "2022-03-27"),
    "no such day": ("cutoff: 2031-03-03", "cutoff: 2031-02-30", 0, "calendar.cutoff", "a date"),
    "list for a mapping": (
        "levers: {sanctions: 0.0798}", "levers: [sanctions]",
        0, "tracks.economy.down.levers", "A mapping belongs here",
    ),
    "mapping for a list": (
        "      steps:\n        - {text: A vote in parliament, weeks: {low: 2, high: 6}}\n",
        "      steps: {text: A vote}\n",
        0, "parties.strelsavia.audience.steps", "A list belongs here",
    ),
    "no such kind": ("kind: contest", "kind: fight", 0, "tracks.front.kind", "kind: contest or kind"),
    "not one of the choices": ("period: week", "period: month", 0, "calendar.period", "week"),
    "an id with a space": (
        "  economy:\n    name", "  the economy:\n    name", 0, "tracks.the economy", "cannot be an id",
    ),
    "above the range": ("isolation: 0.3", "isolation: 1.3", 0,
        "parties.ruritania.circle.isolation", "It must be 0 to 1"),
    "not above 0": ("spread: 0.2", "spread: 0", 0,
        "parties.ruritania.circle.spread", "It must be above 0"),
    "range that falls": (
        "ratify: {low: 0.30, middle: 0.40, high: 0.50", "ratify: {low: 0.30, middle: 0.20, high: 0.50",
        0, "parties.strelsavia.audience.ratify", "do not rise",
    ),
    "half a range": (
        "honour:\n  province: {low: 0.6, high: 0.9", "honour:\n  province: {low: 0.6",
        1, "honour.province", "do not make a number",
    ),
    "no such party": ("attacker: ruritania", "attacker: ruritanja", 0, "attacker", "`ruritania`"),
    "no such track": ("fades_with: confidence}\n  strelsavia", "fades_with: trust}\n  strelsavia",
        0, "beliefs.ruritania.fades_with", "is no track"),
    "no such lever": ("down: {constant: 0.0102, levers: {sanctions", "down: {constant: 0.0102, levers: {sanction",
        0, "tracks.economy.down.levers.sanction", "Did you mean `sanctions`"),
    "no such ending": ("ends: {top: victory", "ends: {top: triumph", 0,
        "tracks.front.ends.top", "is no ending"),
    "start on an end": ("start: 7", "start: 12", 0, "tracks.front.start", "from 1 to 11"),
    "start off the track": ("start: 7", "start: 13", 0, "tracks.front.start", "It must be 0 to 12"),
    "reset off the track": ("        ends: 0.15 # ends the war at once\n        resets: {face: 4}",
        "        ends: 0.15\n        resets: {face: 5}", 1,
        "parties.ruritania.successors.pragmatist.resets.face", "It must be 0 to 4"),
    "no front": ("    front: true # its norm is the share of the contested stake that the attacker holds\n",
        "", -4, "tracks", "No track is the front"),
    "no veto": ("    adjective: Ruritanian\n", "    adjective: Ruritanian\n    veto: false\n", None,
        "parties", "No party has a veto"),
    "nobody to remove": ("    leader:\n      office: the prime minister\n      office_weight: 0.5\n"
        "      fate: 0.4\n      aim: 0.50\n      steepness: 0.12\n", "", None,
        "parties.strelsavia", "Nobody leads this party"),
    "chances to propose": ("strelsavia: 0.45, mediator: 0.10", "strelsavia: 0.45, mediator: 0.20",
        0, "talks.proposers", "add up to 1.1, not to 1"),
    "no such proposer": ("mediator: 0.10}", "league: 0.10}", 0, "talks.proposers.league", "is no party"),
    "value for every party": ("substance: {ruritania: 0.0, strelsavia: 0.9}", "substance: {ruritania: 0.0}",
        0, "issues.sanctions.levels.stay.substance", "`strelsavia` has no value here"),
    "fallback is needed": ("    fallback: held\n", "", -3, "issues.province.fallback", "is missing: the term may"),
    "no such fallback": ("fallback: held", "fallback: hold", 0, "issues.province.fallback", "Did you mean `held`"),
    "half a package": ("terms: {province: held, alignment: free, guarantee: none, sanctions: stay}",
        "terms: {province: held, alignment: free, guarantee: none}", 0,
        "packages.FREEZE.terms", "`sanctions` is left open"),
    "no such package": ("terms: RETURN}", "terms: RETURNED}", 0, "endings.defeat.terms", "`RETURN`"),
    "an ending without worth": ("substance: {ruritania: 0.30, strelsavia: 0.80}}", "about: open}",
        0, "endings.withdrawal", "needs either"),
    "collapse for everybody": ("      strelsavia: {substance: {ruritania: 0.60, strelsavia: 0.25}}\n", "",
        -2, "endings.collapse.by_leader", "`strelsavia` can lose its leader"),
    "an outcome's name": ("  defeat: {name: Ruritania is driven out, terms: RETURN}",
        "  defeat: {terms: RETURN}\n  settled: {terms: RETURN}", 1, "endings.settled", "is an outcome's name"),
    "excluded package": ("packages:\n", "exclusions:\n  - terms: {province: held, sanctions: [stay]}\npackages:\n",
        5, "packages.FREEZE.terms", "cannot stand together"),
    "excludes everything": ("packages:\n", "exclusions:\n  - terms: {}\npackages:\n", 1,
        "exclusions.0.terms", "would exclude every package"),
    "a date after the cut-off": ("FREEZE: {name:", "FREEZE: {date: 2031-03-04, name:", 0,
        "packages.FREEZE.date", "belongs in `record`"),
    "a week after the cut-off": ("deaths:\n", "course:\n  - {week: 9, levels: {front: 7}}\ndeaths:\n", 1,
        "course.0.week", "lies after the cut-off (week 8.0)"),
    "weeks out of order": ("deaths:\n",
        "course:\n  - {week: 2, levels: {front: 7}}\n  - {week: 1}\ndeaths:\n", 2,
        "course.1.week", "Week 1 follows week 2"),
    "the cut-off before the war": ("opening: 2031-01-06", "opening: 2031-04-01", 1,
        "calendar.cutoff", "before the opening"),
    "solved less than shown": ("shown: 104", "shown: 104\n  solved: 60", 1, "calendar.solved", "cannot show 104"),
    "too many states": ("levels: 7\n", "levels: 900\n", None, "tracks", "At most 200,000"),
    "too long": ("shown: 104", "shown: 90000", None, "calendar", "periods"),
    "a start with no such number": ("deaths:\n",
        "starts:\n  before: {values: {tracks.front.tempos: 0}}\ndeaths:\n", 1,
        "starts.before.values.tracks.front.tempos", "Did you mean `tracks.front.tempo`"),
    "two issues set the front": ("        substance: {ruritania: 0.75, strelsavia: 0.55}\n",
        "        substance: {ruritania: 0.75, strelsavia: 0.55}\n        front: 5\n", None,
        "issues.alignment.levels.neutral.front", "both set the front"),
    "terms without a peace": ("peace:\n  respite: 104\n  recovered: {confidence: 1, economy: 6}\n"
        "  recovered_strength: {attacker: 1.1, defender: 1.1}\n  lapse: 0.05\n"
        "  lost_face: {ruritania: 0.05, strelsavia: 0.05}\n", "", None,
        "issues.province.levels.returned", "no block `peace`"),
    "an onlooker that plays": ("deaths:\n",
        "onlookers:\n  ruritania: {name: R, weights: {province: 1}, values_like: ruritania}\ndeaths:\n", 1,
        "onlookers.ruritania", "is a party already"),
    "an onlooker without values": ("deaths:\n",
        "onlookers:\n  league: {name: L, weights: {sanctions: 1}, substance: {sanctions: {stay: 1}}}\ndeaths:\n", 1,
        "onlookers.league.substance.sanctions", "`steps` and `lifted` has no value"),
    "an aim nothing meets": ("deaths:\n",
        "aims:\n  ruritania:\n    all: {text: All, met: {province: [everything]}}\ndeaths:\n", 2,
        "aims.ruritania.all.met.province", "is no level of `province`"),
    "a text for nobody": ("deaths:\n",
        "texts:\n  province:\n    held: {leage: Hm}\ndeaths:\n", 2,
        "texts.province.held.leage", "is no party"),
    "a border with nobody": ("deaths:\n",
        "states:\n  sides: {a: A, b: B}\n  members:\n    x: {name: X, alignment: a, borders: [y]}\ndeaths:\n", 3,
        "states.members.x.borders", "is no state"),
    "a record before its time": ("deaths:\n",
        "record: {summary: Nothing, outcome: at_war, as_of: 2031-01-01}\ndeaths:\n", 0,
        "record.as_of", "before the cut-off"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_refusal_names_line_field_and_remedy(case: str) -> None:
    old, new, down, path, said = CASES[case]
    if case == "no veto":
        text = TEXT.replace(old, new).replace("    adjective: Strelsavian\n", "    veto: false\n")
    else:
        text, line = changed(old, new)

    found = problems(text)

    (problem,) = [problem for problem in found if problem.path == path]
    if case != "no veto" and down is not None:
        assert problem.line == line + down
    assert text.splitlines()[problem.line - 1].strip()
    assert said in f"{problem.what} {problem.right}"
    assert problem.what.endswith(".")


def test_the_scenario_itself_has_no_problems() -> None:
    assert problems(TEXT) == ()


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    text = TEXT
    for old, new in (
        ("attacker: ruritania", "attacker: graustark"),
        ("start: 7", "start: 12"),
        ("terms: RETURN}", "terms: NOWHERE}"),
    ):
        text = text.replace(old, new)

    found = problems(text)

    assert [p.path for p in found] == ["attacker", "tracks.front.start", "endings.defeat.terms"]
    assert [p.line for p in found] == sorted(p.line for p in found)


def test_a_misspelt_field_is_told_once() -> None:
    text = TEXT.replace("      steepness: 0.12", "      stepness: 0.12")

    assert [p.path for p in problems(text)] == ["parties.strelsavia.leader.stepness"]


def test_how_refusals_read() -> None:
    text = TEXT.replace("start: 7", "start: 12").replace("isolation: 0.3", "isolaton: 0.3")
    text = text.replace("tempo: 0.126", "tempo: 1.26")

    assert tell(problems(text), "ruritania.yaml") == (
        "ruritania.yaml:35  tracks.front.start\n"
        "  Level 12 is an end (`victory`); the war would be over.\n"
        "  Take a level from 1 to 11.\n"
        "ruritania.yaml:39  tracks.front.tempo\n"
        "  1.26 is outside the range.\n"
        "  It must be 0 to 1.\n"
        "ruritania.yaml:88  parties.ruritania.circle.isolaton\n"
        "  `isolaton` is no field of `parties.ruritania.circle`.\n"
        "  Did you mean `isolation`?"
    )


ODD = (
    None, True, 0, 1, -1, 0.5, 7, 1e9, 10**30, "x", "", "front", "2022-01-01", [], {}, [1], ["a"],
    {"low": 0, "high": 1}, {"low": 1, "high": 0}, {"constant": 1}, {"a": {"b": 1}},
)  # fmt: skip


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a tree but its root."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in entries:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


READ = read_text(TEXT)
PLACES = list(places(READ.tree))


@given(st.sampled_from(PLACES), st.sampled_from([*ODD, "left out"]))
def test_whatever_stands_somewhere_the_scenario_compiles_or_is_refused(
    path: tuple[Any, ...], value: Any
) -> None:
    """… by `check` already: compiling refuses nothing that `check` lets pass."""
    tree = copy.deepcopy(READ.tree)
    at = tree
    for part in path[:-1]:
        at = at[part]
    if value == "left out":
        del at[path[-1]]
    else:
        at[path[-1]] = value
    text = Text(tree, READ.lines)
    refused = why(text)
    assert all(problem.what and problem.line for problem in refused)
    if refused:
        return
    scenario = Scenario("test", validated(text, "test.yaml"), text=text)
    if not state_problems(scenario):
        assert inconsistencies(compile_bare(scenario).bare) == []


def why(text: Text) -> tuple[Problem, ...]:
    """Why a tree is refused; empty if it is not."""
    try:
        validated(text, "test.yaml")
    except ScenarioError as error:
        return error.problems
    return ()


def test_an_unknown_kind_hides_no_other_problem() -> None:
    text = TEXT.replace("kind: drift # moves by itself", "kind: drifft").replace(
        "fallback: stay", "fallback: stays"
    )

    assert [p.path for p in problems(text)] == ["tracks.economy.kind", "issues.sanctions.fallback"]


def test_a_number_that_was_set_is_no_problem_of_the_file() -> None:
    with pytest.raises(ScenarioError) as refused:
        from_text(TEXT, "test.yaml").with_values({"sanctions": 1.5})

    assert refused.value.file == ""
    assert str(refused.value).startswith("levers.sanctions.value\n")


def test_a_bad_level_date_or_missing_number_hides_nothing_else() -> None:
    """What is stood in for raises no finding of its own, and what stands elsewhere is told."""
    text = TEXT.replace("cutoff: 2031-03-03", "cutoff: 3 March")
    text = text.replace("levels: 13", "levels: 13.5").replace(
        "weights: {ruritania: 0.45", "weights: {ruritanla: 0.45"
    )
    text = "\n".join(line for line in text.splitlines() if not line.startswith("      ratify:"))

    with pytest.raises(ScenarioError) as refused:
        from_text(text)

    assert not refused.value.more
    assert [problem.path for problem in refused.value.problems] == [
        "calendar.cutoff",
        "tracks.front.levels",
        "parties.strelsavia.audience.ratify",
        "issues.province.weights.ruritanla",
        "issues.province.weights",
    ]


def test_where_nothing_can_stand_in_it_says_that_more_may_show() -> None:
    with pytest.raises(ScenarioError, match="More may show") as refused:
        from_text(TEXT.replace("attacker: ruritania", "attacker: [ruritania]"))

    assert refused.value.more


def test_a_bad_field_brings_no_findings_elsewhere() -> None:
    tree = read_text(TEXT).tree
    for path in list(_places(tree))[::7]:
        broken = copy.deepcopy(tree)
        place = broken
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = "junk" if isinstance(place[path[-1]], list) else ["junk"]
        try:
            validated(Text(broken), "mine.yaml")
        except ScenarioError as error:
            for problem in error.problems:
                where = split(problem.path)
                assert where[: len(path)] == path or path[: len(where)] == where


def _places(tree: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    entries = tree.items() if isinstance(tree, dict) else []
    entries = enumerate(tree) if isinstance(tree, list) else entries
    for part, inner in entries:
        yield (*path, part)
        yield from _places(inner, (*path, part))

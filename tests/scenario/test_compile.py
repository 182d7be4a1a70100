"""From words to numbers: what a scenario becomes in a bare game."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from goldenbridge.game import bare
from goldenbridge.game.compile import compile_bare, state_problems
from goldenbridge.game.compile_terms import totals
from goldenbridge.game.consistent import inconsistencies
from goldenbridge.scenario.problems import ScenarioError
from goldenbridge.scenario.scenario import from_text
from written import changed, scenario

HERE = scenario()
GAME = compile_bare(HERE).bare


def test_the_compiled_game_hangs_together() -> None:
    assert inconsistencies(GAME) == []
    assert (GAME.shown, GAME.solved) == (104, 208)
    assert [party.name for party in GAME.parties] == ["ruritania", "strelsavia"]
    assert GAME.start == (7, 6, 3, 3)


def test_beliefs_go_by_side_and_a_party_s_own_strength_is_its_side_s() -> None:
    attacker, defender = (party.beliefs.strength for party in GAME.parties)

    assert attacker == bare.StrengthBeliefs(attacker=bare.Belief(2.0, "confidence"))
    assert defender == bare.StrengthBeliefs(defender=bare.Belief(1.4, "confidence"))


def test_beliefs_of_a_rival_and_of_single_tracks() -> None:
    text, _ = changed(
        "  strelsavia: {strength: {low: 1.2, middle: 1.4, high: 2.0}, fades_with: confidence}",
        "  strelsavia:\n"
        "    rival_strength: 0.8\n"
        "    rival_fades_with: face\n"
        "    tracks:\n"
        "      economy: {down: 2, fades_with: confidence}\n"
        "      front: {strength: 1.1, rival_strength: 0.9}\n",
    )
    beliefs = compile_bare(from_text(text)).bare.parties[1].beliefs

    assert beliefs.strength == bare.StrengthBeliefs(attacker=bare.Belief(0.8, "face"))
    assert beliefs.tracks["economy"] == bare.TrackBeliefs(down=bare.Belief(2, "confidence"))
    assert beliefs.tracks["front"].defender == bare.Belief(1.1)
    assert beliefs.tracks["front"].attacker == bare.Belief(0.9)


def test_a_successor_changes_only_what_he_names() -> None:
    pragmatist, hardliner = GAME.parties[0].successors

    assert pragmatist.party == {
        "leader": bare.Leader(office=0.5, fate=(0.3, 0.0), aim=0.42, steepness=0.1),
        "beliefs": bare.Beliefs(),
    }
    assert hardliner.party == {"leader": bare.Leader(0.7, (0.1, 0.0), 0.6, 0.1)}
    assert (pragmatist.ends, hardliner.ends) == (0.15, 0.0)


def test_an_ending_by_terms_is_worth_the_weighted_totals_before_honour() -> None:
    victory = GAME.endings["victory"]

    assert isinstance(victory, bare.Ending)
    assert victory.actual == pytest.approx((0.45 + 0.2 * 0.75 + 0.15 + 0.2, 0.3 * 0 + 0.15 * 0.7))
    assert victory.looks()[0] == pytest.approx(0.45 + 0.2 * 0.85 + 0.15 + 0.2)


def test_packages_are_worth_what_the_model_says() -> None:
    """u = Σ w·(honour·value + (1 − honour)·fallback), y = Σ w·appearance, over every package."""
    document = HERE.document
    ids = list(product(*(issue.levels for issue in document.issues.values())))

    assert list(GAME.packages.levels or ()) == ids
    for k, chosen in enumerate(ids):
        for i, party in enumerate(document.parties):
            u = 0.0
            for key, level in zip(document.issues, chosen, strict=True):
                issue = document.issues[key]
                value = float(issue.levels[level].substance[party])
                behind = float(issue.levels[issue.fallback or ""].substance[party])
                h = 1.0 if level == issue.fallback else float(document.honour[key])
                u += float(issue.weights[party]) * (h * value + (1 - h) * behind)
            assert GAME.packages.actual[i, k] == pytest.approx(u, abs=1e-12)
        looks = totals(dict(zip(document.issues, chosen, strict=True)), document).looks()
        assert GAME.packages.apparent[:, k] == pytest.approx(looks, abs=1e-12)


def test_security_classes_are_products_with_what_both_sides_recover() -> None:
    assert GAME.peace is not None
    assert GAME.peace.classes == (
        bare.SecurityClass(1.1, 1.1),
        bare.SecurityClass(1.1, pytest.approx(1.43)),  # type: ignore[arg-type]
    )
    levels = np.array([chosen[2] for chosen in GAME.packages.levels or ()])
    assert set(GAME.packages.security[levels == "none"]) == {0}
    assert set(GAME.packages.security[levels == "duty"]) == {1}
    assert GAME.peace.recovered == (7, 6, 3, 1)


def test_named_packages_are_found_and_read_back() -> None:
    compiled = compile_bare(HERE)

    for name, package in HERE.document.packages.items():
        assert compiled.terms(compiled.named[name]) == dict(package.terms)


def test_merging_keeps_named_packages() -> None:
    whole, merged = compile_bare(HERE), compile_bare(HERE, limit=10)

    assert merged.settled.merged
    assert merged.bare.packages.count < whole.bare.packages.count
    assert set(merged.named) == set(HERE.document.packages)
    for name in merged.named:
        a = whole.bare.packages.actual[:, whole.named[name]]
        assert merged.bare.packages.actual[:, merged.named[name]] == pytest.approx(a, abs=1e-12)


def test_exclusions_with_lists_of_levels_mean_each_of_them() -> None:
    text, _ = changed(
        "packages:\n",
        "exclusions:\n  - terms: {province: ceded, sanctions: [stay, steps]}\npackages:\n",
    )
    levels = compile_bare(from_text(text)).bare.packages.levels or ()

    assert len(levels) == 60 - 2 * 2 * 2
    assert not any(x[0] == "ceded" and x[3] in ("stay", "steps") for x in levels)


def test_a_secret_level_is_shown_as_its_cover_unless_it_leaks() -> None:
    text, _ = changed(
        "        substance: {ruritania: 0.65, strelsavia: 0.55}",
        "        substance: {ruritania: 0.65, strelsavia: 0.55}\n"
        "        secret: {leak: 0.1, shown: {ruritania: 0.2, strelsavia: 1.0}}",
    )
    packages = compile_bare(from_text(text)).bare.packages
    at = [chosen[3] for chosen in packages.levels or ()].index("steps")

    moved = packages.apparent[:, at] - GAME.packages.apparent[:, at]
    shown = np.array([0.9 * 0.2 + 0.1 * 0.65, 0.9 * 1.0 + 0.1 * 0.55])
    assert moved == pytest.approx(np.array([0.20, 0.15]) * (shown - np.array([0.65, 0.55])))


def test_risks_and_deaths_are_rates() -> None:
    assert set(GAME.rates) == {"deaths", "risk.wider_war"}
    assert GAME.rates["risk.wider_war"] == bare.LinearForm(0.0002, {"arms": 0.0006})


def test_a_start_changes_the_hash_and_the_date() -> None:
    plain, moved = compile_bare(HERE), compile_bare(HERE, state={"front": 0.4})

    assert plain.hash == HERE.hash != moved.hash
    assert moved.bare.start[0] == 5
    assert moved.bare.peace == plain.bare.peace
    assert str(plain.date_of(2)) == "2031-03-17"


def test_what_fails_in_some_state_is_refused_with_line_field_and_state() -> None:
    text, line = changed("up: 0.0198", "up: {constant: 0.9, tracks: {front: 0.2}}")
    broken = from_text(text, "test.yaml")

    (problem,) = state_problems(broken)

    assert (problem.path, problem.line) == ("tracks.economy", line - 7)
    assert "Up and down together can reach 1.05 (sanctions = 0.5, front = 0.5)" in problem.what
    assert "`up.constant` (0.9)" in problem.right
    with pytest.raises(ScenarioError):
        compile_bare(broken)


def test_exclusions_that_leave_nothing_are_refused() -> None:
    text, _ = changed(
        "packages:\n", "exclusions:\n  - terms: {alignment: [free, neutral]}\npackages:\n"
    )
    with pytest.raises(ScenarioError, match="cannot stand together"):
        from_text(text)

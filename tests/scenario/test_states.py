"""Refusals that need every state, against loops over all states; and the bound before them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.game.compile import compile_world, state_problems
from goldenbridge.scenario.bounds import surely_sound
from goldenbridge.scenario.scenario import Scenario, from_text
from goldenbridge.scenario.starting import starting
from written import TEXT

SMALLER = {
    "levels: 13\n    start: 7": "levels: 5\n    start: 2",
    "levels: 7\n    start: 6": "levels: 3\n    start: 2",
    "levels: 5\n    start: 3": "levels: 3\n    start: 1",
    "levels: 4\n    start: 3": "levels: 2\n    start: 1",
    "recovered: {confidence: 1, economy: 6}": "recovered: {confidence: 1, economy: 2}",
}
small = st.sampled_from([0.0, 0.02, 0.3, 0.5, 0.6])
signed = st.sampled_from([-0.4, -0.1, 0.0, 0.1, 0.3, 0.5])
factor = st.sampled_from([0.0, 0.5, 1.0, 1.5, 3.0])


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """The scenario that `new` writes, with drawn drifts, strengths, beliefs and risks."""
    up = f"{{constant: {draw(small)}, tracks: {{front: {draw(signed)}}}}}"
    down = f"{{constant: {draw(small)}, levers: {{sanctions: {draw(signed)}}}, "
    down += f"tracks: {{face: {draw(signed)}}}}}"
    loses = draw(st.sampled_from([0.3, 1.0]))
    other = draw(st.sampled_from(["", ", tracks: {face: 1.0}"]))
    seen = f"rival_strength: {draw(factor)}, tracks: {{economy: {{up: {draw(factor)}, "
    seen += f"down: {draw(factor)}, fades_with: confidence}}}}"
    risk = f"{{constant: {draw(small)}, tracks: {{front: {draw(signed)}}}}}"
    text = TEXT.replace("resets: {face: 4}", "resets: {face: 2}").replace("front: 6", "front: 2")
    for old, new in {
        **SMALLER,
        "up: 0.0198": f"up: {up}",
        "down: {constant: 0.0102, levers: {sanctions: 0.0798}}": f"down: {down}",
        "tracks: {economy: 0.3}} # a broken": f"tracks: {{economy: {loses}}}}} # a broken",
        "levers: {arms: 0.6}}": f"levers: {{arms: 0.6}}{other}}}",
        "high: 2.5}, fades_with: confidence}": f"high: 2.5}}, fades_with: confidence, {seen}}}",
        "per_period: {constant: 0.0002, levers: {arms: 0.0006}}": f"per_period: {risk}",
    }.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return from_text(text)


def plain_refusals(scenario: Scenario) -> set[str]:
    """The paths refused, by loops over every state, believer and field."""
    game = compile_world(scenario.document, starting(scenario)[1])
    tracks = {track.name: track for track in game.tracks}
    found = set()

    def clip(x: float) -> float:
        return min(max(x, 0.0), 1.0)

    for levels in product(*(range(track.levels) for track in game.tracks)):
        norm = {t.name: n / (t.levels - 1) for t, n in zip(game.tracks, levels, strict=True)}

        def form(f, norm=norm):  # type: ignore[no-untyped-def]
            worth = f.constant + sum(c * game.levers[name] for name, c in f.levers.items())
            return worth + sum(c * norm[name] for name, c in f.tracks.items())

        def seen(belief, norm=norm):  # type: ignore[no-untyped-def]
            if belief is None:
                return 1.0
            return 1 + (belief.multiplier - 1) * (norm[belief.track] if belief.track else 1.0)

        ended = levels[0] in (0, tracks["front"].levels - 1)
        for party in (None, *game.parties):
            own = party.beliefs.tracks.get("economy") if party else None
            economy = tracks["economy"]
            up = clip(form(economy.up) * seen(own.up if own else None))
            down = clip(form(economy.down) * seen(own.down if own else None))
            if not ended and up + down > 1 + 1e-12:
                found.add("tracks.economy")
            total = 0.0
            for side in ("attacker", "defender"):
                strength = getattr(tracks["front"].strength, side)
                worth = strength.base
                for name, c in strength.tracks.items():
                    worth *= 1 - c * (1 - norm[name])
                for name, c in strength.levers.items():
                    worth *= 1 + c * game.levers[name]
                belief = getattr(party.beliefs.strength, side) if party else None
                total += worth * seen(belief)
            if total <= 0:
                found.add("tracks.front.strength")
        if not ended and not 0 <= form(game.rates["risk.wider_war"]) <= 1:
            found.add("risks.wider_war.per_period")
    return found


@given(scenarios())
def test_refusals_are_those_of_a_loop_over_all_states(scenario: Scenario) -> None:
    refused = {problem.path for problem in state_problems(scenario)}

    assert refused == plain_refusals(scenario)


@given(scenarios())
def test_the_quick_bound_never_passes_what_some_state_refuses(scenario: Scenario) -> None:
    if surely_sound(scenario.document):
        assert plain_refusals(scenario) == set()


def test_the_draws_have_scenarios_of_every_kind() -> None:
    """Otherwise the two properties above would say little."""
    texts = {
        "tracks.economy": ("up: 0.0198", "up: 0.98"),
        "tracks.front.strength": (
            "attacker: {base: 1.0, tracks: {economy: 0.3}}",
            "attacker: {base: 0}",
        ),
        "risks.wider_war.per_period": ("constant: 0.0002", "constant: -0.0002, tracks: {front: 2}"),
    }
    for path, (old, new) in texts.items():
        text = TEXT.replace(old, new)
        if path == "tracks.front.strength":
            text = text.replace("base: 0.75", "base: 0.75, tracks: {face: 1}")
        refused = from_text(text)
        assert not surely_sound(refused.document)
        assert (
            path in {problem.path for problem in state_problems(refused)} == plain_refusals(refused)
        )


@pytest.mark.parametrize("name", ["ruritania", "strelsavia"])
def test_a_refusal_in_somebody_s_eyes_says_whose(name: str) -> None:
    text = TEXT.replace("up: 0.0198", "up: 0.5").replace(
        f"  {name}: {{strength", f"  {name}: {{tracks: {{economy: {{up: 3}}}}, strength"
    )

    (problem,) = state_problems(from_text(text))

    assert f"in the eyes of {name}" in problem.what
    assert problem.right.startswith("Lower that party's multipliers on `economy`")

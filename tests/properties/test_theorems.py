"""Statements that hold in every game, each a theorem of the model, tried on drawn games.

The numbers are those of the list of theorems that goes with the canon. "The same" means: the
values of phase 0, the mass at war, deals by period and endings agree within 1e-9. What is known
not to be a theorem (that flattery brings peace sooner, say) is not tried here.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from both import engine
from plain.against import compare
from properties import changes as ch
from properties.menu import FINE
from properties.strategies import games

Game = dict[str, Any]
TOL = 1e-9

few = settings(max_examples=max(12, settings().max_examples // 8))
some = settings(max_examples=max(30, settings().max_examples // 4))
small = replace(FINE, extra_tracks=1, states=30)


def same_told(one: Game, other: Game) -> None:
    """The forecasts agree."""
    for field in ("at_war", "settled_by_period", "ended"):
        assert list(compare(field, one[field], other[field], TOL)) == []


def same(one: Game, other: Game) -> None:
    """The forecasts and all values of phase 0 agree."""
    same_told(one, other)
    assert list(compare("V", one["V_period0"][0], other["V_period0"][0], TOL)) == []


def same_at_start(one: Game, other: Game) -> None:
    """The forecasts and the values at the start agree, where states are numbered otherwise."""
    same_told(one, other)
    assert list(compare("V", one["V_start"], other["V_start"], TOL)) == []


def within_reach(answer: Game) -> set[int]:
    return {k for k, share in enumerate(answer["all_sign"]["0"]) if share > 0.5}


def untied(game: Game) -> Game:
    """Office is not everything and no cliff is sheer, so that unlike packages differ in W."""
    game = copy.deepcopy(game)
    for place in ch.party_fields(game):
        if place.get("leader"):
            place["leader"]["office"] = min(place["leader"]["office"], 0.9)
            place["leader"]["steepness"] = max(place["leader"]["steepness"], 0.1)
    return game


def all_differ(game: Game) -> bool:
    return all(len(set(row)) == len(row) for row in game["packages"]["actual"])


@few
@given(games(replace(FINE, parties=(2, 4))), st.data())
def test_1_relabelling_parties_changes_nothing(game: Game, data: st.DataObject) -> None:
    number = len(game["parties"])
    removable = data.draw(st.integers(0, number - 1))
    order = data.draw(st.permutations(range(number)))
    game = ch.safe(game, set(range(number)) - {removable})
    one, other = engine(game), engine(ch.relabelled(ch.without_issues(game), list(order)))
    same_told(one, other)
    rows = [[row[i] for i in order] for row in one["V_period0"][0]]
    assert list(compare("V", rows, other["V_period0"][0], TOL)) == []


@few
@given(games(replace(FINE, contests=False)))
def test_2_mirror(game: Game) -> None:
    game = ch.front_matters_little(game)
    same_at_start(engine(game), engine(ch.mirrored(game)))


@few
@given(
    games(replace(FINE, peace=False, falling_fates=False, issues=False, packages=(1, 6))),
    st.data(),
)
def test_3_dominated_package_changes_nothing(game: Game, data: st.DataObject) -> None:
    better = data.draw(st.integers(0, len(game["packages"]["kept"]) - 1))
    less = data.draw(st.sampled_from([0.01, 0.1, 0.3]))

    worse = ch.map_packages(game, lambda row: [*row, row[better]])
    for field in ("actual", "apparent"):
        for row in worse["packages"][field]:
            row[-1] = max(row[-1] - less, 0.0)
    same(engine(game), engine(worse))


@few
@given(games(replace(FINE, packages=(1, 8))), st.integers(2, 3))
def test_4_duplicates_change_nothing_but_numbers(game: Game, copies: int) -> None:
    repeated = ch.map_packages(game, lambda row: [x for x in row for _ in range(copies)])
    one, other = engine(game), engine(repeated)
    same(one, other)
    numbers = {str(copies * int(k)): mass for k, mass in one["settled_by_package"].items()}
    assert list(compare("by package", numbers, other["settled_by_package"], TOL)) == []


@few
@given(games(FINE), st.sampled_from([-0.9, -0.2, 0.7, 3.0]))
def test_5_lever_at_0_changes_nothing(game: Game, c: float) -> None:
    same(engine(game), engine(ch.with_idle_lever(game, c)))


@few
@given(games(small), st.data())
def test_6_inert_track_changes_nothing(game: Game, data: st.DataObject) -> None:
    levels = data.draw(st.integers(2, 3))
    track = {
        "name": "inert",
        "levels": levels,
        "kind": "drift",
        "ends": {},
        "up": {"constant": 0.3, "levers": {}, "tracks": {}},
        "down": {"constant": 0.4, "levers": {}, "tracks": {}},
    }
    at = data.draw(st.integers(0, len(game["tracks"])))
    start = data.draw(st.integers(0, levels - 1))
    recovered = data.draw(st.integers(0, levels - 1))
    same_at_start(engine(game), engine(ch.with_track(game, at, track, start, recovered)))


@few
@given(games(replace(FINE, rotation=False)), st.integers(2, 3))
def test_7_rotation_of_equal_entries_is_none(game: Game, length: int) -> None:
    rotating = ch.changed(game, recognition=[game["recognition"]] * length)
    same(engine(game), engine(rotating))


@few
@given(games(FINE), st.integers(1, 3))
def test_8_only_the_time_that_is_left_matters(game: Game, turns: int) -> None:
    pi = game["recognition"]
    n = turns * (len(pi) if isinstance(pi[0], list) else 1)
    one, other = engine(game), engine(ch.changed(game, solved=game["solved"] + n))
    for field in ("V_checksum_by_period", "choice_counts_by_period", "choice_sums_by_period"):
        assert list(compare(field, one[field], other[field][n:], TOL)) == []


@few
@given(games(replace(FINE, talks=False)))
def test_9_without_talks_packages_do_not_matter(game: Game) -> None:
    number = len(game["parties"])
    other = ch.without_issues(game)
    for field in ("actual", "apparent"):
        other["packages"][field] = [[1.0 - u for u in row] for row in other["packages"][field]]
    other = ch.everywhere(other, ratify=None)
    other["recognition"] = [0.0] * number + [1.0]
    same(engine(game), engine(other))


@few
@given(games(replace(FINE, talks=False)))
def test_9_without_talks_beliefs_do_not_move_the_forecast(game: Game) -> None:
    same_told(engine(game), engine(ch.everywhere(game, beliefs={})))


@few
@given(games(FINE), st.sampled_from([0.01, 0.4, 3.0, 250.0]))
def test_10_scale_of_strength_does_not_matter(game: Game, scale: float) -> None:
    scaled = copy.deepcopy(game)
    for side in ch.sides(scaled):
        side["base"] *= scale
    same(engine(game), engine(scaled))


@few
@given(games(FINE), st.sampled_from([0.2, 1.0, 6.0]), st.data())
def test_10_belief_about_both_sides_alike_is_none(
    game: Game, multiplier: float, data: st.DataObject
) -> None:
    fades = data.draw(st.sampled_from([None, *(track["name"] for track in game["tracks"])]))
    belief = {"multiplier": multiplier, "track": fades}
    # Where it fades to nothing in the end, a multiplier of 0 is never reached: 1 - 0.8 is left.
    alike = {"strength": {"attacker": belief, "defender": belief}}
    same(
        engine(ch.everywhere(game, beliefs={})),
        engine(ch.everywhere(game, beliefs=alike)),
    )


@few
@given(games(FINE), st.data())
def test_10_belief_of_1_is_none(game: Game, data: st.DataObject) -> None:
    fades = data.draw(st.sampled_from([None, *(track["name"] for track in game["tracks"])]))
    belief = {"multiplier": 1.0, "track": fades}
    ways = {
        track["name"]: {"up": belief, "down": belief}
        if track["kind"] == "drift"
        else {"attacker": belief, "defender": belief}
        for track in game["tracks"]
    }
    same(
        engine(ch.everywhere(game, beliefs={})),
        engine(ch.everywhere(game, beliefs={"tracks": ways})),
    )


@few
@given(games(FINE), st.sampled_from([[0.0, 0.0], [0.3, 0.5], [1.0, -0.5]]))
def test_11_without_office_fate_and_aim_do_not_matter(game: Game, fate: list[float]) -> None:
    statesmen = ch.all_leaders(game, office=0.0)
    other = ch.all_leaders(statesmen, fate=fate, aim=0.35, steepness=0.07)
    same(engine(statesmen), engine(other))


@few
@given(games(FINE), st.sampled_from([0.0, 0.4, 2.0]))
def test_11_where_fate_is_as_good_as_office_aim_does_not_matter(game: Game, slope: float) -> None:
    mild = ch.all_leaders(game, fate=[1.0, slope])
    same(engine(mild), engine(ch.all_leaders(mild, aim=0.35, steepness=0.07)))


@few
@given(games(FINE), st.data())
def test_12_successors_of_a_safe_leader_do_not_matter(game: Game, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(game["parties"]) - 1))
    game = ch.safe(game, {i})
    alone = copy.deepcopy(game)
    alone["parties"][i]["successors"] = []
    same(engine(game), engine(ch.keep_collapses(alone)))


@few
@given(
    games(replace(FINE, mediator=False, issues=False, packages=(1, 8))),
    st.sampled_from([(0.5, 0.0), (0.3, 0.7), (0.8, 0.15), (1.0, 0.0)]),
    st.data(),
)
def test_13_affine_utility(game: Game, line: tuple[float, float], data: st.DataObject) -> None:
    scale, shift = line
    i = data.draw(st.integers(0, len(game["parties"]) - 1))
    game = ch.safe(untied(game), {i})
    party = game["parties"][i]
    party.update(leader=None, ratify=None, successors=[])
    low, high = sorted([party["frozen"][0], abs(party["frozen"][1])])
    party["frozen"] = [high, low - high]
    if game["peace"] and "lost_face" in game["peace"]:
        game["peace"]["lost_face"][i] = 0.0
    assume(all_differ(game))
    game = ch.keep_collapses(game)
    one, other = engine(game), engine(ch.rescaled(game, i, scale, shift))
    same_told(one, other)
    assert [row[:-1] for row in one["choice_period0"][0]] == [
        row[:-1] for row in other["choice_period0"][0]
    ]
    rows = [
        [scale * v + shift if j == i else v for j, v in enumerate(row)]
        for row in one["V_period0"][0]
    ]
    # A payoff is rounded to 1e-9 before and after it is scaled.
    assert list(compare("V", rows, other["V_period0"][0], 3 * TOL)) == []


@few
@given(games(FINE))
def test_14_face_does_not_matter_where_nothing_flatters(game: Game) -> None:
    plain = ch.without_issues(game)
    packages = plain["packages"]
    packages["apparent"] = [
        [min(u, y) for u, y in zip(*rows, strict=True)]
        for rows in zip(packages["actual"], packages["apparent"], strict=True)
    ]
    for ending in plain["endings"].values():
        for values in [ending] if "actual" in ending else ending.values():
            shown = values.get("apparent", values["actual"])
            values["apparent"] = [min(u, y) for u, y in zip(values["actual"], shown, strict=True)]
    same(engine(plain), engine(ch.everywhere(plain, face=None)))


@few
@given(games(FINE))
def test_17_peace_that_cannot_break_is_no_block(game: Game) -> None:
    assume(game["peace"] is not None)
    firm = ch.everywhere(ch.without_issues(game), can_break=False)
    firm["peace"].pop("lost_face", None)
    firm["packages"]["lapse"] = [0.0] * len(firm["packages"]["kept"])
    same(engine(firm), engine(ch.changed(firm, peace=None)))


@some
@given(games())
def test_18_mass_adds_to_1_and_only_flows_out(game: Game) -> None:
    answer = engine(game)
    left = 1.0
    for t in range(game["shown"]):
        assert answer["at_war"][t] >= answer["at_war"][t + 1] - 1e-15
        left -= answer["settled_by_period"][t]
        left -= sum(by_period[t] for by_period in answer["ended"].values())
        assert abs(left - answer["at_war"][t + 1]) <= 1e-12
        assert 0.0 <= answer["breaks_by_period"][t] <= answer["settled_by_period"][t] + 1e-15
    settled = sum(answer["settled_by_period"])
    assert abs(sum(answer["settled_by_phase"]) - settled) <= 1e-12
    assert abs(sum(answer["settled_by_package"].values()) - settled) <= 1e-11
    assert all(v <= 1.0 + 1e-12 for phase in answer["V_period0"] for row in phase for v in row)


@some
@given(games())
def test_18_the_mass_at_war_is_in_reach_or_blocked(game: Game) -> None:
    answer = engine(game)
    for t in range(game["shown"]):
        blocked = [row[t] for row in answer["blocked_by"]]
        out = answer["at_war"][t] - answer["reach"][t]
        assert max(blocked) <= out - answer["no_single_consent"][t] + 1e-12
        assert sum(blocked) >= out - answer["no_single_consent"][t] - 1e-12


@some
@given(games())
def test_19_talks_never_hurt_a_party_with_a_veto(game: Game) -> None:
    answer = engine(game)
    open_now = bool(within_reach(answer))
    for i, party in enumerate(game["parties"]):
        if party["veto"]:
            assert answer["V_start"][i] >= answer["C_start"][i] - 5e-10 - 1e-15
            assert (answer["choice_start"][i] >= 0) == open_now


@few
@given(games(replace(FINE, periods=(1, 1), beyond=0)), st.sampled_from([0.1, 0.5, 0.85]))
def test_20_last_period_is_linear_in_talks(game: Game, chance: float) -> None:
    def met(talks: float) -> list[float]:
        form = {"constant": talks, "levers": {}}
        values: list[float] = engine(ch.changed(game, talks=form))["V_start"]
        return values

    never, surely = met(0.0), met(1.0)
    between = [(1.0 - chance) * v + chance * w for v, w in zip(never, surely, strict=True)]
    assert list(compare("V", between, met(chance), TOL)) == []


last = replace(FINE, periods=(1, 1), beyond=0, peace=False, packages=(1, 9))


@few
@given(games(last), st.sampled_from([0.01, 0.1, 1.0]), st.data())
def test_20_dearer_war_widens_what_is_within_reach(
    game: Game, more: float, data: st.DataObject
) -> None:
    veto = [i for i, party in enumerate(game["parties"]) if party["veto"]]
    i = data.draw(st.sampled_from(veto))
    dearer = copy.deepcopy(game)
    dearer["parties"][i]["cost"] += more
    assert within_reach(engine(game)) <= within_reach(engine(dearer))


@few
@given(
    games(replace(last, drift_ends=False, falling_fates=False, spin=False)),
    st.sampled_from([1.1, 2.0, 8.0]),
)
def test_20_own_optimism_narrows_what_is_within_reach(game: Game, more: float) -> None:
    party = game["parties"][0]
    party["frozen"] = [0.2, abs(party["frozen"][1]) * 0.6]
    game["endings"]["victory"] = {"actual": [1.0] * len(game["parties"])}
    game["endings"]["defeat"]["actual"][0] = 0.0
    # Successors are gone, so that no end but the front's depends on what is believed.
    for one in game["parties"]:
        one["successors"] = []
    held = party["beliefs"].get("tracks", {}).get(game["front"], {})
    known = held.get("attacker") or party["beliefs"].get("strength", {}).get("attacker")
    belief = dict(known) if known else {"multiplier": 1.0, "track": None}
    surer = copy.deepcopy(game)
    belief["multiplier"] *= more
    tracks = surer["parties"][0]["beliefs"].setdefault("tracks", {})
    tracks[game["front"]] = {**held, "attacker": belief}
    one, other = engine(ch.keep_collapses(game)), engine(ch.keep_collapses(surer))
    assert other["C_start"][0] >= one["C_start"][0] - TOL
    if game["parties"][0]["veto"]:
        assert within_reach(other) <= within_reach(one)


@few
@given(
    games(replace(last, parties=(2, 3), falling_fates=False, issues=False)),
    st.sampled_from([0.05, 0.3, 1.0]),
    st.data(),
)
def test_20_flattery_widens_what_is_within_reach(
    game: Game, more: float, data: st.DataObject
) -> None:
    i = data.draw(st.integers(0, len(game["parties"]) - 1))
    j = data.draw(st.sampled_from([n for n in range(len(game["parties"])) if n != i]))
    pi = [0.0] * (len(game["parties"]) + 1)
    pi[j] = 1.0
    game = ch.changed(game, recognition=pi)
    flattered = copy.deepcopy(game)
    row = flattered["packages"]["apparent"][i]
    flattered["packages"]["apparent"][i] = [min(y + more, 1.0) for y in row]
    one, other = engine(game), engine(flattered)
    assert within_reach(one) <= within_reach(other)
    assert other["V_start"][j] >= one["V_start"][j] - TOL


@few
@given(
    games(
        replace(
            FINE,
            parties=(2, 2),
            leaders=False,
            beliefs=False,
            audiences=False,
            peace=False,
            issues=False,
            all_veto=True,
        )
    ),
    st.sampled_from([4, 10, 25]),
    st.data(),
)
def test_21_no_quarrel_no_war(game: Game, grid: int, data: st.DataObject) -> None:
    first, second = game["parties"]
    low, high = sorted([first["frozen"][0], abs(first["frozen"][1])])
    first["frozen"], second["frozen"] = [low, high - low], [1.0 - low, low - high]
    second["discount"] = first["discount"]
    first_pays = data.draw(st.sampled_from([0.0, 0.5, 1.0]))
    first["cost"], second["cost"] = first_pays / grid, (1.0 - first_pays) / grid
    for ending in game["endings"].values():
        x = ending["actual"][0]
        ending["actual"] = [x, 1.0 - x]
        ending.pop("apparent", None)
    cake = [[k / grid for k in range(grid + 1)], [1.0 - k / grid for k in range(grid + 1)]]
    game["packages"] = {
        "actual": cake,
        "apparent": cake,
        "kept": [1.0] * (grid + 1),
        "class": [0] * (grid + 1),
        "front": [None] * (grid + 1),
        "penalty": [[0.0] * (grid + 1)] * 2,
        "lapse": [0.0] * (grid + 1),
    }
    talks = data.draw(st.sampled_from([0.2, 0.75, 1.0]))
    game["talks"] = {"constant": talks, "levers": {}}
    assert abs(engine(game)["settled_by_period"][0] - talks) <= TOL


@few
@given(
    games(replace(FINE, parties=(2, 3), mediator=False, issues=False)),
    st.sampled_from([0.0, 0.3, 1.0]),
    st.data(),
)
def test_22_clone_changes_nothing(game: Game, kept: float, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(game["parties"]) - 1))
    game = untied(game)
    game["parties"][i].update(leader=None, successors=[], circle=None, other_hazard=0.0)
    game = ch.keep_collapses(game)
    assume(all_differ(game))
    one, other = engine(game), engine(ch.with_clone(game, i, kept))
    same_told(one, other)
    for row, cloned in zip(one["V_period0"][0], other["V_period0"][0], strict=True):
        assert list(compare("V", [*row, row[i]], cloned, TOL)) == []


@few
@given(games(replace(FINE, leaders=False, talks=False)))
def test_23_standing_still(game: Game) -> None:
    game = ch.everywhere(game, cost=0.0)
    for track in game["tracks"]:
        if track["kind"] == "contest":
            track["tempo"] = 0.0
        else:
            track["up"] = track["down"] = {"constant": 0.0, "levers": {}, "tracks": {}}
    k = [track["name"] for track in game["tracks"]].index(game["front"])
    line = game["start"][k] / (game["tracks"][k]["levels"] - 1)
    held = [min(max(p["frozen"][0] + p["frozen"][1] * line, 0.0), 1.0) for p in game["parties"]]
    assert list(compare("V", held, engine(game)["V_start"], TOL)) == []


@few
@given(games(replace(FINE, packages=(1, 8))), st.data())
def test_24_line_on_an_end_is_the_one_inwards(game: Game, data: st.DataObject) -> None:
    assume(game["peace"] is not None)
    game = ch.without_issues(game)
    front = next(track for track in game["tracks"] if track["name"] == game["front"])
    assume(front["ends"])
    end = data.draw(st.sampled_from(sorted(front["ends"])))
    at = front["levels"] - 1 if end == "top" else 0
    inwards = at - 1 if end == "top" else at + 1
    number = len(game["packages"]["kept"])
    lines = data.draw(st.lists(st.sampled_from([None, "end"]), min_size=number, max_size=number))

    def drawn(level: int) -> Game:
        set_at = [None if line is None else level for line in lines]
        return ch.changed(game, packages={**game["packages"], "front": set_at})

    one, other = engine(drawn(at)), engine(drawn(inwards))
    same(one, other)
    assert list(compare("R", one["R"], other["R"], TOL)) == []


@few
@given(games(FINE), st.sampled_from([1.0, 1.5]), st.data())
def test_25_penalty_of_1_deters(game: Game, penalty: float, data: st.DataObject) -> None:
    assume(game["peace"] is not None)
    i = data.draw(st.integers(0, len(game["parties"]) - 1))
    deterred = ch.without_issues(game)
    number = len(deterred["packages"]["kept"])
    deterred["packages"]["penalty"][i] = [penalty] * number
    unable = copy.deepcopy(deterred)
    party = unable["parties"][i]
    party["can_break"] = False
    for successor in party["successors"]:
        successor["party"].pop("can_break", None)
    same(engine(deterred), engine(unable))


@few
@given(games(replace(small, packages=(1, 6))), st.sampled_from([0.0, 0.3, 1.0]))
def test_26_sobered_for_good(game: Game, falls: float) -> None:
    assume(game["peace"] is not None)
    confidence = {
        "name": "confidence",
        "levels": 3,
        "kind": "drift",
        "ends": {},
        "up": {"constant": 0.0, "levers": {}, "tracks": {}},
        "down": {"constant": falls, "levers": {}, "tracks": {}},
    }
    game["peace"].setdefault("recovered", list(game["start"]))
    game = ch.with_track(game, len(game["tracks"]), confidence, 2, 0)
    for belief in ch.beliefs(game):
        belief["track"] = "confidence"
    sober = ch.everywhere(game, beliefs={})
    assert list(compare("R", engine(sober)["R"], engine(game)["R"], TOL)) == []


@some
@given(games(replace(FINE, parties=(2, 3), packages=(2, 9), issues=False)))
def test_27_mediator_by_product_spares_all(game: Game) -> None:
    veto = [i for i, party in enumerate(game["parties"]) if party["veto"]]
    game = ch.changed(game, mediator_ranks_by="product")
    for party in game["parties"]:
        party["cost"] *= 4.0
    answer = engine(game)
    chosen = answer["choice_start"][-1]
    W = answer["packages_at_start"]["W"]
    # Products are rounded to 1e-9, so that of three payoffs none counts below 1e-3.
    least = 1e-4 if len(veto) < 3 else 1e-3
    if any(all(W[j][k] > least for j in veto) for k in within_reach(answer)):
        assert all(W[j][chosen] > 0.0 for j in veto)

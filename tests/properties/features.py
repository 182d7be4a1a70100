"""Which features a drawn game has, and what happens in it, by name; to count what is covered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Game = dict[str, Any]

FEATURES = {
    "one party", "two parties", "three parties", "four parties",
    "one track", "two tracks", "three tracks", "second contest", "front not first",
    "front without ends", "front with one end", "drift with an end", "tempo 0", "tempo 1",
    "drift that is sure", "strength that can vanish", "lever", "lever in a strength",
    "party without veto", "audience", "resolve track", "face track", "discount 1", "cost 0",
    "cost that grows", "leader", "office 1", "sloping fate", "falling fate", "circle",
    "other hazard", "two leaders removable", "successors", "successors of two parties",
    "successor ends surely", "successor never ends", "successor by lot", "resets",
    "successor with other numbers", "successor with other talks", "successor collapse",
    "default ending", "collapse by party", "belief on strength", "belief on one contest",
    "belief on a drift", "belief that fades", "belief that stays", "no packages", "spin",
    "issues", "excluded", "secret", "honour", "peace", "classes", "front set by a package",
    "front set on an end", "penalty", "lapse below 0", "lapse above 1", "lost face",
    "recovered", "respite 0", "new war as long as shown", "default horizon", "one period",
    "rotation", "mediator", "product", "sum", "minimum", "rates", "no talks", "sure talks",
    "coarse", "fine", "track that ends in collapse", "sure removal", "strength 0",
    "successor with a new veto",
}  # fmt: skip

EVENTS = {
    "deal at the start", "deal", "no deal ever", "deal in a later phase", "deal that breaks",
    "somebody gains by breaking", "truce signed that will break", "not ratified", "removal goes on",
    "removal ends", "collapse", "victory", "defeat", "exhaustion", "withdrawal", "blocked by one",
    "no single consent", "in office", "proposers differ", "tied packages", "choices change",
    "amounts of a new war",
}  # fmt: skip


def features(game: Game) -> set[str]:
    return {
        *of_size(game),
        *of_tracks(game),
        *of_parties(game),
        *of_successors(game),
        *of_beliefs(game),
        *of_packages(game),
        *of_peace(game),
        *of_talks(game),
    }


def when(**found: bool) -> Iterator[str]:
    yield from (name.replace("_", " ") for name, present in found.items() if present)


def of_size(game: Game) -> Iterator[str]:
    yield ["one party", "two parties", "three parties", "four parties"][len(game["parties"]) - 1]
    yield ["one track", "two tracks", "three tracks"][len(game["tracks"]) - 1]
    yield from when(
        default_horizon="solved" not in game,
        one_period=game.get("solved") == 1,
        lever=bool(game["levers"]),
        rates=bool(game["rates"]),
    )
    numbers = [u for row in game["packages"]["actual"] for u in row]
    if numbers:
        yield "coarse" if all(abs(20 * u - round(20 * u)) < 1e-9 for u in numbers) else "fine"


def of_tracks(game: Game) -> Iterator[str]:
    tracks = game["tracks"]
    contests = [track for track in tracks if track["kind"] == "contest"]
    drifts = [track for track in tracks if track["kind"] == "drift"]
    front = next(track for track in tracks if track["name"] == game["front"])
    sides = [side for track in contests for side in track["strength"].values()]
    yield from when(
        second_contest=len(contests) > 1,
        front_not_first=tracks[0] is not front,
        front_without_ends=not front["ends"],
        front_with_one_end=len(front["ends"]) == 1,
        drift_with_an_end=any(track["ends"] for track in drifts),
        tempo_0=any(track["tempo"] == 0.0 for track in contests),
        tempo_1=any(track["tempo"] == 1.0 for track in contests),
        drift_that_is_sure=any(
            track[way]["constant"] >= 1.0 for track in drifts for way in ("up", "down")
        ),
        track_that_ends_in_collapse=any("collapse" in t["ends"].values() for t in tracks),
        strength_0=any(side["base"] == 0.0 for side in sides),
        strength_that_can_vanish=any(1.0 in side["tracks"].values() for side in sides),
        lever_in_a_strength=any(side["levers"] for side in sides),
    )


def of_parties(game: Game) -> Iterator[str]:
    parties = game["parties"]
    leaders = [party["leader"] for party in parties if party["leader"]]
    slopes = [leader["fate"][1] for leader in leaders if isinstance(leader["fate"], list)]
    in_danger = [p for p in parties if p["leader"] and (p["circle"] or p["other_hazard"])]
    yield from when(
        party_without_veto=any(not party["veto"] for party in parties),
        audience=any(party["ratify"] for party in parties),
        resolve_track=any(party["ratify"] and party["resolve"] for party in parties),
        face_track=any(party["face"] for party in parties),
        discount_1=any(party["discount"] == 1.0 for party in parties),
        cost_0=any(party["cost"] == 0.0 for party in parties),
        cost_that_grows=any(party["cost"] > 0.0 and party["cost_tracks"] for party in parties),
        leader=bool(leaders),
        office_1=any(leader["office"] == 1.0 for leader in leaders),
        sloping_fate=any(slope > 0.0 for slope in slopes),
        falling_fate=any(slope < 0.0 for slope in slopes),
        circle=any(party["circle"] for party in in_danger),
        other_hazard=any(party["other_hazard"] for party in in_danger),
        sure_removal=any(party["other_hazard"] == 1.0 for party in in_danger),
        two_leaders_removable=len(in_danger) > 1,
    )


def of_successors(game: Game) -> Iterator[str]:
    heirs = [successor for party in game["parties"] for successor in party["successors"]]
    yield from when(
        successors=bool(heirs),
        successors_of_two_parties=sum(bool(p["successors"]) for p in game["parties"]) > 1,
        successor_ends_surely=any(heir["ends"] == 1.0 for heir in heirs),
        successor_never_ends=any(heir["ends"] == 0.0 for heir in heirs),
        successor_by_lot=any(len(party["successors"]) > 1 for party in game["parties"]),
        resets=any(heir["resets"] for heir in heirs),
        successor_with_other_numbers=any(heir["party"] for heir in heirs),
        successor_with_a_new_veto=any(
            heir["party"].get("veto") and not party["veto"]
            for party in game["parties"]
            for heir in party["successors"]
        ),
        successor_with_other_talks=any(heir["game"] for heir in heirs),
        successor_collapse=any(heir.get("ending") == "collapse" for heir in heirs),
        default_ending=any("ending" not in heir for heir in heirs),
        collapse_by_party="actual" not in game["endings"]["collapse"],
    )


def of_beliefs(game: Game) -> Iterator[str]:
    kinds = {track["name"]: track["kind"] for track in game["tracks"]}
    held = []
    for party in game["parties"]:
        strengths = party["beliefs"].get("strength", {})
        held += list(strengths.values())
        yield from when(belief_on_strength=bool(strengths))
        for name, ways in party["beliefs"].get("tracks", {}).items():
            held += list(ways.values())
            yield "belief on one contest" if kinds[name] == "contest" else "belief on a drift"
    yield from when(
        belief_that_fades=any(belief["track"] for belief in held),
        belief_that_stays=any(belief["track"] is None for belief in held),
    )


def of_packages(game: Game) -> Iterator[str]:
    packages = game["packages"]
    levels = [level for issue in game.get("issues", []) for level in issue["levels"]]
    yield from when(
        no_packages=not packages["kept"],
        spin=packages["actual"] != packages["apparent"],
        issues="issues" in game,
        excluded=bool(game.get("excluded")),
        secret=any("secret" in level for level in levels),
        honour=any(kept < 1.0 for kept in packages["kept"]),
    )


def of_peace(game: Game) -> Iterator[str]:
    peace, packages = game["peace"], game["packages"]
    if peace is None:
        return
    front = next(track for track in game["tracks"] if track["name"] == game["front"])
    ends = {0: "bottom", front["levels"] - 1: "top"}
    set_at = [level for level in packages["front"] if level is not None]
    yield from when(
        peace=True,
        classes=any(packages["class"]),
        front_set_by_a_package=bool(set_at),
        front_set_on_an_end=any(ends.get(level) in front["ends"] for level in set_at),
        penalty=any(any(row) for row in packages["penalty"]),
        lapse_below_0=any(lapse < 0.0 for lapse in packages["lapse"]),
        lapse_above_1=any(lapse > 1.0 for lapse in packages["lapse"]),
        lost_face="lost_face" in peace,
        recovered="recovered" in peace,
        respite_0=peace["respite"] == 0,
        new_war_as_long_as_shown="periods" not in peace,
    )


def of_talks(game: Game) -> Iterator[str]:
    pi = game["recognition"]
    rows = pi if isinstance(pi[0], list) else [pi]
    talks = game["talks"]["constant"] + sum(
        c * game["levers"][lever] for lever, c in game["talks"]["levers"].items()
    )
    mediated = any(row[-1] > 0.0 for row in rows)
    if mediated:
        yield game["mediator_ranks_by"]
    yield from when(
        rotation=len(rows) > 1,
        mediator=mediated,
        no_talks=talks <= 0.0,
        sure_talks=talks >= 1.0,
    )


def events(game: Game, answer: Game) -> Iterator[str]:
    """What happens in a game, told by its answer."""
    offered = answer["packages_at_start"]
    settled = sum(answer["settled_by_period"])
    chosen = [k for row in answer["choice_period0"][0] for k in row if k >= 0]
    ended = {name: sum(by_period) for name, by_period in answer["ended"].items()}
    goes_on = [x for rows in answer["removed_goes_on"] for row in rows for x in row]
    ends = [x for rows in answer["removed_ends"] for row in rows for x in row]
    yield from when(
        deal_at_the_start=answer["settled_by_period"][0] > 0.0,
        deal=settled > 0.0,
        no_deal_ever=settled == 0.0 and sum(answer["choice_counts_by_period"]) == 0,
        deal_in_a_later_phase=sum(answer["settled_by_phase"][1:]) > 0.0,
        deal_that_breaks=sum(answer["breaks_by_period"]) > 0.0,
        truce_signed_that_will_break=any(
            offered["q"][int(k)] == 1.0 for k in answer["settled_by_package"]
        ),
        not_ratified=not all(offered["ratified"]),
        removal_goes_on=sum(goes_on) > 0.0,
        removal_ends=sum(ends) > 0.0,
        blocked_by_one=any(sum(row) > 0.0 for row in answer["blocked_by"]),
        no_single_consent=sum(answer["no_single_consent"]) > 0.0,
        in_office=any(sum(row) > 0.0 for row in answer["office"]),
        proposers_differ=any(len(set(row)) > 1 for row in answer["choice_period0"][0]),
        choices_change=len(set(answer["choice_sums_by_period"])) > 1,
        tied_packages=any(
            offered["W"][i].count(offered["W"][i][k]) > 1
            for i in range(len(game["parties"]))
            for k in set(chosen)
        ),
        amounts_of_a_new_war=any(sum(row) > 0.0 for row in answer["rates_after"].values()),
    )
    yield from (name for name, mass in ended.items() if mass > 0.0 and name in EVENTS)
    yield from when(somebody_gains_by_breaking=gained(game, answer))


def gained(game: Game, answer: Game) -> bool:
    """Somebody who can break gains by it, in the start state."""
    if answer["R"] is None:
        return False
    H, penalty = answer["packages_at_start"]["H"], game["packages"]["penalty"]
    return any(
        party["can_break"] and row[i] - penalty[i][k] > H[i][k] + 1e-9
        for k, row in enumerate(answer["R"][0])
        for i, party in enumerate(game["parties"])
    )

"""The hypothesis strategy that draws whole game files."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from properties import packages as terms
from properties.menu import Menu
from properties.numbers import Chance
from properties.parties import parties
from properties.tracks import going_on, linear_form, tracks

Game = dict[str, Any]


@st.composite
def games(draw: Any, menu: Menu = Menu()) -> Game:  # noqa: B008
    """The ``game`` part of a game file, within the bounds of ``menu``."""
    coarse = draw(st.booleans()) if menu.coarse is None else menu.coarse
    chance = Chance(draw, coarse)
    levers = {
        name: chance.share() for name in ("arms", "aid")[: chance.whole(0, 2) if menu.levers else 0]
    }
    names = list(levers)
    made, front = tracks(chance, menu, names)
    people = parties(chance, menu, made, names)
    after = terms.peace(chance, made, len(people)) if chance.yes(menu.peace, sixths=4) else None
    game: Game = {
        **horizon(chance, menu, made, people),
        "levers": levers,
        "tracks": made,
        "front": front,
        "start": [going_on(chance, track) for track in made],
        "parties": people,
        "endings": endings(chance, menu, made, people),
        **packages(chance, menu, made, people, after),
        "peace": after,
        "talks": talks(chance, menu, names),
        "recognition": recognition(chance, menu, len(people)),
        "mediator_ranks_by": chance.one_of(["product", "sum", "minimum"]),
        "rates": rates(chance, made, names),
    }
    return game


def horizon(chance: Chance, menu: Menu, made: list[Game], people: list[Game]) -> Game:
    shown = chance.whole(*menu.periods)
    small = sum(track["levels"] for track in made) < 7 and not any(p["successors"] for p in people)
    if chance.yes(menu.long_horizon and small, sixths=2):
        return {"shown": shown}
    return {"shown": shown, "solved": shown + chance.whole(0, menu.beyond)}


def packages(
    chance: Chance, menu: Menu, made: list[Game], people: list[Game], after: Game | None
) -> Game:
    if chance.yes(menu.issues, sixths=2):
        return terms.from_issues(chance, made, [party["name"] for party in people], after)
    return {"packages": terms.listed(chance, menu, made, len(people), after)}


def endings(chance: Chance, menu: Menu, made: list[Game], people: list[Game]) -> Game:
    names = {name for track in made for name in track["ends"].values()}
    names |= {"withdrawal", "defeat"}
    found = {name: ending(chance, menu, len(people)) for name in sorted(names)}
    fallen = [party["name"] for party in people if removable(party)]
    on_a_track = any("collapse" in track["ends"].values() for track in made)
    if fallen and chance.yes(menu.named_collapse and not on_a_track):
        found["collapse"] = {name: ending(chance, menu, len(people)) for name in fallen}
    else:
        found["collapse"] = ending(chance, menu, len(people))
    return found


def removable(party: Game) -> bool:
    """Can a leader of this party be removed in some phase?"""
    stages = [party, *({**party, **s["party"]} for s in party["successors"])]
    return any(
        stage["leader"] is not None and (stage["circle"] or stage["other_hazard"] > 0.0)
        for stage in stages
    )


def ending(chance: Chance, menu: Menu, parties: int) -> Game:
    actual = [chance.share() for _ in range(parties)]
    found = {"actual": actual}
    if chance.yes(menu.spin):
        found["apparent"] = [chance.share() for _ in range(parties)]
    return found


def talks(chance: Chance, menu: Menu, levers: list[str]) -> Game:
    if not menu.talks:
        return {"constant": 0.0, "levers": {}}
    form: Game = {"constant": chance.number(0.0, 1.2), "levers": {}}
    if levers and chance.yes(sixths=2):
        form["levers"][chance.one_of(levers)] = chance.number(-0.5, 0.5)
    return form


def recognition(chance: Chance, menu: Menu, parties: int) -> list[Any]:
    if not chance.yes(menu.rotation, sixths=2):
        return distribution(chance, menu, parties)
    return [distribution(chance, menu, parties) for _ in range(chance.whole(1, 3))]


def distribution(chance: Chance, menu: Menu, parties: int) -> list[float]:
    """Weights of the parties, then of the mediator, over their sum."""
    weights = [chance.whole(0, 3) for _ in range(parties)]
    weights.append(chance.whole(0, 3) if menu.mediator else 0)
    if sum(weights) == 0:
        weights[0] = 1
    return [weight / sum(weights) for weight in weights]


def rates(chance: Chance, made: list[Game], levers: list[str]) -> Game:
    names = [track["name"] for track in made]
    return {
        name: linear_form(chance, names, levers, 1.0, 3.0)
        for name in ("deaths", "displaced")[: chance.one_of([1, 1, 2, 0])]
    }

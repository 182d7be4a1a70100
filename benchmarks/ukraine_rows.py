"""The rows of docs/theory/ukraine-2022.md: the base, the steps to ukraine-2022, single changes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import goldenbridge as gb
from goldenbridge.api import Conflict
from goldenbridge.scenario.library import locate
from goldenbridge.scenario.read import read_file
from goldenbridge.scenario.scenario import from_text

Tree = dict[str, Any]
SIDES = {"attacker": "russia", "defender": "ukraine"}
BY_SIDE = ("strength", "recovered_strength")


@dataclass(frozen=True)
class Step:
    """Blocks of the finished scenario that take the place of the base's, as dotted paths."""

    text: str
    paths: tuple[str, ...]


STEPS = (
    Step("terms that cannot stand together are left out", ("exclusions",)),
    Step(
        "how likely a term is kept is stated by level: Crimea .75 but for the promise of "
        "no force, guarantees .75 but for the duty to act, a withdrawal in stages .75",
        ("honour", "issues"),
    ),
    Step(
        "a line that stays is worth what no text at all is worth, .51 and .50, "
        "and changes with the front by the weight of the land only",
        ("parties.russia.frozen", "parties.ukraine.frozen"),
    ),
    Step(
        "a withdrawal or a fall in Moscow brings the line of 23 February "
        "and no text; a fall in Kyiv brings the terms of 7 March",
        ("packages", "endings"),
    ),
    Step(
        "the leaders' aims, care for office and fates follow from the scores of both",
        ("parties.russia.leader", "parties.ukraine.leader"),
    ),
    Step(
        "both home audiences must pass it: Russia .30, Ukraine .50, .05 more in full resolve",
        ("parties.russia.audience", "parties.ukraine.audience"),
    ),
    Step("face starts at one half and is lost faster", ("tracks.face",)),
    Step("the circle in Moscow has a hazard of .14 per cent a week", ("parties.russia.circle",)),
    Step("a hardliner follows as often as a pragmatist", ("parties.russia.successors",)),
    Step(
        "Kyiv too has a circle, and its leader a lawful successor who fights on",
        ("parties.ukraine.circle", "parties.ukraine.successors"),
    ),
)

CHANGES: tuple[tuple[str, Mapping[str, float]], ...] = (
    ("as it stands", {}),
    ("no optimism on either side", {"beliefs.russia.strength": 1, "beliefs.ukraine.strength": 1}),
    ("optimism 1.5 and 1.2", {"beliefs.russia.strength": 1.5, "beliefs.ukraine.strength": 1.2}),
    ("optimism 2.5 and 2.0", {"beliefs.russia.strength": 2.5, "beliefs.ukraine.strength": 2.0}),
    ("confidence fades at two thirds of the pace", {"tracks.confidence.down": 0.015}),
    ("confidence fades at 2.7 times the pace", {"tracks.confidence.down": 0.06}),
    ("confidence never fades", {"tracks.confidence.down": 0}),
    (
        "cost of war at its low ends",
        {"parties.russia.cost": 0.0005, "parties.ukraine.cost": 0.00075},
    ),
    (
        "cost of war at its high ends",
        {"parties.russia.cost": 0.0015, "parties.ukraine.cost": 0.002},
    ),
    ("Russian leader's aim .45", {"parties.russia.leader.aim": 0.45}),
    ("Russian leader's aim .61", {"parties.russia.leader.aim": 0.61}),
    ("Ukrainian leader's aim .49", {"parties.ukraine.leader.aim": 0.49}),
    ("Ukrainian leader's aim .65", {"parties.ukraine.leader.aim": 0.65}),
    ("tempo .08", {"tracks.front.tempo": 0.08}),
    ("tempo .20", {"tracks.front.tempo": 0.20}),
    ("decisiveness 1.17", {"tracks.front.decisiveness": 1.17}),
    ("decisiveness 2.5", {"tracks.front.decisiveness": 2.5}),
    ("talks .05 a week", {"talks.chance": 0.05}),
    ("talks .40 a week", {"talks.chance": 0.40}),
    ("sanctions 0", {"sanctions": 0}),
    ("sanctions 1", {"sanctions": 1}),
    ("arms 0", {"arms": 0}),
    ("arms 1", {"arms": 1}),
    ("no-fly zone 1", {"no_fly_zone": 1}),
    ("no plots in Moscow", {"parties.russia.circle.opportunity": 0}),
    ("no plots, sanctions 0", {"parties.russia.circle.opportunity": 0, "sanctions": 0}),
    ("no plots, sanctions 1", {"parties.russia.circle.opportunity": 0, "sanctions": 1}),
    ("plots three times as often", {"parties.russia.circle.opportunity": 0.121}),
    ("face never lost", {"tracks.face.down": 0}),
    ("a duty to act kept with chance .2", {"honour.guarantee": 0.2}),
    ("a duty to act kept with chance .5", {"honour.guarantee": 0.5}),
    ("Russia recovers to twice its strength", {"peace.recovered_strength.attacker": 2}),
)


POLICIES: tuple[tuple[str, Mapping[str, float]], ...] = (
    ("as at the cut-off", {}),
    ("no sanctions", {"sanctions": 0}),
    ("all sanctions", {"sanctions": 1}),
    ("no arms", {"arms": 0}),
    ("all arms", {"arms": 1}),
    ("no-fly zone over the west", {"no_fly_zone": 0.5}),
    ("no-fly zone everywhere", {"no_fly_zone": 1}),
)


def tree_of(name: str) -> Tree:
    """A scenario of the library as plain data."""
    return dict(read_file(locate(name)).tree)


def renamed(node: Any, sides: bool = False) -> Any:
    """The base with this war's parties for its own; under `sides` the keys are sides and stay."""
    if not isinstance(node, dict):
        return node
    return {
        (key if sides else SIDES.get(key, key)): renamed(value, key in BY_SIDE)
        for key, value in node.items()
    }


def base() -> Tree:
    """The base world with the names of this war."""
    tree = {key: renamed(value, key in BY_SIDE) for key, value in tree_of("limits/base").items()}
    return tree | {"attacker": "russia"}


def put(tree: Tree, target: Tree, path: str) -> None:
    """Put the block at a path in place of what the tree has there."""
    *way, last = path.split(".")
    for key in way:
        tree, target = tree[key], target[key]
    tree[last] = copy.deepcopy(target[last])


def conflict(tree: Tree) -> Conflict:
    """A conflict from plain data; JSON is YAML."""
    return Conflict(from_text(json.dumps(tree)))


def steps() -> Iterator[tuple[str, Conflict]]:
    """The base, each step on top of the last, and the finished scenario."""
    tree, target = base(), tree_of("ukraine-2022")
    yield "the base", conflict(tree)
    for step in STEPS:
        for path in step.paths:
            put(tree, target, path)
        yield step.text, conflict(tree)
    yield "the finished scenario", gb.load("ukraine-2022")


def changes() -> Iterator[tuple[str, Conflict]]:
    """The finished scenario, one assumption changed at a time."""
    whole = gb.load("ukraine-2022")
    for text, values in CHANGES:
        yield text, whole.with_values(values)


def readings() -> Iterator[tuple[str, Conflict]]:
    """Other readings of what follows a fall in Kyiv, and of how long terms are kept."""
    target, plain = tree_of("ukraine-2022"), base()
    yield (
        "as it stands: the successor fights on, a further fall brings the terms of 7 March",
        conflict(target),
    )
    alone = copy.deepcopy(target)
    del alone["parties"]["ukraine"]["successors"]
    yield "nobody follows; a fall in Kyiv ends the war on the terms of 7 March", conflict(alone)
    same = copy.deepcopy(alone)
    same["endings"]["collapse"] = {"terms": same["endings"]["withdrawal"]["terms"]}
    yield "nobody follows; a fall on either side brings the line of 23 February", conflict(same)
    put(same, plain, "issues")
    put(same, plain, "honour")
    yield "the same, and the chance that a term is kept stated by issue alone", conflict(same)


def policies() -> Iterator[tuple[str, Conflict]]:
    """The levers at their ends."""
    whole = gb.load("ukraine-2022")
    for text, values in POLICIES:
        yield text, whole.with_values(values)

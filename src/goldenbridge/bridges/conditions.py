"""What `--where` may say of packages, and where it holds."""

from __future__ import annotations

import numpy as np

from goldenbridge.bridges.acceptance import Acceptance, Signing
from goldenbridge.bridges.ground import Ground, Valued
from goldenbridge.bridges.where import Argument, Expression, Vocabulary, condition
from goldenbridge.bridges.yardsticks import sought_removal, yardsticks
from goldenbridge.game.game import Bools, Floats
from goldenbridge.scenario.problems import Problem, ScenarioError


def vocabulary(ground: Ground) -> Vocabulary:
    """Yardsticks, looks and margins by party, and accept(PARTY), ratify(PARTY)."""
    parties = ground.parties
    names = dict.fromkeys(yardsticks(ground))
    for what in ("appearance", "margin"):
        names |= dict.fromkeys(f"{what}.{party}" for party in parties)
    names |= dict.fromkeys(("everybody", "kept"))
    party = (Argument("party", parties),)
    return Vocabulary(list(names), {"accept": party, "ratify": party})


def read(ground: Ground, text: str) -> Expression:
    """A condition on packages. Raises ScenarioError that says what would be right."""
    if refusal := sought_removal(text):
        raise ScenarioError([Problem("--where", refusal[:1].upper() + refusal[1:] + ".")])
    return condition(text, vocabulary(ground))


def holds(
    expression: Expression, acceptance: Acceptance, packages: Valued, signing: Signing
) -> Bools:
    """(N,) where a condition holds."""
    ground = acceptance.ground
    known = yardsticks(ground)

    def look(name: str) -> Floats:
        if name in known:
            return known[name].measure(acceptance, packages)
        if name == "everybody":
            return signing.everybody
        if name == "kept":
            return packages.values.kept
        what, _, party = name.partition(".")
        table = signing.margin if what == "margin" else packages.values.apparent
        return np.asarray(table[ground.parties.index(party)])

    def ask(name: str, given: tuple[str, ...]) -> Floats:
        table = signing.accepts if name == "accept" else signing.passes
        return np.asarray(table[ground.parties.index(given[0])])

    return np.broadcast_to(expression.holds(look, ask), (len(packages),))

"""What `--where` may say of packages, and where it holds."""

from __future__ import annotations

import ast
from itertools import pairwise

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
    found = condition(text, vocabulary(ground))
    if name := _wants_to_fall(found.tree):
        what = (
            f"`{name}` is bounded from above: that would search for packages that cost an office."
        )
        right = f"A leader's fall is reported and never sought. Bound it from below: {name} > 0.5"
        raise ScenarioError([Problem("--where", what, right)])
    return found


def _wants_to_fall(node: ast.expr, holds: bool = True) -> str:
    """A leader's stay that a condition wants to be small; `holds`: not under a `not`."""
    if isinstance(node, ast.BoolOp):
        return next(filter(None, (_wants_to_fall(one, holds) for one in node.values)), "")
    if isinstance(node, ast.UnaryOp):
        return _wants_to_fall(node.operand, not holds)
    if not isinstance(node, ast.Compare):
        return ""
    for op, (left, right) in zip(node.ops, pairwise((node.left, *node.comparators)), strict=True):
        if isinstance(op, ast.Eq | ast.NotEq):
            small = [left, right] if isinstance(op, ast.Eq) is holds else []
        else:
            small = [left if isinstance(op, ast.Lt | ast.LtE) is holds else right]
        for name in map(ast.unparse, small):
            if name.startswith("stays."):
                return name
    return ""


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

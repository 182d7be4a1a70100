"""What `--where` may say of packages, and where it holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
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


def _wants_to_fall(node: ast.expr) -> str:
    """A leader's stay that a condition wants to be small."""
    names = _wanted_small(node, True)
    return next((name for name in names if name.startswith("stays.")), "")


def rises(condition: Expression) -> bool:
    """Whether what betters a package for every side can never cost it this condition.

    So it is where it wants few deaths, and of everything else more; the chance that all terms are
    kept is neither.
    """
    equal = any(isinstance(one, ast.Eq | ast.NotEq) for one in ast.walk(condition.tree))
    if equal or "kept" in condition.names:
        return False
    small, large = (set(_wanted_small(condition.tree, holds)) for holds in (True, False))
    return small <= {"lives"} and "lives" not in large


def _wanted_small(node: ast.expr, holds: bool) -> Iterator[str]:
    """Names and questions that a condition wants to be small; `holds` False: if it is not to."""
    if isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from _wanted_small(one, holds)
    elif isinstance(node, ast.UnaryOp):
        yield from _wanted_small(node.operand, not holds)
    elif isinstance(node, ast.Compare):
        sides = pairwise((node.left, *node.comparators))
        for op, (left, right) in zip(node.ops, sides, strict=True):
            if isinstance(op, ast.Eq | ast.NotEq):
                small = [left, right] if isinstance(op, ast.Eq) is holds else []
            else:
                small = [left if isinstance(op, ast.Lt | ast.LtE) is holds else right]
            for one in small:
                if not isinstance(one, ast.Constant | ast.UnaryOp):
                    yield ast.unparse(one)


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

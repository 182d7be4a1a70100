"""Conditions on packages and outcomes, as people write them: a small grammar, never run as code.

    substance.ukraine >= 0.5 and accept(russia) > 0.8
    not (durability < 0.9 or lives > 40000)

Names, numbers, comparisons, `accept(…)` and its like, `and`, `or`, `not` and brackets. The text is
read with `ast`; whatever is not on the list below is refused. Names and arguments are checked
against a vocabulary, so that a wrong one can be told with the near ones.
"""

from __future__ import annotations

import ast
import operator
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from goldenbridge.scenario.problems import Problem, ScenarioError, choices

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Call = tuple[str, tuple[str, ...]]

LONGEST = 1000
SLACK = 1e-9
"""Numbers so near to each other count as equal: sums over issues are rounded."""

GRAMMAR = "Write it as: substance.ukraine >= 0.5 and accept(russia) > 0.8"

_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: lambda a, b: operator.lt(a, b - SLACK),
    ast.LtE: lambda a, b: operator.le(a, b + SLACK),
    ast.Gt: lambda a, b: operator.gt(a, b + SLACK),
    ast.GtE: lambda a, b: operator.ge(a, b - SLACK),
    ast.Eq: lambda a, b: np.abs(a - b) <= SLACK,
    ast.NotEq: lambda a, b: np.abs(a - b) > SLACK,
}
_JOIN = {ast.And: np.logical_and, ast.Or: np.logical_or}


@dataclass(frozen=True)
class Argument:
    """One argument of a function: what it is (party, package) and what is known by that name."""

    what: str
    known: Collection[str]
    needed: bool = True


@dataclass(frozen=True)
class Vocabulary:
    """The names and functions that an expression may use."""

    names: Collection[str]
    functions: Mapping[str, tuple[Argument, ...]] = field(default_factory=dict)

    @property
    def shown(self) -> list[str]:
        """All of them as people would write them."""
        return [*self.names, *(f"{name}(…)" for name in self.functions)]


Look = Callable[[str], Any]
Ask = Callable[[str, tuple[str, ...]], Any]


@dataclass(frozen=True)
class Expression:
    """An expression that was read and checked.

    condition  whether it is true or false; else it is a number
    """

    text: str
    tree: ast.expr
    condition: bool

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names it reads, each once."""
        return tuple(dict.fromkeys(_names(self.tree)))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The functions it asks, with their arguments, each once."""
        return tuple(dict.fromkeys(_calls(self.tree)))

    @cached_property
    def parts(self) -> tuple[Expression, ...]:
        """The conditions that a condition joins by `and`; itself where it joins none."""
        if not (isinstance(self.tree, ast.BoolOp) and isinstance(self.tree.op, ast.And)):
            return (self,)
        return tuple(
            Expression(ast.get_source_segment(self.text, node) or self.text, node, self.condition)
            for node in self.tree.values
        )

    def value(self, look: Look, ask: Ask) -> Any:
        """The expression's value: numbers and arrays of one shape may be mixed.

        look  gives a name's value; `ask` a function's, from its name and arguments
        """
        return _value(self.tree, look, ask)

    def holds(self, look: Look, ask: Ask) -> Bools:
        """Where a condition holds."""
        if not self.condition:
            raise TypeError(f"{self.text} is a number, not a condition")
        return np.asarray(self.value(look, ask), dtype=np.bool_)


def condition(text: str, known: Vocabulary, option: str = "--where") -> Expression:
    """Read a condition. Raises ScenarioError that says what is wrong and what would be right."""
    read = expression(text, known, option)
    if not read.condition:
        right = f"Compare it with something: {read.text} > 0.5"
        raise _refused(option, f"`{read.text}` is a number, not a condition.", right)
    return read


def expression(text: str, known: Vocabulary, option: str = "--outcome") -> Expression:
    """Read a condition or a number; errors as in `condition`."""
    told = text.strip()
    if not told:
        raise _refused(option, "It is empty.", GRAMMAR)
    if len(told) > LONGEST:
        raise _refused(option, f"It is longer than {LONGEST} characters.", GRAMMAR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `1 is 2` would be warned of before it is refused
            tree = ast.parse(told, mode="eval").body
        check = _Check(told, known, option)
        is_condition = check.kind(tree)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        if isinstance(error, ScenarioError):
            raise
        raise _refused(option, f"`{told}` cannot be read.", _hint(told)) from None
    return Expression(told, tree, is_condition)


def _hint(text: str) -> str:
    bare = text
    for sign in ("<=", ">=", "==", "!="):
        bare = bare.replace(sign, " ")
    if "=" in bare:
        return "Equal is written == (two signs)."
    if "%" in bare:
        return "Write shares as numbers from 0 to 1: 0.5 for 50%."
    return GRAMMAR


def _refused(option: str, what: str, right: str = "") -> ScenarioError:
    return ScenarioError([Problem(option, what, right)])


@dataclass(frozen=True)
class _Check:
    """What may stand in an expression; everything else is refused."""

    text: str
    known: Vocabulary
    option: str

    def kind(self, node: ast.expr) -> bool:
        """True for a condition, False for a number; refuses what is on no list."""
        if isinstance(node, ast.BoolOp):
            return self._all(node.values, condition=True)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self._all([node.operand], condition=True)
        if isinstance(node, ast.Compare):
            for op in node.ops:
                if type(op) not in _COMPARE:
                    raise self._cannot(node)
            self._all([node.left, *node.comparators], condition=False)
            return True
        if not self._number(node):
            self._name(node)
        return False

    def _all(self, nodes: list[ast.expr], *, condition: bool) -> bool:
        for node in nodes:
            if self.kind(node) is not condition:
                told = self._said(node)
                if condition:
                    what = f"`{told}` is a number, and a condition is wanted there."
                    raise _refused(self.option, what, f"Compare it: {told} > 0.5")
                what = f"`{told}` is a condition, and a number is wanted there."
                raise _refused(self.option, what, GRAMMAR)
        return condition

    def _number(self, node: ast.expr) -> bool:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            node = node.operand
            if not isinstance(node, ast.Constant):
                raise self._cannot(node)
        if not isinstance(node, ast.Constant):
            return False
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
            raise self._cannot(node)
        return True

    def _name(self, node: ast.expr) -> None:
        if isinstance(node, ast.Call):
            self._call(node)
            return
        name = _dotted(node)
        if name is None:
            raise self._cannot(node)
        if name not in self.known.names:
            if name in self.known.functions:
                wants = ", ".join(a.what.upper() for a in self.known.functions[name])
                raise _refused(
                    self.option, f"`{name}` wants to know of whom.", f"Write {name}({wants})."
                )
            what = f"`{name}` is no name that can be used here."
            right = choices(name, self.known.shown, most=30)
            raise _refused(self.option, what, right)

    def _call(self, node: ast.Call) -> None:
        name = _dotted(node.func)
        if name is None or node.keywords:
            raise self._cannot(node)
        if name not in self.known.functions:
            what = f"`{name}(…)` is nothing that can be asked here."
            raise _refused(self.option, what, choices(name, self.known.functions))
        wanted = self.known.functions[name]
        least = sum(one.needed for one in wanted)
        if not least <= len(node.args) <= len(wanted):
            told = ", ".join(a.what.upper() if a.needed else f"[{a.what.upper()}]" for a in wanted)
            what = f"`{self._said(node)}` has {len(node.args)} arguments."
            raise _refused(self.option, what, f"Write {name}({told}).")
        for given, one in zip(node.args, wanted, strict=False):
            word = _dotted(given)
            if word is None:
                raise self._cannot(given)
            if word not in one.known:
                what = f"`{word}` is no {one.what} of this scenario."
                raise _refused(self.option, what, choices(word, one.known))

    def _cannot(self, node: ast.AST) -> ScenarioError:
        what = f"`{self._said(node)}` cannot be used here."
        right = "Names, numbers, comparisons, accept(…), and, or, not and brackets can be."
        return _refused(self.option, what, right)

    def _said(self, node: ast.AST) -> str:
        return ast.get_source_segment(self.text, node) or self.text


def _finite(value: int | float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _dotted(node: ast.expr) -> str | None:
    """A name with its dots; ids may hold a hyphen, which reads as a minus between names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return None if before is None else f"{before}.{node.attr}"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        before, after = _dotted(node.left), _dotted(node.right)
        return None if before is None or after is None else f"{before}-{after}"
    return None


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        return
    if isinstance(node, ast.expr) and (name := _dotted(node)) is not None:
        yield name
        return
    for child in ast.iter_child_nodes(node):
        yield from _names(child)


def _calls(node: ast.AST) -> Iterator[Call]:
    if isinstance(node, ast.Call):
        yield _called(node)
        return
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)


def _called(node: ast.Call) -> Call:
    return str(_dotted(node.func)), tuple(str(_dotted(given)) for given in node.args)


def _value(node: ast.expr, look: Look, ask: Ask) -> Any:
    if isinstance(node, ast.BoolOp):
        return reduce(_JOIN[type(node.op)], [_value(one, look, ask) for one in node.values])
    if isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, look, ask)
        return np.logical_not(inner) if isinstance(node.op, ast.Not) else -inner
    if isinstance(node, ast.Compare):
        sides = [_value(one, look, ask) for one in (node.left, *node.comparators)]
        pairs = zip(node.ops, pairwise(sides), strict=True)
        return reduce(np.logical_and, [_COMPARE[type(op)](a, b) for op, (a, b) in pairs])
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.Call):
        return ask(*_called(node))
    return look(str(_dotted(node)))

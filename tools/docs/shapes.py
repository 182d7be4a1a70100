"""The page of what `--json` prints, from the shapes that the commands themselves use."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import goldenbridge.cli
from goldenbridge.cli.shape import Shape
from tools.docs.markdown import cell, code, table, whole


def shapes() -> list[Shape]:
    """Every shape in the modules of the command line, by name."""
    found: dict[str, Shape] = {}
    for module in pkgutil.iter_modules(goldenbridge.cli.__path__, "goldenbridge.cli."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Shape):
                found[value.format] = value
    return [found[name] for name in sorted(found)]


def page() -> str:
    """The text of the page."""
    return whole(_lines())


def _lines() -> Iterator[str]:
    yield "# What `--json` prints"
    yield ""
    yield "One object each, with `format` (the name below), `engine` (its version), and:"
    for shape in shapes():
        yield ""
        yield f"## {shape.format}"
        yield ""
        rows = [(code(name), cell(meaning)) for name, meaning in shape.fields.items()]
        yield from table(("field", "meaning"), rows)

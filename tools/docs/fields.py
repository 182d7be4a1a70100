"""The page of the scenario language, block by block, and its JSON schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from goldenbridge.scenario.explain import Field, describe, everything
from goldenbridge.scenario.schema import json_schema
from tools.docs.markdown import cell, code, table, whole

ABOUT = """\
Every field, in the order in which people write them. `goldenbridge explain PATH` says the same of
one field, and [scenario.schema.json](scenario.schema.json) lets an editor check while you write.
Where `<party>` or `<track>` stands, write the id of one of yours.
"""


def schema() -> str:
    """The JSON schema of a scenario file, as text."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def page() -> str:
    """The text of the page."""
    return whole(_lines())


def _lines() -> Iterator[str]:
    yield "# The scenario language"
    yield ""
    yield from ABOUT.splitlines()
    fields = [describe(place) for _, place in everything()]
    for top, block in groupby(fields, key=lambda field: field.path.split(".")[0]):
        yield from _block(top, list(block))


def _block(top: str, fields: list[Field]) -> Iterator[str]:
    first = fields[0]
    yield ""
    yield f"## {top}"
    yield ""
    yield cell(first.sentence)
    default = "Needed." if first.default == "needed" else f"Left out: {first.default}."
    yield f"Written as {cell(first.form)}. {default}"
    if len(fields) == 1:
        return
    yield ""
    rows = [
        (
            code(field.path.removeprefix(f"{top}.")),
            cell(field.sentence),
            cell(field.unit),
            cell(field.reach),
            cell(field.default),
            cell(field.form),
        )
        for field in fields[1:]
    ]
    yield from table(("field", "meaning", "unit", "range", "left out", "written as"), rows)

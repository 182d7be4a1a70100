"""The README's picture: how the war in Ukraine could end, as of March 2022, from a real run."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import goldenbridge as gb

DIGITS = 6
"""Digits of a number that count: more would tell machines apart, not results."""
_SAME = re.compile(r"<!-- drawn from [0-9a-f]{16} -->")


def svg() -> str:
    """The outcome chart of `ukraine-2022` as SVG text, with the digest of what it is drawn from."""
    import vl_convert

    chart = gb.load("ukraine-2022").forecast().plot().to_dict()
    text: str = vl_convert.vegalite_to_svg(json.dumps(chart))
    return f"{text.rstrip()}\n<!-- drawn from {digest(chart)} -->\n"


def digest(chart: dict[str, Any]) -> str:
    """Sixteen hexadecimal digits for a chart's specification with its data."""
    told = json.dumps(_rounded(chart), sort_keys=True)
    # Data sets go by a name made from their unrounded numbers.
    told = re.sub(r"data-[0-9a-f]{32}", "data", told)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def alike(one: str, other: str) -> bool:
    """Whether two pictures show the same; letters are set differently where fonts differ."""
    marks = _SAME.findall(one), _SAME.findall(other)
    return bool(marks[0]) and marks[0] == marks[1]


def _rounded(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _rounded(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_rounded(value) for value in part]
    return round(part, DIGITS) if isinstance(part, float) else part

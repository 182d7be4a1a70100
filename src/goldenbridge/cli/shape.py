"""Shapes of `--json`: a name, a version, and a sentence for every field.

What a command prints and what the reference says come from the same place. A field that goes away
or changes its meaning raises the version; a new one does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenbridge import __version__


@dataclass(frozen=True)
class Shape:
    """What one command prints under `--json`, beside `format` and `engine`."""

    name: str
    version: int
    fields: Mapping[str, str]

    @property
    def format(self) -> str:
        """The value of `format`: goldenbridge.check/1."""
        return f"goldenbridge.{self.name}/{self.version}"

    def text(self, **values: Any) -> str:
        """The JSON text. Exactly the fields of the shape must be given."""
        import json  # only where JSON is asked for

        if set(values) != set(self.fields):
            wrong = sorted(set(values) ^ set(self.fields))
            raise TypeError(f"{self.format} does not fit: {', '.join(wrong)}")
        whole = {"format": self.format, "engine": __version__, **values}
        return json.dumps(whole, allow_nan=False, ensure_ascii=False, indent=1)

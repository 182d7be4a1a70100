"""Colours that are not an outcome's, on light and dark ground and as names of a style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goldenbridge.report.outcomes import Look, look

GroundName = Literal["light", "dark", "page"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a chart stands: the colours of text, lines and the surface itself."""

    name: GroundName
    surface: str
    ink: str
    ink_2: str
    rule: str

    def colour(self, outcome: str) -> str:
        """The colour of an outcome's area on this ground."""
        drawn: Look = look(outcome)
        by_name = {"light": drawn.light, "dark": drawn.dark, "page": f"var(--{drawn.token})"}
        return by_name[self.name]


GROUNDS: dict[GroundName, Ground] = {
    "light": Ground("light", "#FFFFFF", "#16201C", "#45504A", "#DFE2DD"),
    "dark": Ground("dark", "#171D1A", "#EDF1EE", "#B9C3BD", "#2F3833"),
    "page": Ground("page", "var(--surface)", "var(--ink)", "var(--ink-2)", "var(--rule)"),
}
"""`page`: colours follow the style sheet of the page that holds the SVG."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Colours of marks that are no outcome's."""

    accent: str
    band: str
    danger: str
    strong: str


MARKS: dict[GroundName, Marks] = {
    "light": Marks("#0E5A50", "#C6DCD5", "#A3262B", "#78827C"),
    "dark": Marks("#7CCFBD", "#2F5048", "#F39A93", "#76827B"),
    "page": Marks("var(--accent)", "var(--band)", "var(--danger)", "var(--rule-strong)"),
}

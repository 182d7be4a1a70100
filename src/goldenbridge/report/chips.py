"""Cheap concessions on the terminal: two lists, and what to be wary of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from goldenbridge.bridges.chips import Chip, Chips
from goldenbridge.report.layout import QUIET, sides, wrapped
from goldenbridge.report.wording import percent, possessive, signed, the
from goldenbridge.scenario.document import Document

WIDE = 100


def print_chips(
    found: Chips, document: Document, top: int, console: Console, following: list[str]
) -> None:
    """Both lists, one blank line between blocks."""
    width = min(WIDE, console.width)
    told = _Told(document, top, width)
    for block in (
        told.heading(),
        told.table(
            "Showy: seen by the receiver's public, for little in substance",
            found.showy,
            ("receiver's look", "giver's substance"),
        ),
        told.table(
            "Unseen: real to the receiver, for little that the giver's public sees",
            found.unseen,
            ("receiver's substance", "giver's look"),
        ),
        told.wary(found),
        told.next(following),
    ):
        lines = list(block)
        for line in lines:
            console.print(line, soft_wrap=True, highlight=False, markup=False)
        if lines:
            console.print()


class _Told:
    def __init__(self, document: Document, top: int, width: int) -> None:
        self.document, self.top, self.width = document, top, width

    def name(self, party: str) -> str:
        """A party in words."""
        return self.document.parties[party].name or party

    def change(self, chip: Chip) -> str:
        """A change in words."""
        issue = self.document.issues[chip.issue]
        level = issue.levels[chip.level]
        return f"{issue.name or chip.issue}: {level.short or level.name or chip.level}"

    def heading(self) -> Iterator[Text]:
        """Title, and what is compared."""
        yield sides(self.document.title, "one term changed from its fallback", self.width, "bold")
        yield Text("─" * self.width, style=QUIET)
        yield from wrapped(
            "What one side could give another, best first: what costs the giver nothing leads, "
            "then what brings most for what it costs. Before honour; secret terms are taken as "
            "kept secret. Points of 100 of what the side hoped for.",
            self.width,
        )

    def table(self, head: str, rows: Sequence[Chip], what: tuple[str, str]) -> Iterator[Text]:
        """One list."""
        yield Text(head, style="bold")
        if not rows:
            yield from wrapped("There is none.", self.width, "  ")
            return
        columns = [max(10, len(word)) for word in what]
        who = max(len(f"{self.name(c.giver)} → {self.name(c.receiver)}") for c in rows)
        room = max(20, self.width - 6 - who - sum(columns) - 4)
        heads = "".join(f"  {h:>{w}}" for h, w in zip(what, columns, strict=True))
        yield Text(" " * (4 + who + room) + heads, style=QUIET)
        for chip in rows[: self.top]:
            first, *more = list(wrapped(self.change(chip), room))
            pair = f"{self.name(chip.giver)} → {self.name(chip.receiver)}"
            cells = (signed(100 * chip.gain), signed(-100 * chip.loss))
            numbers = "".join(f"  {x:>{w}}" for x, w in zip(cells, columns, strict=True))
            yield Text(f"  {pair:<{who}}  {first.plain:<{room}}{numbers}")
            for line in more:
                yield Text(" " * (4 + who) + line.plain)
            if chip.leak is not None:
                text = (
                    f"secret; a leak ({percent(chip.leak)}) would take "
                    f"{100 * chip.leak_cost:.1f} from {possessive(self.name(chip.giver))} look"
                )
                yield from wrapped(text, self.width, " " * (4 + who), style=QUIET)
        if len(rows) > self.top:
            text = f"{len(rows) - self.top} more are left out; --top shows them."
            yield from wrapped(text, self.width, "  ", style=QUIET)

    def wary(self, found: Chips) -> Iterator[Text]:
        """Options that were never real, and where the giver's own audience values them."""
        rows = [chip for chip in found.showy if chip.never_real]
        if not rows:
            return
        yield Text("Never real, but valued", style="bold")
        for chip in rows[: self.top]:
            giver, whose = the(self.name(chip.giver)), possessive(self.name(chip.giver))
            text = (
                f"{self.change(chip)}: {giver} parts with nothing in substance, and "
                f"{possessive(self.name(chip.receiver))} public values it."
            )
            if chip.missed_at_home:
                text += (
                    f" Take care: {whose} own audience has come to value it too "
                    f"({signed(-100 * chip.giver_appearance)})."
                )
            yield from wrapped(text, self.width, "  ", "    ")

    def next(self, following: list[str]) -> Iterator[Text]:
        """What to do next."""
        text = "Analysis, not advice."
        if following:
            text += f" Next: {' · '.join(following)}"
        yield from wrapped(text, self.width, style=QUIET)

"""Policies side by side: differences first, risks beside benefits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from goldenbridge.report import outcomes as named
from goldenbridge.report.finding import span
from goldenbridge.report.heading import heading
from goldenbridge.report.heads import Column, heads
from goldenbridge.report.layout import LEAST, QUIET, sides, wrapped
from goldenbridge.report.sentences import limits, office_of
from goldenbridge.report.summary import Summary
from goldenbridge.report.terminal import WIDE, print_blocks
from goldenbridge.report.wording import amount, percent, signed, starting_capital

TOLD = 4
"""Differences named in a policy's sentence."""
SMALL = 0.05
"""A chance below this, in every policy, is told to a tenth of a point."""
NARROW = 12
"""Fewest characters of a policy's column where its name is longer than a word."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of every policy, the scenario as it is first.

    kind    "chance" (0 … 1, compared in points), "risk" (the same) or "amount" (compared in parts)
    label   what it is, with its time; `brief` the same below a head that says the time
    values  by policy; None where nothing can be said
    pooled  it is the sum of others that tell whose leader fell; so it is no row of the table
    """

    name: str
    label: str
    brief: str
    kind: str
    values: tuple[float | None, ...]
    pooled: bool = False

    def change(self, k: int) -> float:
        """How far policy k moves it: points for chances, per cent for amounts."""
        base, value = self.values[0], self.values[k]
        if base is None or value is None:
            return 0.0
        if self.kind != "amount":
            return 100 * (value - base)
        return 100 * (value / base - 1) if base > 0 else 0.0

    @property
    def most(self) -> float:
        """The largest change of any policy, without its sign."""
        return max((abs(self.change(k)) for k in range(1, len(self.values))), default=0.0)


def rows(summaries: Sequence[Summary]) -> list[Row]:
    """The figures of a run after a year, those that differ most first; risks after benefits."""
    found = list(_rows(summaries))
    return sorted(found, key=lambda row: (row.kind == "risk", -round(row.most, 6)))


def _rows(summaries: Sequence[Summary]) -> Iterator[Row]:
    first = summaries[0]
    year, document = first.year, first.document
    after, within = f"after {span(first)}", f"within {span(first)}"
    yield from _ways(summaries)
    for party in first.outlook.in_office:
        brief = f"{office_of(first, party)} in office"
        chances = tuple(float(s.outlook.in_office[party][year]) for s in summaries)
        yield Row(f"in_office({party})", f"{brief} {after}", brief, "chance", chances)
    broken = tuple(
        float(s.outlook.will_break[year]) / s.outlook.within("settled", year)
        if s.outlook.within("settled", year) > 0
        else None
        for s in summaries
    )
    brief = "Of what is settled, the peace will break"
    yield Row("will_break", brief, brief, "chance", broken)
    if "deaths" in first.outlook.amounts:
        deaths = tuple(float(s.outlook.amounts["deaths"][year]) for s in summaries)
        yield Row("deaths", f"Deaths {within}", "Deaths", "amount", deaths)
    for name, harm in document.harms.items():
        if name in first.outlook.amounts:
            values = tuple(float(s.outlook.amounts[name][year]) for s in summaries)
            brief = starting_capital(harm.name)
            yield Row(name, f"{brief} {within}", brief, "amount", values)
    for name in first.risks:
        values = tuple(float(s.risks[name][year]) for s in summaries)
        brief = f"Risk of {document.risks[name].name or name}"
        yield Row(f"risk.{name}", brief, brief, "risk", values)


def _ways(summaries: Sequence[Summary]) -> Iterator[Row]:
    """How it may stand after a year: a fall by whose leader it is, and both together."""
    first = summaries[0]
    shown = {part.key: part for s in summaries for part in s.parts}
    names = dict.fromkeys(name for s in summaries for name in s.outlook.outcomes)
    for name in named.in_order(list(names)):
        curves = [s.outlook.outcomes.get(name) for s in summaries]
        values = tuple(0.0 if c is None else float(c[first.year]) for c in curves)
        pooled = name not in shown
        yield _way(first, name, name, named.label(name, first.document), values, pooled)
        for part in shown.values():
            if pooled and part.outcome == name:
                chances = [{p.key: p.at(first.year) for p in s.parts} for s in summaries]
                told = tuple(by.get(part.key, 0.0) for by in chances)
                yield _way(first, name, part.key, part.label, told, False)


def _way(
    first: Summary, outcome: str, key: str, label: str, values: tuple[float, ...], pooled: bool
) -> Row:
    brief = starting_capital(label)
    when = "within" if outcome == "settled" else "after"
    return Row(key, f"{brief} {when} {span(first)}", brief, "chance", values, pooled)


def print_comparison(
    names: Sequence[str], summaries: Sequence[Summary], console: Console, steps: Sequence[str]
) -> None:
    """What each policy changes, in a sentence; then all figures side by side."""
    width = max(LEAST, min(WIDE, console.width))
    found = [row for row in rows(summaries) if not row.pooled]
    blocks = (
        _head(summaries[0], width),
        _changes(summaries[0], names, found, width),
        _table(summaries[0], names, found, width),
        _close(summaries[0], width, steps),
    )
    print_blocks(blocks, console)


def _head(first: Summary, width: int) -> Iterator[Text]:
    policies = ", ".join(
        f"{lever.name or key} {float(lever.value):g}"
        for key, lever in first.document.levers.items()
    )
    *above, line = heading(first.compiled, f"{first.document.title}: side by side", width)
    yield from above
    if policies:
        yield from wrapped(f"As it is: {policies}.", width, hanging="  ")
    yield line


def _changes(
    first: Summary, names: Sequence[str], found: Sequence[Row], width: int
) -> Iterator[Text]:
    for k, name in enumerate(names[1:], start=1):
        yield from wrapped(f"{name}, after {span(first)}: {told(found, k)}", width, hanging="  ")


def told(found: Sequence[Row], k: int) -> str:
    """What policy k changes most, then what it does to each risk."""
    benefits = [row for row in found if row.kind != "risk" and abs(row.change(k)) >= 0.5]
    benefits.sort(key=lambda row: -abs(row.change(k)))
    risks = [row for row in found if row.kind == "risk"]
    parts = [_change(row, k) for row in [*benefits[:TOLD], *risks]]
    if not benefits:
        parts.insert(0, "no figure moves by half a point")
    return f"{'; '.join(parts)}."


def _change(row: Row, k: int) -> str:
    ours = not row.name.startswith(("attacker_", "removed_"))  # no party's name comes first
    label = row.brief[:1].lower() + row.brief[1:] if ours else row.brief
    return f"{label} {_value(row, 0)} → {_value(row, k)}"


def _digits(row: Row) -> int:
    """Small chances are told to a tenth, so that a change does not hide in the rounding."""
    small = row.kind == "chance" and max(x or 0.0 for x in row.values) < SMALL
    return 1 if row.kind == "risk" or small else 0


def _value(row: Row, k: int) -> str:
    value = row.values[k]
    if value is None:
        return "–"
    if row.kind == "amount":
        return amount(value)
    return percent(value, _digits(row))


def _cell(row: Row, k: int) -> str:
    if k == 0:
        return _value(row, 0)
    change = row.change(k)
    digits = _digits(row)
    unit = "%" if row.kind == "amount" else ""
    if float(f"{change:.{digits}f}") == 0.0 and _value(row, k) != _value(row, 0):
        digits += 1  # two numbers that read differently never differ by nothing
    return f"{_value(row, k)} ({signed(change, digits)}{unit})"


def _table(
    first: Summary, names: Sequence[str], found: Sequence[Row], width: int
) -> Iterator[Text]:
    cells = [[_cell(row, k) for k in range(len(names))] for row in found]
    columns = [_column(name, [c[k] for c in cells]) for k, name in enumerate(names)]
    room = width - sum(column.width + 2 for column in columns) - 2
    about = "change in points of 100, of amounts in per cent"
    yield sides(f"Figure by figure, after {span(first)}", about, width, "bold")
    if room < LEAST:
        yield from _stacked(names, found, cells, width)
        return
    label = min(room, max(len(row.brief) for row in found))
    for line in heads(columns, 2):
        yield Text(" " * (label + 2) + line, style=QUIET)
    for row, texts in zip(found, cells, strict=True):
        *above, last = wrapped(row.brief, label + 2, "  ", "    ")
        yield from above
        line = "".join(f"  {x:>{c.width}}" for x, c in zip(texts, columns, strict=True))
        yield Text(f"{last.plain:<{label + 2}}{line}")


def _column(name: str, cells: Sequence[str]) -> Column:
    """As wide as its numbers and the longest word of its name."""
    least = max(min(NARROW, len(name)), *map(len, name.split()))
    return Column(name, "", max(least, *map(len, cells)))


def _stacked(
    names: Sequence[str], found: Sequence[Row], cells: Sequence[Sequence[str]], width: int
) -> Iterator[Text]:
    """Where policies do not fit side by side: figure by figure, one line a policy."""
    for row, texts in zip(found, cells, strict=True):
        yield from wrapped(row.brief, width, "  ", "    ")
        for name, text in zip(names, texts, strict=True):
            yield sides(f"    {name}", text, width)


def _close(first: Summary, width: int, steps: Sequence[str]) -> Iterator[Text]:
    if first.risks:
        note = f"Risks are added up over {span(first)}; the parties do not react to them."
        yield from wrapped(note, width, style=QUIET)
    yield from wrapped(limits(first), width, style=QUIET)
    yield Text()
    yield from wrapped(
        f"Analysis, not advice. Next: {' · '.join(steps)}", width, hanging="  ", style=QUIET
    )

"""A run on the terminal: the finding first, then the table, the deals, what is assumed.

100 columns; fewer fold. Without colour the bars print as letters, and the numbers stand beside
them always.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from goldenbridge.report import sentences
from goldenbridge.report.bars import table
from goldenbridge.report.deals import deals
from goldenbridge.report.drivers import Driver, hangs_on
from goldenbridge.report.finding import finding
from goldenbridge.report.heading import heading
from goldenbridge.report.layout import LEAST, QUIET, wrapped
from goldenbridge.report.look_twice import warnings
from goldenbridge.report.packages import packages
from goldenbridge.report.summary import Summary

WIDE = 100
NUMBER = 12
"""Room for a key figure's number."""


def print_run(
    summary: Summary,
    console: Console,
    solved_in: float | None = None,
    next_steps: Sequence[str] = (),
    drivers: Sequence[Driver] = (),
) -> None:
    """Everything a run says, block after block, one blank line between."""
    width = max(LEAST, min(WIDE, console.width))
    blocks = (
        heading(summary.compiled, summary.document.title, width, _solved(solved_in)),
        _finding(summary, width),
        table(summary, console, width),
        _figures(summary, width),
        deals(summary, width),
        packages(summary, width),
        hangs_on(summary, drivers, width),
        _assumed(summary, width, drivers),
        _next(summary, width, next_steps),
    )
    print_blocks(blocks, console)


def _solved(seconds: float | None) -> str:
    return "" if seconds is None else f"solved in {seconds:.2f} s"


def print_blocks(blocks: Sequence[Iterator[Text]], console: Console) -> None:
    """Blocks of lines with one blank line between, nothing trailing."""
    first = True
    for block in blocks:
        lines = list(block)
        if lines and not first:
            console.print()
        for line in lines:
            line.rstrip()
            console.print(line, soft_wrap=True, highlight=False, markup=False)
        first = first and not lines


def _finding(summary: Summary, width: int) -> Iterator[Text]:
    for k, sentence in enumerate(finding(summary)):
        yield from wrapped(sentence, width, style="bold" if k == 0 else "")


def _figures(summary: Summary, width: int) -> Iterator[Text]:
    told = [*sentences.figures(summary), *sentences.risks(summary)]
    words = max(len(text) for _, _, text in told)
    room = max(len(label) for label, _, _ in told)
    beside = min(room, width - NUMBER - words - 5)
    yield Text("Key figures", style="bold")
    for label, number, text in told:
        *above, last = wrapped(label, beside + 2, "  ", "    ")
        yield from above
        line = Text(f"{last.plain:<{beside + 2}}")
        line.append(f"{number:>{NUMBER}}", style="bold")
        yield line.append(f"   {text}", style=QUIET)
    yield from wrapped(sentences.about_risks(summary), width, "  ", style=QUIET)


def _assumed(summary: Summary, width: int, drivers: Sequence[Driver]) -> Iterator[Text]:
    yield Text("What is assumed", style="bold")
    for sentence in sentences.assumptions(summary, ranges=bool(drivers)):
        yield from wrapped(sentence, width, "  ", "    ")
    for warned in warnings(summary, drivers):
        told = f"{warned.path}: {warned.what}" if warned.path else warned.what
        yield from wrapped(f"Look twice: {told}", width, "  ", "    ", style="yellow")


def _next(summary: Summary, width: int, next_steps: Sequence[str]) -> Iterator[Text]:
    yield from wrapped(sentences.limits(summary), width, style=QUIET)
    yield Text()
    told = "Analysis, not advice."
    line = f"{told} Next: {' · '.join(next_steps)}"
    if next_steps and len(line) > width:
        yield Text(f"{told} Next:", style=QUIET)
        for step in next_steps:
            yield Text(f"  {step}", style=QUIET)
    else:
        yield Text(line if next_steps else told, style=QUIET)

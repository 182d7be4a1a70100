"""The buffer on the terminal: the answer first, then who breaks the line and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from goldenbridge.bridges.buffer import Border, Buffer, Fewest
from goldenbridge.report.layout import LEAST, QUIET, wrapped
from goldenbridge.report.terminal import WIDE, print_blocks
from goldenbridge.report.wording import counted, listed, the
from goldenbridge.scenario.beside import States

SHOWN = 6
"""Sets told in words at most."""


def print_buffer(
    title: str,
    states: States,
    found: Buffer,
    console: Console,
    between: tuple[str, str] | None = None,
) -> None:
    """Everything the buffer says. `between`: two states to be parted by themselves."""
    width = max(LEAST, min(WIDE, console.width))
    print_blocks(
        (
            _finding(title, states, found, width),
            _breaking(states, found, width),
            _fewest(states, found, width),
            _between(states, found, between, width),
            _moved(states, found, width),
            _last(width),
        ),
        console,
    )


def finding(states: States, found: Buffer) -> str:
    """The answer in a sentence or two."""
    sides = f"{states.sides.a} and {states.sides.b}"
    if found.holds:
        return f"There is a continuous non-aligned line between {sides}."
    told = (
        f"There is no continuous non-aligned line between {sides}: "
        f"{counted(len(found.breaking), 'border')} "
        f"{'joins' if len(found.breaking) == 1 else 'join'} them directly."
    )
    if found.hopeless:
        return f"{told} None is possible: {_borders(states, found.hopeless)} cannot be parted."
    return told


def _finding(title: str, states: States, found: Buffer, width: int) -> Iterator[Text]:
    yield from wrapped(f"{title}: is there a non-aligned line?", width, style="bold")
    yield from wrapped(finding(states, found), width)


def _name(states: States, key: str) -> str:
    return states.members[key].name or key


def _borders(states: States, pairs: tuple[Border, ...]) -> str:
    return listed([f"{_name(states, a)} with {_name(states, b)}" for a, b in pairs])


def _breaking(states: States, found: Buffer, width: int) -> Iterator[Text]:
    if found.holds:
        return
    yield Text("Who breaks it", style="bold")
    by_state: dict[str, list[str]] = {}
    for a, b in found.breaking:
        by_state.setdefault(a, []).append(_name(states, b))
    for a, others in by_state.items():
        yield from wrapped(f"{_name(states, a)} touches {listed(others)}.", width, "  ", "    ")


def _fewest(states: States, found: Buffer, width: int) -> Iterator[Text]:
    if found.holds:
        return
    yield Text("The fewest more states that would have to be non-aligned", style="bold")
    if found.fewest_more is None:
        stuck = _borders(states, found.hopeless)
        told = f"No set of states would do: {stuck} join two states that cannot change."
        yield from wrapped(told, width, "  ")
        return
    yield from _sets(states, found.fewest_more, width)


def _sets(states: States, fewest: Fewest, width: int) -> Iterator[Text]:
    if fewest.size == 0:
        yield from wrapped("None: nothing is needed.", width, "  ")
        return
    every, ways = fewest.in_every, len(fewest.sets)
    count = counted(fewest.size, "state")
    if ways == 1:
        told = f"{count}, in one way: {listed([_name(states, k) for k in fewest.sets[0]])}."
        yield from wrapped(told, width, "  ", "    ")
        return
    many = f"more than {ways}" if fewest.more else f"{ways}"
    yield from wrapped(f"{count}, in {many} ways.", width, "  ", "    ")
    if every:
        told = f"In every one of them: {listed([_name(states, k) for k in every])}."
        yield from wrapped(told, width, "  ", "    ")
    for one in fewest.sets[:SHOWN]:
        rest = [_name(states, k) for k in one if k not in every]
        told = f"{'and ' if every else ''}{listed(rest)}"
        yield from wrapped(f"- {told}", width, "    ", "      ")
    if ways > SHOWN:
        yield from wrapped(f"- and {ways - SHOWN} more; --json lists them", width, "    ")


def _between(
    states: States, found: Buffer, between: tuple[str, str] | None, width: int
) -> Iterator[Text]:
    if between is None:
        return
    one, other = (the(_name(states, key)) for key in between)
    yield from wrapped(f"To part {one} and {other} alone", width, style="bold")
    answer = found.parting(*between)
    if answer is not None:
        yield from _sets(states, answer, width)
    elif found.graph.has_edge(*between):
        yield from wrapped("No cut exists: they touch.", width, "  ")
    else:
        told = "No cut exists: states that cannot change join them."
        yield from wrapped(told, width, "  ")


def _moved(states: States, found: Buffer, width: int) -> Iterator[Text]:
    """Borders that would break the line, were one state of another alignment."""
    broken: dict[str, dict[str, int]] = {}
    for one in found.moved():
        broken.setdefault(one.state, {})[one.after] = one.broken
    if not broken:
        return
    today = len(found.breaking)
    yield Text("If one state changed side: borders that would then break the line", style="bold")
    heads = [states.sides.a, "non-aligned", states.sides.b]
    columns = [max(8, len(head)) for head in heads]
    room = max(len(_name(states, key)) for key in broken)
    if 2 + room + sum(columns) + 2 * len(columns) > width:
        heads, columns = ["a", "none", "b"], [6, 6, 6]
    head = "".join(f"  {head:>{c}}" for head, c in zip(heads, columns, strict=True))
    yield Text(f"  {'':<{room}}{head}", style=QUIET)
    for key, after in sorted(broken.items(), key=lambda item: _name(states, item[0])):
        cells = []
        for side, c in zip(("a", "none", "b"), columns, strict=True):
            now = side == found.alignment[key]
            cells.append(f"  {f'now {today}' if now else str(after[side]):>{c}}")
        yield Text(f"  {_name(states, key):<{room}}{''.join(cells)}")


def _last(width: int) -> Iterator[Text]:
    told = (
        "A line on a map: it says nothing of what the people of these states want. Analysis, not "
        "advice."
    )
    yield from wrapped(told, width, style=QUIET)

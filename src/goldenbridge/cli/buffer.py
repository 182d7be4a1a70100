"""`goldenbridge buffer`: whether a continuous non-aligned line exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli.shape import Shape

if TYPE_CHECKING:
    from goldenbridge.bridges.buffer import Buffer, Fewest
    from goldenbridge.scenario.beside import States

SHAPE = Shape(
    "buffer",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "sides": "What the alignments a and b are.",
        "alignment": "By state: a, b or none.",
        "cannot_change": "States that cannot change.",
        "line": "Whether there is a continuous non-aligned line.",
        "breaking": "Borders that break it: pairs of states, the one of side a first.",
        "impossible": "Those of them that join two states that cannot change: no line is possible.",
        "fewest_more": "Fewest more states to be non-aligned: size, sets, more (whether further "
        "sets of that size exist), in_every; null: none is possible.",
        "between": "With --between: the two states and the fewest that part them alone; null.",
        "moved": "State by state: what one change of side does (before, after, broken, opened, "
        "closed).",
    },
)
SIDES = ("a", "b", "none")


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    sides: Annotated[
        list[str] | None,
        typer.Option("--side", help="Another alignment: STATE=a, b or none. May be repeated."),
    ] = None,
    between: Annotated[
        str | None, typer.Option(help="Two states to part by themselves: STATE,STATE.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Whether a continuous non-aligned line exists.

    Who breaks it, the fewest more states that would have to be non-aligned, and what changes when
    one state changes side.

    Example: goldenbridge buffer ukraine-2022 --side finland=b
    """
    from goldenbridge.bridges.buffer import buffer
    from goldenbridge.scenario.library import load

    read = load(scenario)
    states = placed(read.document.states, sides or [], read.file)
    pair = _pair(states, between)
    found = buffer(states)
    if as_json:
        print(SHAPE.text(scenario=scenario, **as_values(states, found, pair)))
        return
    from goldenbridge.cli.screen import screen
    from goldenbridge.report.buffer import print_buffer

    print_buffer(read.document.title, states, found, screen(), pair)


def placed(states: States | None, sides: list[str], file: str = "") -> States:
    """The states with some of them on another side. Raises ScenarioError for wrong names."""
    from goldenbridge.scenario.problems import Problem, ScenarioError, choices

    if states is None:
        what = "This scenario names no states, so there is no map to ask about."
        raise ScenarioError([Problem("states", what, "`explain states` says what to write.")], file)
    members = dict(states.members)
    problems = []
    for text in sides:
        key, _, side = (part.strip() for part in text.partition("="))
        if key not in members:
            what = f"`{key}` is no state of this scenario."
            problems.append(Problem("--side", what, choices(key, members)))
        elif side not in SIDES:
            what = f"`{text}` names no alignment."
            told = f"a ({states.sides.a}), b ({states.sides.b}) or none"
            problems.append(Problem("--side", what, f"Write {key}= and {told}."))
        else:
            members[key] = members[key].model_copy(update={"alignment": side})
    if problems:
        raise ScenarioError(problems)
    return states.model_copy(update={"members": members})


def _pair(states: States, between: str | None) -> tuple[str, str] | None:
    if between is None:
        return None
    from goldenbridge.scenario.problems import Problem, ScenarioError, choices

    keys = [key.strip() for key in between.split(",")]
    for key in keys:
        if key not in states.members:
            what = f"`{key}` is no state of this scenario."
            raise ScenarioError([Problem("--between", what, choices(key, states.members))])
    if len(keys) != 2 or keys[0] == keys[1]:
        what = f"`{between}` does not name two states."
        raise ScenarioError([Problem("--between", what, "Write it as STATE,STATE.")])
    return keys[0], keys[1]


def as_values(states: States, found: Buffer, pair: tuple[str, str] | None) -> dict[str, Any]:
    """The buffer for JSON."""
    parted = None
    if pair is not None:
        parted = {"states": list(pair), "fewest": _fewest(found.parting(*pair))}
    return {
        "sides": {"a": states.sides.a, "b": states.sides.b},
        "alignment": dict(found.alignment),
        "cannot_change": sorted(found.fixed),
        "line": found.holds,
        "breaking": [list(border) for border in found.breaking],
        "impossible": [list(border) for border in found.hopeless],
        "fewest_more": _fewest(found.fewest_more),
        "between": parted,
        "moved": [
            {
                "state": one.state,
                "before": one.before,
                "after": one.after,
                "broken": one.broken,
                "opened": [list(border) for border in one.opened],
                "closed": [list(border) for border in one.closed],
            }
            for one in found.moved()
        ],
    }


def _fewest(fewest: Fewest | None) -> dict[str, Any] | None:
    if fewest is None:
        return None
    return {
        "size": fewest.size,
        "sets": [list(one) for one in fewest.sets],
        "more": fewest.more,
        "in_every": list(fewest.in_every),
    }

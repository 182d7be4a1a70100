"""`goldenbridge chips`: cheap concessions, showy and unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli import settling
from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import settings

if TYPE_CHECKING:
    from goldenbridge.bridges.chips import Chip, Chips

SHAPE = Shape(
    "chips",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "showy": "Rows, best first: giver, receiver, change {issue: level}, gain (the receiver's "
        "appearance), loss (the giver's substance), all four numbers, leak, leak_cost, never_real, "
        "missed_at_home.",
        "unseen": "The same, gain (the receiver's substance), loss (the giver's appearance).",
    },
)


def command(
    scenario: settling.Scenario,
    giver: Annotated[str, typer.Option(help="Only what this party gives.")] = "",
    receiver: Annotated[str, typer.Option(help="Only what this party gets.")] = "",
    top: Annotated[int, typer.Option(help="How many rows of each list to show.")] = 8,
    values: settling.Values = None,
    as_json: settling.Json = False,
    as_csv: settling.Csv = False,
) -> None:
    """Cheap concessions, showy and unseen.

    What costs the giver little and is worth much to the receiver.

    Every change of one term away from its fallback. Showy: the receiver's public sees it, and the
    giver parts with little in substance. Unseen: the receiver really gets something, and little of
    it shows at the giver's home. A secret term counts as kept; the price of a leak stands beside.

    Example: goldenbridge chips cuba-1962 --giver us
    """
    from goldenbridge.bridges.chips import Chips, chips
    from goldenbridge.game.compile_terms import terms
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    document = read.document
    for option, party in (("--giver", giver), ("--receiver", receiver)):
        _known(option, party, list(document.parties))

    def wanted(rows: tuple[Chip, ...]) -> tuple[Chip, ...]:
        return tuple(
            row for row in rows if giver in ("", row.giver) and receiver in ("", row.receiver)
        )

    every = chips(terms(document), list(document.parties))
    found = Chips(wanted(every.showy), wanted(every.unseen))
    if as_json:
        print(SHAPE.text(**as_values(scenario, found)))
    elif as_csv:
        _csv(found)
    else:
        from goldenbridge.cli.screen import screen
        from goldenbridge.report.chips import print_chips

        print_chips(found, document, max(top, 1), screen(), [f"goldenbridge bridges {scenario}"])


def _known(option: str, party: str, parties: list[str]) -> None:
    from goldenbridge.scenario.problems import Problem, ScenarioError, choices

    if party and party not in parties:
        what = f"No party is called `{party}`."
        raise ScenarioError([Problem(option, what, choices(party, parties))])


def as_values(asked: str, found: Chips) -> dict[str, Any]:
    """The fields of the JSON shape."""
    return {
        "scenario": asked,
        "showy": [_row(chip) for chip in found.showy],
        "unseen": [_row(chip) for chip in found.unseen],
    }


def _row(chip: Chip) -> dict[str, Any]:
    return {
        "giver": chip.giver,
        "receiver": chip.receiver,
        "change": chip.change,
        "gain": chip.gain,
        "loss": chip.loss,
        "receiver_substance": chip.receiver_substance,
        "receiver_appearance": chip.receiver_appearance,
        "giver_substance": chip.giver_substance,
        "giver_appearance": chip.giver_appearance,
        "leak": chip.leak,
        "leak_cost": chip.leak_cost,
        "never_real": chip.never_real,
        "missed_at_home": chip.missed_at_home,
    }


def _csv(found: Chips) -> None:
    import csv
    import sys

    out = csv.writer(sys.stdout, lineterminator="\n")
    head: list[str] = []
    for kind, rows in (("showy", found.showy), ("unseen", found.unseen)):
        for chip in rows:
            row = _row(chip)
            row |= {"change": f"{chip.issue}={chip.level}"}
            if not head:
                head = ["list", *row]
                out.writerow(head)
            out.writerow([kind, *row.values()])

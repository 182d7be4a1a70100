"""What is shown of how it may end: the outcomes, a fall told by whose leader it is.

A fall in the defender's capital never reads or looks like one in the attacker's: wherever the six
outcomes are shown, the two that mean a removal are shown party by party.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goldenbridge.forecast.outlook import Outlook
from goldenbridge.game.game import Floats
from goldenbridge.report import outcomes as named
from goldenbridge.report.wording import possessive
from goldenbridge.scenario.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One stretch of a bar or a chart.

    key      `removed_ends(russia)`; an outcome that no fall brings goes by its own name
    outcome  the outcome it is, or is part of: colour and place
    party    whose leader fell; empty where the outcome does not tell
    rank     0: drawn plain; from 1: drawn striped, for leaders of parties beside the attacker
    curve    (shown+1,) its chance; the curves of all parts add to 1
    label    "Russia's leader removed, war ends", within a sentence
    group    "leader removed, war ends" above the columns of its parties; empty without a party
    head     the head of its column
    """

    key: str
    outcome: str
    party: str
    rank: int
    curve: Floats
    label: str
    group: str
    head: str

    def at(self, week: int) -> float:
        """The chance at the start of a week."""
        return float(self.curve[week])

    @property
    def letter(self) -> str:
        """Its mark where there are no colours."""
        return named.letter(self.outcome, self.rank)


def parts(outlook: Outlook, document: Document) -> list[Part]:
    """In stacking order: endings first, then the war under a successor, then the war."""
    shown = []
    for name in named.in_order(list(outlook.outcomes)):
        split = _by_leader(outlook, document, name)
        whole = Part(
            key=name, outcome=name, party="", rank=0, curve=outlook.outcomes[name],
            label=named.label(name, document), group="", head=named.column(name, document),
        )  # fmt: skip
        shown += [_of(whole, party, curve, document) for party, curve in split] or [whole]
    return shown


def _of(whole: Part, party: str, curve: Floats, document: Document) -> Part:
    """The part of a removal that is the fall of this party's leader."""
    name = document.parties[party].name
    return replace(
        whole,
        key=f"{whole.outcome}({party})",
        party=party,
        rank=_ranked(document).index(party),
        curve=curve,
        label=f"{possessive(name)} {whole.label}",
        group=whole.label,
        head=name,
    )


def _by_leader(outlook: Outlook, document: Document, outcome: str) -> list[tuple[str, Floats]]:
    """Whose leader can fall, and the outcome's curve for each; empty for other outcomes."""
    by = {"removed_ends": outlook.removed_ends, "removed_on": outlook.removed_on}.get(outcome, {})
    game = outlook.forward.game
    can = {}
    for i, party in enumerate(game.bare.parties):
        followed = outcome == "removed_ends" or bool((game.owner == i).any())
        can[party.name] = followed and bool(game.hazard[:, i].any())
    return [(party, by[party]) for party in _ranked(document) if party in by and can[party]]


def _ranked(document: Document) -> list[str]:
    """The attacker first, then the others as they are written."""
    return sorted(document.parties, key=lambda party: party != document.attacker)

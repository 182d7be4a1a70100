"""What a run says: one object from which terminal, JSON and pages are written.

Sentence, chart and table come from here and cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goldenbridge.forecast.consent import Consent, consent
from goldenbridge.forecast.outlook import Deal, Outlook
from goldenbridge.forecast.signing import Signing, signing
from goldenbridge.game.compile import RISK, Compiled
from goldenbridge.report.assumed import Assumed, assumed
from goldenbridge.report.parts import Part, parts
from goldenbridge.report.terms import title, titles
from goldenbridge.scenario.document import Document

YEAR, DAYS = 52, 365
DEALS = 3
MARKS = (0, 4, 13, 26, 39, 52, 78, 104, 156, 208, 260, 312, 416)


@dataclass(frozen=True, slots=True)
class Stand:
    """How a named package stands at the start.

    margin   by party with a veto: mean of W − C, in shares
    accepts  by party with a veto: share of the wars in which it would accept
    lacks    parties that would not sign, `unratified` audiences that would not pass it
    """

    name: str
    package: int
    margin: dict[str, float]
    accepts: dict[str, float]
    lacks: tuple[str, ...]
    unratified: tuple[str, ...]
    everybody: float


@dataclass(frozen=True)
class Summary:
    """A conflict's outlook, ready to be told."""

    compiled: Compiled
    outlook: Outlook

    def read(self) -> Summary:
        """Work out now what is otherwise worked out when it is asked for."""
        _ = self.assumed, self.consent, self.stands, self.deal_titles
        return self

    @property
    def document(self) -> Document:
        """The scenario's words."""
        return self.compiled.scenario.document

    @property
    def year(self) -> int:
        """Periods in a year of this conflict, or the last one shown."""
        return min(self.full_year, self.outlook.weeks)

    @property
    def full_year(self) -> int:
        """Periods in a year."""
        return YEAR if self.period == "week" else DAYS

    @property
    def period(self) -> str:
        """What a period is called."""
        return self.document.calendar.period

    @cached_property
    def marks(self) -> list[int]:
        """The periods at which the table is read: at most eight, the last one shown among them."""
        last = self.outlook.weeks
        marks = [t for t in MARKS if t < last]
        if len(marks) > 7:
            marks = [marks[0], *marks[-6:]]
        return [*marks, last]

    @cached_property
    def parts(self) -> list[Part]:
        """How it may end, a fall by whose leader it is, in stacking order."""
        return parts(self.outlook, self.document)

    @cached_property
    def assumed(self) -> Assumed:
        """The four numbers and what lies behind them."""
        return assumed(self.compiled, self.outlook.forward.solution)

    @cached_property
    def consent(self) -> Consent:
        """Who stands in the way."""
        return consent(self.outlook.forward)

    @property
    def deals(self) -> tuple[Deal, ...]:
        """The packages most often signed within the weeks shown."""
        return self.outlook.deals[:DEALS]

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """How the named packages stand in week 0."""
        names = list(self.compiled.named)
        if not names:
            return ()
        numbers = np.array([self.compiled.named[name] for name in names])
        signs = signing(self.outlook.forward, 0, numbers)
        return tuple(self._stand(name, k, signs) for k, name in enumerate(names))

    def _stand(self, name: str, k: int, signs: Signing) -> Stand:
        game = self.outlook.forward.game
        vetoes = [i for i in range(game.parties) if game.veto[0, i]]
        party = [party.name for party in game.bare.parties]
        return Stand(
            name=name,
            package=int(signs.packages[k]),
            margin={party[i]: float(signs.margin[i, k]) for i in vetoes},
            accepts={party[i]: float(signs.accepts[i, k]) for i in vetoes},
            lacks=tuple(party[i] for i in vetoes if signs.accepts[i, k] < 0.5),
            unratified=tuple(self._refusing(int(signs.packages[k]))),
            everybody=float(signs.everybody[k]),
        )

    def _refusing(self, package: int) -> list[str]:
        """Parties whose audience would not ratify the package at the start."""
        game = self.outlook.forward.game
        cell = int(game.cells.of_state[game.start])
        norm = game.cells.face_norm[0, :, int(game.cells.face[cell])]
        actual = game.bare.packages.actual[:, package]
        spin = game.bare.packages.apparent[:, package] - actual
        credit = actual + np.where(spin > 0, norm * spin, spin)
        short = credit < game.cells.ratify[0, :, cell] - 5e-10
        return [party.name for party, no in zip(game.bare.parties, short, strict=True) if no]

    @property
    def risks(self) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """Named chances that add up along the forecast, by risk."""
        return {
            name.removeprefix(RISK): np.asarray(curve)
            for name, curve in self.outlook.amounts.items()
            if name.startswith(RISK)
        }

    @property
    def wars(self) -> str:
        """Many of what this conflict is called while it goes on: "wars", "crises"."""
        called = self.document.called
        return f"{called[:-2]}es" if called.endswith("is") else f"{called}s"

    def name_of(self, party: str) -> str:
        """A party's name in words."""
        return self.document.parties[party].name

    @cached_property
    def deal_titles(self) -> list[str]:
        """The deals most often signed, in words; no two alike."""
        return titles(self.compiled, [deal.package for deal in self.deals])

    def title_of(self, package: int) -> str:
        """A package in words."""
        return title(self.compiled, package)


def summary(compiled: Compiled, outlook: Outlook) -> Summary:
    """What a run of this conflict says."""
    return Summary(compiled, outlook)

"""Weighted totals of every package, before honour, against those of the sheets."""

import pytest

from goldenbridge.scenario.document import Document
from goldenbridge.scenario.issues import IssueLevel
from goldenbridge.scenario.library import load
from goldenbridge.settlements.enumerate import listing

# Substance of the attacker and the defender, appearance of both, in per cent; secrets kept.
TOTALS = {
    "ukraine-2022": {
        "RU_MAX": (94.8, 7.2, 93.8, 5.0),
        "RU_7MAR": (71.2, 38.8, 69.6, 37.0),
        "DRAFT_15PT": (53.4, 69.0, 49.8, 65.6),
        "ESSAY": (47.4, 65.8, 51.4, 59.2),
        "UA_27MAR": (41.0, 77.4, 35.8, 77.4),
        "UA_MAX": (4.8, 98.8, 3.8, 95.4),
        "FREEZE": (51.0, 50.4, 39.0, 48.8),
        "ISTANBUL": (42.2, 75.8, 37.0, 75.4),
        "APRIL_RU": (70.0, 42.2, 61.6, 45.8),
        "APRIL_UA": (44.6, 73.0, 40.6, 71.2),
    },
    "cuba-1962": {
        "STEVENSON": (59.0, 81.0, 59.0, 73.0),
        "K26": (41.0, 87.0, 46.5, 89.0),
        "K27": (66.0, 79.0, 64.0, 71.0),
        "JFK27": (63.5, 83.0, 46.5, 89.0),
        "CASTRO": (41.0, 82.0, 46.5, 84.0),
        "FINAL": (59.5, 84.5, 47.5, 90.5),
    },
}
CASES = [(name, package) for name, totals in TOTALS.items() for package in totals]


def packages(document: Document) -> dict[str, dict[str, str]]:
    """Terms of the packages of the scenario and of its record."""
    assert document.record is not None
    known = {**document.packages, **document.record.packages}
    return {key: dict(package.terms) for key, package in known.items()}


def look(level: IssueLevel, party: str) -> float:
    """How a level looks to a party's audience while what is secret is secret."""
    if level.secret is not None and level.secret.shown is not None:
        return float(level.secret.shown[party])
    return float((level.appearance or level.substance)[party])


def totals(document: Document, terms: dict[str, str]) -> tuple[float, ...]:
    """Substance of each party, then appearance, in per cent."""
    parties = list(document.parties)
    substance, appearance = [], []
    for party in parties:
        weights = {name: float(issue.weights[party]) for name, issue in document.issues.items()}
        whole = sum(weights.values())
        chosen = {name: document.issues[name].levels[level] for name, level in terms.items()}
        substance.append(sum(weights[n] * float(x.substance[party]) for n, x in chosen.items()))
        appearance.append(sum(weights[n] * look(x, party) for n, x in chosen.items()))
        substance[-1] *= 100 / whole
        appearance[-1] *= 100 / whole
    return (*substance, *appearance)


@pytest.mark.parametrize(("name", "package"), CASES)
def test_totals_of_a_package_are_those_of_its_sheet(name: str, package: str) -> None:
    document = load(name).document
    found = totals(document, packages(document)[package])
    assert found == pytest.approx(TOTALS[name][package], abs=0.0501)


@pytest.mark.parametrize("name", TOTALS)
def test_weights_of_every_party_add_to_one(name: str) -> None:
    document = load(name).document
    for party in document.parties:
        whole = sum(float(issue.weights[party]) for issue in document.issues.values())
        assert whole == pytest.approx(1)


def test_every_issue_and_combination_of_ukraine_is_there() -> None:
    from goldenbridge.game.compile_terms import terms

    stated = terms(load("ukraine-2022").document)
    assert len(stated.issues) == 10
    assert stated.combinations == 2_304_000
    assert len(listing(stated)) == 1_935_360
    multipliers = {(guarantee, forces) for guarantee in (1.0, 1.3, 2.0) for forces in (1.0, 0.6)}
    assert len(multipliers) == 6


def test_the_secret_trade_in_cuba_looks_like_no_trade_and_is_worth_almost_as_much() -> None:
    document = load("cuba-1962").document
    terms = packages(document)
    k26, secret, public = (totals(document, terms[x]) for x in ("K26", "JFK27", "K27"))
    assert secret[0] - k26[0] == pytest.approx(22.5)
    assert secret[3] == pytest.approx(k26[3])
    assert public[3] < secret[3] - 15

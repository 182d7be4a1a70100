"""Chips against their definition, and the secret trade of 1962."""

from __future__ import annotations

import numpy as np
import pytest

from drawn_conflicts import ground
from goldenbridge.bridges.chips import Chip, chips
from goldenbridge.game.compile_terms import terms
from goldenbridge.scenario.library import load


def test_the_secret_missile_trade_leads_what_the_united_states_could_give_unseen() -> None:
    document = load("cuba-1962").document
    found = chips(terms(document), list(document.parties))
    first = next(chip for chip in found.unseen if (chip.giver, chip.receiver) == ("us", "ussr"))
    assert first.change == {"jupiters": "j1"}
    assert first.loss == pytest.approx(0.0, abs=1e-12)
    assert first.leak == pytest.approx(0.1)
    assert first.leak_cost == pytest.approx(0.2 * (1.0 - 0.1))
    assert first == found.unseen[0]


def test_in_public_the_same_trade_comes_late() -> None:
    document = load("cuba-1962").document
    rows = [
        chip.change
        for chip in chips(terms(document), list(document.parties)).unseen
        if chip.giver == "us"
    ]
    assert rows.index({"jupiters": "j2"}) > rows.index({"pledge": "i1"})


@pytest.mark.parametrize("seed", range(4))
def test_rows_follow_the_definition(seed: int) -> None:
    here = ground(seed, 3)
    document = here.compiled.scenario.document
    found = chips(here.terms, here.parties)
    rows = {(c.giver, c.receiver, c.issue, c.level): c for c in (*found.showy, *found.unseen)}
    seen = 0
    for name, issue in document.issues.items():
        for level, one in issue.levels.items():
            for giver in document.parties:
                for receiver in document.parties:
                    if giver == receiver or level == issue.fallback:
                        continue
                    gains = {}
                    for party in (giver, receiver):
                        whole = sum(float(i.weights[party]) for i in document.issues.values())
                        weight = float(issue.weights[party]) / whole
                        now = issue.levels[str(issue.fallback)]
                        looks, before = one.appearance or one.substance, now.appearance
                        before = before or now.substance
                        if one.secret is not None:
                            looks = before
                        gains[party] = (
                            weight * (float(one.substance[party]) - float(now.substance[party])),
                            weight * (float(looks[party]) - float(before[party])),
                        )
                    chip = rows.get((giver, receiver, name, level))
                    if gains[receiver][0] > 1e-9 or gains[receiver][1] > 1e-9:
                        assert chip is not None
                        assert chip.receiver_substance == pytest.approx(gains[receiver][0])
                        assert chip.receiver_appearance == pytest.approx(gains[receiver][1])
                        assert chip.giver_substance == pytest.approx(-gains[giver][0])
                        assert chip.giver_appearance == pytest.approx(-gains[giver][1])
                        seen += 1
                    else:
                        assert chip is None
    assert seen


@pytest.mark.parametrize("seed", range(4))
def test_what_costs_nothing_comes_first_then_gain_per_loss(seed: int) -> None:
    found = chips(ground(seed, 3).terms, list("abc"))

    def key(chip: Chip) -> tuple[float, float]:
        return (np.inf, chip.gain) if chip.loss <= 1e-9 else (chip.gain / chip.loss, chip.gain)

    for rows in (found.showy, found.unseen):
        assert list(map(key, rows)) == sorted(map(key, rows), reverse=True)
        assert all(chip.gain > 0 for chip in rows)
    assert all(c.gain == c.receiver_appearance and c.loss == c.giver_substance for c in found.showy)
    assert all(
        c.gain == c.receiver_substance and c.loss == c.giver_appearance for c in found.unseen
    )

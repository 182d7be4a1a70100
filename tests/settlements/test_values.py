"""Packages of the reference games: their issues reproduce their numbers."""

import json
from pathlib import Path

import numpy as np
import pytest

from goldenbridge.settlements.enumerate import listing
from goldenbridge.settlements.issues import NONE
from goldenbridge.settlements.read import read_terms, write_terms
from goldenbridge.settlements.values import values

GAMES = Path(__file__).parents[1] / "known_answers" / "games"


@pytest.mark.parametrize("name", ["terms", "peace", "everything"])
def test_issues_reproduce_packages(name):
    game = json.loads((GAMES / f"{name}.json").read_text())["game"]
    packages = game["packages"]
    terms = read_terms(game["issues"], game.get("excluded", ()))
    rows = listing(terms)
    chosen = rows.levels(np.arange(len(rows)))
    assert [list(terms.names(row)) for row in chosen] == packages["levels"]
    got = values(terms, chosen)
    for field in ("actual", "apparent", "kept", "delivered", "penalty"):
        np.testing.assert_allclose(getattr(got, field), packages[field], rtol=0, atol=1e-12)
    base = packages["lapse"][0] - got.lapse[0]
    np.testing.assert_allclose(got.lapse + base, packages["lapse"], rtol=0, atol=1e-12)
    assert got.security.tolist() == packages["class"]
    assert got.front.tolist() == [NONE if f is None else f for f in packages["front"]]
    assert write_terms(read_terms(*write_terms(terms))) == write_terms(terms)

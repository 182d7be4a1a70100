"""Small wars as readable text, so that a changed decision is a readable difference.

To accept a change: GOLDENBRIDGE_WRITE=1 make test TESTS=tests/transcripts; then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goldenbridge import read_game
from transcripts.telling import told

HERE = Path(__file__).parent
GAMES = HERE.parent / "known_answers" / "games"


@pytest.mark.parametrize("name", ["small", "leaders", "mediator", "terms", "peace"])
def test_the_war_goes_as_it_was_told(name: str) -> None:
    text = told(read_game(GAMES / f"{name}.json"))
    file = HERE / f"{name}.txt"
    if os.environ.get("GOLDENBRIDGE_WRITE"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")

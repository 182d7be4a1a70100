"""The hash of a game's numbers, which travels with every result."""

from __future__ import annotations

import hashlib
import json

from goldenbridge.game.bare import BareGame
from goldenbridge.game.file import dump_game


def digest(game: BareGame) -> str:
    """SHA-256 of the game file's block `game`, keys sorted; 64 hex digits."""
    text = json.dumps(dump_game(game), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

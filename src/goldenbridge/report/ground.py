"""Whether the terminal's ground is light or dark, as far as it tells."""

from __future__ import annotations

import os

LIGHT = (7, 15)


def on_light() -> bool:
    """True on a light ground: `COLORFGBG` ends in 7 or 15, as terminals that set it say."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return ground.isdigit() and int(ground) in LIGHT

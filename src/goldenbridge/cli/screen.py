"""Where a command prints: the terminal as wide as it is, a pipe 100 columns."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PIPE = 100


def screen() -> Console:
    """The console for results. What the output's encoding cannot hold is replaced, not refused."""
    from rich.console import Console

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=PIPE if piped else None)

"""Where compiled code is kept: a folder named by the source of all kernels."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

VARIABLE = "GOLDENBRIDGE_KERNELS"
"""Names another folder, as for a worker process, which has a copy of its own."""


@cache
def digest() -> str:
    """Hash of the source of every kernel, 16 hex digits."""
    content = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        content.update(file.name.encode() + b"\0" + file.read_bytes())
    return content.hexdigest()[:16]


@cache
def folder() -> Path:
    """The folder of this version's compiled code; made if missing.

    Under `$GOLDENBRIDGE_KERNELS`, else `$NUMBA_CACHE_DIR`, else the user's cache; where that cannot
    be written, under the system's folder for temporary files.
    """
    for root in _roots():
        place = root / digest()
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place, os.W_OK):
            return place
    return Path(tempfile.mkdtemp(prefix="goldenbridge-kernels-"))


def _roots() -> list[Path]:
    named = [os.environ[name] for name in (VARIABLE, "NUMBA_CACHE_DIR") if os.environ.get(name)]
    if named:
        return [Path(named[0])]
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return [Path(home) / "goldenbridge" / "kernels"]

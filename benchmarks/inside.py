"""Code that runs inside a site of its own, in a process of its own, on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def printed(code: str) -> list[str]:
    """The lines that `code` prints; its site is empty before and gone after."""
    with tempfile.TemporaryDirectory(prefix="goldenbridge-bench-") as folder:
        own = {name: v for name, v in os.environ.items() if not name.startswith("GOLDENBRIDGE_")}
        environment = own | {
            "DJANGO_SETTINGS_MODULE": "goldenbridge_site.config.settings",
            "GOLDENBRIDGE_SITE_DIR": folder,
            "GOLDENBRIDGE_LOG_LEVEL": "WARNING",
        }
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return done.stdout.splitlines()

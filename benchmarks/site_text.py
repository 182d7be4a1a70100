"""The longest texts a member may send, made to be slow: rendered, and compared with a version."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator

from benchmarks.figure import Figure

LONGEST = 40_000
SLOW = {
    "opened brackets": "[",
    "nested quotations": "> ",
    "stars": "*a ",
    "backticks": "`a",
    "links within links": "[a](",
    "pictures": "![",
    "entities": "&#x41;",
    "cells of a table": "|",
    "addresses": "https://a.example/a ",
    "lists in lists": "- ",
    "opened tags": "<a ",
}
"""What is repeated up to the longest text."""


def measure() -> Iterator[Figure]:
    """The slowest of each; beyond the longest text the form refuses."""
    with tempfile.TemporaryDirectory(prefix="goldenbridge-text-") as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "goldenbridge_site.config.settings"
        os.environ["GOLDENBRIDGE_SITE_DIR"] = folder
        import django

        django.setup()
        from goldenbridge_site import markdown
        from goldenbridge_site.posts import versions

        taken = {
            name: _seconds(lambda text=text: markdown.to_html(text))
            for name, text in ((n, t * (LONGEST // len(t))) for n, t in SLOW.items())
        }
        slowest = max(taken, key=lambda name: taken[name])
        label = f"40,000 characters of the slowest kind ({slowest}) rendered"
        yield Figure(label, taken[slowest], "s", at_most=2)
        pairs = [
            ("a b " * 10_000, "a " * 20_000),
            (("a b " * 50 + "\n") * 199, ("a " * 100 + "\n") * 199),
            ("A long reply. " * 2800, "A long reply, edited. " * 1800),
        ]
        late = max(_seconds(lambda pair=pair: versions.compare(*pair)) for pair in pairs)
        yield Figure("40,000 characters compared with a former version, at worst", late, "s")


def _seconds(act: object) -> float:
    assert callable(act)
    began = time.process_time()
    act()
    return time.process_time() - began

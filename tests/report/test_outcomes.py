"""The colours of the outcomes are those of the site's style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import goldenbridge_site
from goldenbridge.report.outcomes import LOOKS, OTHER

TOKENS = Path(goldenbridge_site.__file__).parent / "static" / "site" / "tokens.css"


def test_the_style_sheet_has_the_same_colours() -> None:
    css = TOKENS.read_text()
    for look in (*LOOKS.values(), OTHER):
        found = set(re.findall(rf"--{look.token}: (#[0-9A-F]{{6}});", css))
        assert found == {look.light, look.dark}

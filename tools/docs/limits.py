"""The page of limits: how often somebody may do something on the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goldenbridge_site.limits.allowances import ALLOWANCES, NEWCOMER, Allowance
from tools.docs.markdown import code, table, whole

ABOUT = """\
For members, and by address for visitors. What is used up comes back evenly: after a tenth of the
time a tenth may be done again. Who asks too often gets status 429 and keeps the text. A newcomer
has smaller numbers until the site knows the member.
"""

ACCOUNTS = """\
Joining: 20 tries an hour from one network. Signing in: after 5 wrong passwords within 5 minutes an
address waits for 5 minutes at most, and one network has 20 tries a minute; open sessions and the
link for a new password go on working. Forms for strangers (joining, following by e-mail, a request
by law) are refused when they come back within 2 seconds, and can be sent again at once.
"""


def page() -> str:
    """The text of the page."""
    return whole(_lines())


def _lines() -> Iterator[str]:
    yield "# Limits of a site"
    yield ""
    yield from ABOUT.splitlines()
    yield ""
    rows = [
        (code(name), _told(allowed), _told(NEWCOMER[name]) if name in NEWCOMER else "")
        for name, allowed in ALLOWANCES.items()
    ]
    yield from table(("what", "members", "newcomers"), rows)
    yield ""
    yield from ACCOUNTS.splitlines()


def _told(allowed: Allowance) -> str:
    minutes = int(allowed.per / timedelta(minutes=1))
    times = {1: "a minute", 60: "an hour"}
    return f"{allowed.burst} {times.get(minutes, f'in {minutes} minutes')}"

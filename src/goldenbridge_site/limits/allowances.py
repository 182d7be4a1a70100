"""The numbers: how often somebody may do something. docs/reference names the same ones."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Allowance:
    """`burst` at once; afterwards one more every `per` / `burst`, so `burst` in any `per`."""

    burst: int
    per: timedelta

    @property
    def seconds_each(self) -> float:
        """Seconds after which one more is allowed."""
        return self.per.total_seconds() / self.burst


def _hour(burst: int) -> Allowance:
    return Allowance(burst, timedelta(hours=1))


def _minutes(burst: int, minutes: int) -> Allowance:
    return Allowance(burst, timedelta(minutes=minutes))


ALLOWANCES = {
    "post": _hour(10),
    "reply": _minutes(30, 10),
    "edit": _minutes(30, 10),
    "report": _hour(20),
    "appeal": _hour(10),
    "preview": _hour(10),
    "follow": _minutes(30, 10),
    "visitor-follow": _hour(5),
    "search": _minutes(30, 1),
    "api-read": _minutes(120, 1),
    "api-write": _minutes(30, 1),
    "token": _hour(10),
    "test-mail": _hour(5),
}
"""For members, and by address for visitors. Joining and signing in are limited by allauth."""

NEWCOMER = {
    "post": _hour(3),
    "reply": _minutes(10, 10),
    "report": _hour(5),
}
"""Smaller numbers that hold until a member is no newcomer (see `newcomers`)."""

"""The one way to the queue, and what is planned for every minute and every night."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task

TASKS = "goldenbridge_site.background.tasks."
QUIET = "{'q_options': {'save': False}}"
LONG = "{'q_options': {'save': False, 'timeout': 3600}}"
"""For the night: a backup may take longer than other tasks."""


def later(task: str, *keys: int | str, timeout: int | None = None) -> None:
    """Queue the function of the dotted name `task` with row keys, in the running transaction.

    A task must be safe to run twice: one whose worker died is run again. Failures are kept for
    the operator, successes are not. `timeout` is in seconds.
    """
    options: dict[str, Any] = {"save": False}
    if timeout is not None:
        options["timeout"] = timeout
    async_task(task, *keys, q_options=options)


def plan() -> None:
    """Make sure that the regular work is planned; called when the worker starts."""
    night = tonight(timezone.now())
    for name, kind, first, options in (
        ("minute", Schedule.MINUTES, timezone.now(), QUIET),
        ("night", Schedule.DAILY, night, LONG),
    ):
        row, made = Schedule.objects.get_or_create(
            name=name,
            defaults={"func": TASKS + name, "schedule_type": kind, "next_run": first},
        )
        row.func, row.schedule_type, row.kwargs = TASKS + name, kind, options
        row.minutes = 1 if kind == Schedule.MINUTES else None
        if not made and kind == Schedule.MINUTES:
            row.next_run = first
        row.save()


def tonight(now: datetime) -> datetime:
    """The next 03:10 UTC after `now`."""
    at = now.replace(hour=3, minute=10, second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)

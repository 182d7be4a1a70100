"""Tasks that failed for good: what they were, and trying them again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django_q.models import Failure

from goldenbridge_site.background import queue

LONGEST = 300


@dataclass(frozen=True)
class FailedTask:
    """`key` names the row, `task` the function, `said` the last line of what went wrong."""

    key: str
    task: str
    keys: tuple[int | str, ...]
    said: str
    attempts: int
    stopped: datetime


def listed(most: int = 50) -> list[FailedTask]:
    """The latest failures, newest first."""
    return [_read(row) for row in Failure.objects.order_by("-stopped")[:most]]


def total() -> int:
    """How many there are."""
    number: int = Failure.objects.count()
    return number


def _read(row: Failure) -> FailedTask:
    lines = [line for line in str(row.result or "").splitlines() if line.strip()]
    return FailedTask(
        key=row.id,
        task=str(row.func).removeprefix("goldenbridge_site."),
        keys=tuple(key for key in row.args or () if isinstance(key, int | str)),
        said=(lines[-1] if lines else "")[:LONGEST],
        attempts=row.attempt_count,
        stopped=row.stopped,
    )


def retry(key: str) -> bool:
    """Queue the task anew and forget the failure. False if there is no such failure."""
    with transaction.atomic():
        row = Failure.objects.filter(id=key).first()
        if row is None:
            return False
        queue.later(str(row.func), *_read(row).keys)
        row.delete()
    return True


def forget(key: str) -> bool:
    """Forget a failure. False if there is no such failure."""
    gone, _by_model = Failure.objects.filter(id=key).delete()
    return bool(gone)

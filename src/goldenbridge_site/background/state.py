"""Whether the worker lives, for the operator's page, the health address and the watcher."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django_q.models import OrmQ

from goldenbridge_site.background.models import Beat

LATE = timedelta(minutes=5)
"""A worker that was not seen for so long is dead or hangs."""


@dataclass(frozen=True)
class WorkerState:
    """`seen` is the last sign of life (None: never), `queued` the number of waiting tasks."""

    alive: bool
    started: datetime | None
    seen: datetime | None
    queued: int


def started() -> None:
    """Note that a worker starts."""
    now = timezone.now()
    Beat(started=now, seen=now).save()


def beat() -> None:
    """Note that the worker lives."""
    now = timezone.now()
    if not Beat.objects.filter(pk=1).update(seen=now):
        Beat(started=now, seen=now).save()


def worker() -> WorkerState:
    """How the worker is."""
    row = Beat.objects.filter(pk=1).first()
    return WorkerState(
        alive=row is not None and timezone.now() - row.seen < LATE,
        started=row.started if row else None,
        seen=row.seen if row else None,
        queued=OrmQ.objects.count(),
    )

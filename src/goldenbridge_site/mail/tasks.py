"""What the worker does with mail. Everything here is safe to run twice."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from goldenbridge_site.mail import digests, sending
from goldenbridge_site.mail.models import OutboxMail

KEPT = timedelta(days=60)
"""How long the outbox remembers what was sent."""


def send_due() -> None:
    """Send what is due."""
    sending.send_due()


def minute(**kwargs: Any) -> None:
    """Make digests whose time has come and send what no task was queued for."""
    digests.collect()
    sending.send_due()


def night(**kwargs: Any) -> None:
    """Forget mail that was sent, dropped or given up long ago."""
    gone = [OutboxMail.State.SENT, OutboxMail.State.DROPPED, OutboxMail.State.FAILED]
    OutboxMail.objects.filter(state__in=gone, finished__lt=timezone.now() - KEPT).delete()

"""What the worker runs regularly."""

import logging

from django.dispatch import Signal

from goldenbridge_site.background import state
from goldenbridge_site.background.events import every_minute, every_night

log = logging.getLogger(__name__)


def minute() -> None:
    """Say that the worker lives, then do what is done every minute."""
    state.beat()
    _send(every_minute)


def night() -> None:
    """Do what is done every night."""
    _send(every_night)


def _send(signal: Signal) -> None:
    """Let every receiver have its turn; afterwards the first failure is raised for the operator."""
    failures = []
    for receiver, answer in signal.send_robust(sender=None):
        if isinstance(answer, Exception):
            name = getattr(receiver, "__qualname__", str(receiver))
            log.error("regular work failed", exc_info=answer, extra={"subject": name})
            failures.append(answer)
    if failures:
        raise failures[0]

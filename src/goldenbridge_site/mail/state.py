"""What the operator sees of the mail, and what they can do about it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenbridge_site.background import queue
from goldenbridge_site.mail import outbox
from goldenbridge_site.mail.models import DeadAddress, OutboxMail

State = OutboxMail.State


@dataclass(frozen=True)
class MailState:
    """`waiting` counts what should be sent at once, `daily` what waits for a digest.

    `since` is the moment from which the oldest one waits, `last_error` what was said last.
    `to_files` is true while mail is written to files, in `folder`.
    """

    waiting: int
    daily: int
    failed: int
    sent_today: int
    since: datetime | None
    last_error: str
    dead_addresses: int
    to_files: bool
    folder: str


def now() -> MailState:
    """How the mail is."""
    pending = OutboxMail.objects.filter(state__in=[State.WAITING, State.SENDING])
    at_once = pending.filter(daily=False)
    worst = at_once.exclude(last_error="").order_by("-due").first()
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return MailState(
        waiting=at_once.count(),
        daily=pending.filter(daily=True).count(),
        failed=OutboxMail.objects.filter(state=State.FAILED).count(),
        sent_today=OutboxMail.objects.filter(state=State.SENT, finished__gte=midnight).count(),
        since=at_once.aggregate(oldest=Min("created"))["oldest"],
        last_error=worst.last_error if worst else "",
        dead_addresses=DeadAddress.objects.count(),
        to_files=to_files(),
        folder=str(getattr(settings, "EMAIL_FILE_PATH", "") or ""),
    )


def to_files() -> bool:
    """Whether mail is written to files instead of being sent."""
    return settings.EMAIL_BACKEND == "goldenbridge_site.mail.files.EmailBackend"


def retry() -> int:
    """Try every mail that failed or waits after a failure again, now. Returns how many."""
    moment = timezone.now()
    failed = OutboxMail.objects.filter(state=State.FAILED).update(
        state=State.WAITING, due=moment, created=moment, attempts=0, finished=None
    )
    waiting = OutboxMail.objects.filter(state=State.WAITING, daily=False, due__gt=moment)
    number = failed + waiting.update(due=moment)
    if number:
        queue.later(outbox.SEND)
    return number


def send_test(address: str) -> None:
    """Queue a test mail to `address`; it takes the same way as every other mail."""
    outbox.put(
        [
            outbox.worded(
                OutboxMail.Kind.TEST,
                f"test:{uuid.uuid4().hex}",
                address,
                _("Test mail"),
                test_text(),
            )
        ]
    )


def test_text() -> str:
    """The words of a test mail."""
    return _(
        "This is a test. The site can send mail.\n\n"
        "If it landed among unwanted mail, see “Make your mail arrive” in the guide to running "
        "a site: the domain you send from needs SPF, DKIM and DMARC records.\n"
    )

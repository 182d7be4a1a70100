"""Putting mail into the outbox. Called inside the transaction of what the mail tells of."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from goldenbridge_site.accounts.models import User
from goldenbridge_site.background import queue
from goldenbridge_site.follows.models import Follow, Visitor
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

SEND = "goldenbridge_site.mail.tasks.send_due"
DAILY_HOUR = 6
"""The hour (UTC) at which daily mails are made."""


def domain() -> str:
    """The part after the @ in Message-IDs: that of the address mail comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def message_id(event: str, recipient: str) -> str:
    """The same for the same event and recipient, so that a mail sent twice is known as one.

    Nobody can guess it, which is how a message about undeliverable mail is known to be real.
    """
    seal = salted_hmac("goldenbridge.mail.id", f"{event} {recipient}", algorithm="sha256")
    return f"<{event.replace(':', '-')}.{seal.hexdigest()[:16]}@{domain()}>"


def recipient(of: User | Visitor | str) -> str:
    """How the outbox names a recipient; text is an address."""
    if isinstance(of, User):
        return f"member:{of.pk}"
    if isinstance(of, Visitor):
        return f"visitor:{of.pk}"
    return f"address:{of.lower()}"


def event(text: Post | Reply) -> str:
    """How the outbox and the notifications name the publishing of a text."""
    return f"{text._meta.model_name}:{text.pk}"


def about(
    text: Post | Reply, to: User | Visitor, reason: str, daily: bool, follow: Follow | None
) -> OutboxMail:
    """An unsaved row for mail about a published text."""
    name, who = event(text), recipient(to)
    return OutboxMail(
        event=name,
        recipient=who,
        kind=OutboxMail.Kind.POST if isinstance(text, Post) else OutboxMail.Kind.REPLY,
        member=to if isinstance(to, User) else None,
        visitor=to if isinstance(to, Visitor) else None,
        follow=follow,
        post=text if isinstance(text, Post) else text.post,
        reply=text if isinstance(text, Reply) else None,
        reason=reason,
        daily=daily,
        due=next_digest(timezone.now()) if daily else timezone.now(),
        message_id=message_id(name, who),
    )


def worded(kind: str, name: str, to: User | str, subject: str, text: str) -> OutboxMail:
    """An unsaved row for mail that carries its own words, such as one about an account."""
    who = recipient(to)
    return OutboxMail(
        event=name,
        recipient=who,
        kind=kind,
        member=to if isinstance(to, User) else None,
        subject=" ".join(subject.split())[:250],
        text=text,
        message_id=message_id(name, who),
    )


def put(rows: Iterable[OutboxMail]) -> None:
    """Save rows; what is there already for the same event and recipient stays as it is."""
    kept = list(rows)
    if not kept:
        return
    OutboxMail.objects.bulk_create(kept, ignore_conflicts=True)
    if any(not row.daily for row in kept):
        queue.later(SEND)


def next_digest(now: datetime) -> datetime:
    """The next moment at which daily mails are made."""
    at = now.replace(hour=DAILY_HOUR, minute=0, second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)

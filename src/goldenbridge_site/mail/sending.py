"""Sending: the only place from which mail leaves the site.

A row is taken (state `sending`, with a time at which the taking lapses), sent, and marked `sent`
at once. A worker that dies in between leaves a row that is taken again and carries the same
Message-ID; so no mail is lost and at most the one in flight can come twice.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from goldenbridge_site.background import queue
from goldenbridge_site.follows.models import Cadence
from goldenbridge_site.mail import bounces, digests, messages, outbox, wanted
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.mail.wanted import NotWantedError
from goldenbridge_site.posts.models import Post

log = logging.getLogger("goldenbridge_site.mail")
State, Kind = OutboxMail.State, OutboxMail.Kind

LEASE = timedelta(minutes=5)
"""After so long a taken row is free again; longer than a send and the task's own limit."""
ROUND = 60.0
"""Seconds after which a round ends and, if more is due, queues the next one."""
LONGEST = timedelta(hours=3)
"""The longest wait between two tries."""
GIVE_UP = timedelta(days=3)
"""The age at which a mail that cannot be sent becomes one for the operator."""
HOURLY = 10
"""Mails about texts that one recipient gets in an hour; more become a digest."""
FIRST = {Kind.ACCOUNT: 0, Kind.TEST: 0}


def send_due(stop_after: float = ROUND) -> int:
    """Send what is due, account mail first. Returns how many were sent."""
    ends = monotonic() + stop_after
    sent = 0
    with _Server() as server:
        while (row := _take()) is not None:
            outcome = _deal_with(row, server)
            sent += outcome == State.SENT
            if not server.usable:
                break
            if monotonic() > ends:
                queue.later(outbox.SEND)
                break
    return sent


def release_all() -> int:
    """Free every taken row. Only for a starting worker that knows that no other one runs."""
    return OutboxMail.objects.filter(state=State.SENDING).update(
        state=State.WAITING, due=timezone.now()
    )


class _Server:
    """One connection for a round, opened at the first mail and again after a failure."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection()
        self.usable = True

    def __enter__(self) -> "_Server":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection; a server that has gone is no matter."""
        try:
            self.connection.close()
        except (OSError, smtplib.SMTPException):
            log.info("the mail server ended the connection")
        self.connection = get_connection()

    def send(self, message: EmailMessage) -> None:
        """Send one message. Raises what smtplib or the system says."""
        message.connection = self.connection
        self.connection.open()
        self.connection.send_messages([message])


def _due() -> Q:
    return Q(state__in=[State.WAITING, State.SENDING], daily=False, due__lte=timezone.now())


def _take() -> OutboxMail | None:
    """Take the next due row for this worker; two workers never take the same."""
    while True:
        first = Case(*(When(kind=k, then=Value(n)) for k, n in FIRST.items()), default=Value(1))
        row = OutboxMail.objects.filter(_due()).order_by(first, "due", "pk").first()
        if row is None:
            return None
        lapses = timezone.now() + LEASE
        taken = OutboxMail.objects.filter(pk=row.pk, state=row.state, due=row.due).update(
            state=State.SENDING, due=lapses, attempts=F("attempts") + 1
        )
        if taken:
            row.state, row.due, row.attempts = State.SENDING, lapses, row.attempts + 1
            return row


def _deal_with(row: OutboxMail, server: _Server) -> str:
    """Send one taken row, or drop, postpone or give it up. Returns its new state."""
    try:
        message = _message(row)
    except NotWantedError as reason:
        return _finish(row, State.DROPPED, str(reason))
    if message is None:
        return State.WAITING
    try:
        server.send(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refused(row, message.to[0], code, _text(words), server)
    except smtplib.SMTPResponseException as error:
        server.close()
        # After the address was accepted a lasting refusal (5xx) is about this message alone;
        # before that (signing in, greeting) it is about the server.
        if isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600:
            return _finish(row, State.FAILED, f"{error.smtp_code} {_text(error.smtp_error)}")
        alone = isinstance(error, smtplib.SMTPDataError)
        said = f"{error.smtp_code} {_text(error.smtp_error)}"
        return _later(row, said, server, whole_server=not alone)
    except (OSError, smtplib.SMTPException) as error:
        server.close()
        return _later(row, f"{type(error).__name__}: {error}", server)
    return _finish(row, State.SENT, "")


def _message(row: OutboxMail) -> EmailMessage | None:
    """The message, or None if the row was put off to a digest. Raises NotWantedError."""
    to = wanted.address(row)
    if row.kind in {Kind.REPLY, Kind.POST}:
        return _about_text(row, to)
    if row.kind == Kind.DIGEST:
        parts = digests.parts(row)
        if not parts:
            raise NotWantedError("nothing in it is wanted any more")
        return messages.digest(row, parts, to)
    if row.kind == Kind.MODERATION:
        wanted.decision(row)
    return messages.worded(row, to)


def _about_text(row: OutboxMail, to: str) -> EmailMessage | None:
    cadence, kind = wanted.cadence(row)
    if cadence == Cadence.DAILY:
        _put_off(row, outbox.next_digest(timezone.now()))
        return None
    if _sent_lately(row) >= HOURLY:
        _put_off(row, timezone.now() + timedelta(hours=1))
        return None
    text = wanted.published(row)
    if isinstance(text, Post):
        return messages.about_post(row, text, to)
    return messages.about_reply(row, text, kind, to)


def _sent_lately(row: OutboxMail) -> int:
    return OutboxMail.objects.filter(
        recipient=row.recipient,
        state=State.SENT,
        kind__in=[Kind.REPLY, Kind.POST],
        digest=None,
        finished__gt=timezone.now() - timedelta(hours=1),
    ).count()


def _put_off(row: OutboxMail, due: datetime) -> None:
    """Make the row part of a digest; one that is planned already sets the time."""
    planned = OutboxMail.objects.filter(
        recipient=row.recipient, state=State.WAITING, daily=True, due__gt=timezone.now()
    ).order_by("due")
    first = planned.first()
    OutboxMail.objects.filter(pk=row.pk).update(
        state=State.WAITING, daily=True, due=first.due if first and first.due < due else due
    )


def _refused(row: OutboxMail, to: str, code: int, words: str, server: _Server) -> str:
    server.close()
    if code < 500:
        return _later(row, f"{code} {words}", server, whole_server=False)
    said = f"{code} {words}"
    bounces.refused(row, to, said)
    return _finish(row, State.FAILED, said)


def _later(row: OutboxMail, said: str, server: _Server, whole_server: bool = True) -> str:
    """Try again with growing delay, for three days. Without a server the round ends."""
    server.usable = not whole_server
    now = timezone.now()
    if now - row.created > GIVE_UP:
        return _finish(row, State.FAILED, said)
    wait = min(timedelta(minutes=2 ** min(row.attempts - 1, 10)), LONGEST)
    OutboxMail.objects.filter(pk=row.pk).update(
        state=State.WAITING, due=now + wait, last_error=said[:300]
    )
    log.warning("mail put off", extra={"event": row.event, "reason": said[:200]})
    return State.WAITING


def _finish(row: OutboxMail, state: str, said: str) -> str:
    """Write down what became of the row. The words of account mail hold secrets and go."""
    finished = {"state": state, "finished": timezone.now(), "last_error": said[:300]}
    if state != State.FAILED:
        finished["text"] = ""
    OutboxMail.objects.filter(pk=row.pk).update(**finished)
    if row.kind == Kind.DIGEST:
        digests.finished(row, state)
    tell: Callable[..., None] = log.error if state == State.FAILED else log.info
    tell("mail " + state, extra={"event": row.event, "reason": said[:200]})
    return state


def _text(words: bytes | str) -> str:
    plain = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(plain.split())

"""Digests: daily mail, and what is left over when somebody would get too many in an hour."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from goldenbridge_site.mail import outbox, wanted
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.mail.wanted import NotWantedError
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

State = OutboxMail.State


def collect() -> int:
    """Make one digest row for everybody whose daily mail is due. Returns how many were made."""
    now = timezone.now()
    due: dict[str, list[OutboxMail]] = defaultdict(list)
    rows = OutboxMail.objects.filter(
        state=State.WAITING, daily=True, digest=None, due__lte=now
    ).order_by("created", "pk")
    for row in rows:
        due[row.recipient].append(row)
    for recipient, parts in due.items():
        name = f"digest:{now:%Y-%m-%dT%H:%M}"
        with transaction.atomic():
            made, _new = OutboxMail.objects.get_or_create(
                event=name,
                recipient=recipient,
                defaults={
                    "kind": OutboxMail.Kind.DIGEST,
                    "member": parts[0].member,
                    "visitor": parts[0].visitor,
                    "message_id": outbox.message_id(name, recipient),
                },
            )
            OutboxMail.objects.filter(
                pk__in=[part.pk for part in parts], state=State.WAITING, digest=None
            ).update(digest=made)
    return len(due)


def parts(digest: OutboxMail) -> list[tuple[Post | Reply, str]]:
    """The texts of a digest that are still wanted, with the reason; the others are dropped."""
    kept = []
    rows = digest.parts.filter(state=State.WAITING).select_related(
        "reply__post__conflict", "reply__parent", "post__conflict", "member", "visitor"
    )
    for row in rows.order_by("created", "pk"):
        try:
            _cadence, kind = wanted.cadence(row)
            kept.append((wanted.published(row), kind))
        except NotWantedError as reason:
            OutboxMail.objects.filter(pk=row.pk).update(
                state=State.DROPPED, finished=timezone.now(), last_error=str(reason)[:300]
            )
    return kept


def finished(digest: OutboxMail, state: str) -> None:
    """Give the parts the fate of their digest."""
    digest.parts.filter(state=State.WAITING).update(state=state, finished=timezone.now())

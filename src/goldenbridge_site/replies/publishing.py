"""What becomes of replies: published, edited, deleted, released. One transaction each."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from goldenbridge_site import markdown
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.events import reply_changed, reply_published, text_waiting
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.posts.publishing import must_wait
from goldenbridge_site.replies.models import Reply

HEADING = 4
SAME_TEXT = timedelta(minutes=1)


def publish(member: User, post: Post, parent: Reply | None, form: uuid.UUID, body: str) -> Reply:
    """Publish a reply. The same form, or the same words within a minute, give one reply."""
    with transaction.atomic():
        Post.objects.select_for_update(no_key=True).get(pk=post.pk)
        twice = _twice(member, post, parent, form, body)
        if twice is not None:
            saving.drop(member, form)
            return twice
        reply = Reply(
            post=post,
            parent=parent,
            author=member,
            form=form,
            body=body,
            body_html=markdown.to_html(body, heading=HEADING),
            words=len(body.split()),
            status=Status.WAITING if must_wait(member) else Status.PUBLISHED,
            post_version=post.version,
        )
        reply.save()
        saving.drop(member, form)
        if reply.status == Status.WAITING:
            text_waiting.send(sender=Reply, reply=reply)
        else:
            count(post)
            reply_published.send(sender=Reply, reply=reply)
    return reply


def _twice(
    member: User, post: Post, parent: Reply | None, form: uuid.UUID, body: str
) -> Reply | None:
    mine = Reply.objects.filter(author=member)
    same = mine.filter(
        post=post, parent=parent, body=body, created__gte=timezone.now() - SAME_TEXT
    ).exclude(status=Status.DELETED)
    return mine.filter(form=form).first() or same.first()


def count(post: Post) -> None:
    """Set the post's number of replies and the moment of the newest from the replies there are."""
    found = post.replies.filter(status=Status.PUBLISHED).aggregate(
        number=Count("pk"), newest=Max("created")
    )
    Post.objects.filter(pk=post.pk).update(
        reply_count=found["number"], last_reply_at=found["newest"]
    )


def edit(reply: Reply, form: uuid.UUID, body: str) -> None:
    """Replace the words; the former ones stay in the history."""
    with transaction.atomic():
        reply.body = body
        reply.body_html = markdown.to_html(body, heading=HEADING)
        reply.words = len(body.split())
        reply.version += 1
        reply.edited_at = timezone.now()
        reply.save()
        saving.drop(reply.author, form)
        reply_changed.send(sender=Reply, reply=reply)


def delete(reply: Reply) -> None:
    """Delete for good: the words go, also from the history. The thread decides what is shown."""
    with transaction.atomic():
        reply.body = reply.body_html = ""
        reply.words = 0
        reply.status = Status.DELETED
        reply.version += 1
        reply.skip_history_when_saving = True  # type: ignore[attr-defined]
        reply.save()
        reply.history.all().delete()
        count(reply.post)
        reply_changed.send(sender=Reply, reply=reply)


def release(reply: Reply) -> None:
    """Publish a reply that waited for a moderator."""
    with transaction.atomic():
        reply.status = Status.PUBLISHED
        reply.save()
        count(reply.post)
        reply_published.send(sender=Reply, reply=reply)

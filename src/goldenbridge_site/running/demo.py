"""Demonstration content: filled in only where there is none of anybody's, and taken away whole.

Its accounts can never sign in; its titles and names say what they are.
"""

import uuid
from datetime import timedelta
from typing import Any

from goldenbridge_site.running import demo_texts

MARK = "Demonstration"


def is_empty() -> bool:
    """Whether nobody has joined and nothing was written."""
    from goldenbridge_site.accounts.models import User
    from goldenbridge_site.posts.models import Post

    return not (User.objects.exists() or Post.objects.exists())


def present() -> bool:
    """Whether there is demonstration content."""
    from goldenbridge_site.accounts.models import User

    return User.objects.filter(is_demo=True).exists()


def fill() -> None:
    """Write the demonstration content."""
    from django.db import transaction

    with transaction.atomic():
        members = [_member(letter) for letter in "ABC"]
        made: list[Any] = []
        for text in demo_texts.POSTS:
            made.append(_post(members, text, made))


def _member(letter: str) -> Any:
    from goldenbridge_site import markdown
    from goldenbridge_site.accounts.models import User

    about = demo_texts.ABOUT
    return User.objects.create_user(
        f"{letter.lower()}@demonstration.invalid",
        None,
        display_name=f"{MARK} {letter}",
        is_demo=True,
        biography=about,
        biography_html=markdown.to_html(about, heading=3),
    )


def _post(members: list[Any], text: demo_texts.PostText, before: list[Any]) -> Any:
    from goldenbridge_site.conflicts.models import Conflict
    from goldenbridge_site.posts import publishing
    from goldenbridge_site.posts.models import Post

    conflict = Conflict.objects.filter(slug=text.conflict, shown=True).first()
    data = {
        "title": f"{MARK}: {text.title}",
        "body": text.body,
        "conflict": conflict,
        "tags": list(text.tags),
        "see_also": [before[text.see_also]] if text.see_also is not None else [],
    }
    post = publishing.publish(members[text.by], uuid.uuid4(), data)
    when = post.created - timedelta(hours=text.hours_ago)
    Post.objects.filter(pk=post.pk).update(created=when, published_at=when)
    replies: list[Any] = []
    for answer in text.replies:
        replies.append(_reply(members, post, answer, replies, when))
    for answer, reply in zip(text.replies, replies, strict=True):
        if answer.deleted:
            _delete(reply)
    _recount(post)
    return post


def _reply(
    members: list[Any], post: Any, answer: demo_texts.ReplyText, before: list[Any], start: Any
) -> Any:
    from goldenbridge_site.replies import publishing
    from goldenbridge_site.replies.models import Reply

    parent = before[answer.to] if answer.to is not None else None
    reply = publishing.publish(members[answer.by], post, parent, uuid.uuid4(), answer.body)
    when = start + timedelta(hours=1 + 2 * len(before))
    Reply.objects.filter(pk=reply.pk).update(created=when)
    reply.created = when
    return reply


def _delete(reply: Any) -> None:
    from goldenbridge_site.replies import publishing

    publishing.delete(reply)


def _recount(post: Any) -> None:
    from goldenbridge_site.replies import publishing

    publishing.count(post)


def remove() -> tuple[int, int]:
    """Take all of it away. Returns (texts removed, texts left as empty placeholders).

    Where members have answered a demonstration text, an empty "was deleted" stays in its place,
    so that their words keep their thread.
    """
    from django.db import transaction

    from goldenbridge_site.accounts import deletion
    from goldenbridge_site.accounts.models import TakenName, User
    from goldenbridge_site.conflicts.models import Conflict
    from goldenbridge_site.posts.models import Post
    from goldenbridge_site.replies.models import Reply

    with transaction.atomic():
        members = list(User.objects.filter(is_demo=True, deleted=None))
        before = (
            Post.objects.filter(author__is_demo=True).count()
            + Reply.objects.filter(author__is_demo=True).count()
        )
        TakenName.objects.filter(user__in=members).delete()
        for member in members:
            deletion.delete(member, remove_texts=True)
        _drop_posts()
        _drop_replies()
        left = (
            Post.objects.filter(author__is_demo=True).count()
            + Reply.objects.filter(author__is_demo=True).count()
        )
        User.objects.filter(is_demo=True, posts=None, replies=None).delete()
        Conflict.objects.filter(is_demo=True).delete()
    return before - left, left


def _drop_posts() -> None:
    from goldenbridge_site.posts.models import Post
    from goldenbridge_site.replies.models import Reply

    answered = Reply.objects.filter(author__is_demo=False).values("post")
    gone = Post.objects.filter(author__is_demo=True).exclude(pk__in=answered)
    keys = list(gone.values_list("pk", flat=True))
    replies = list(Reply.objects.filter(post__in=keys).values_list("pk", flat=True))
    gone.delete()
    Post.history.filter(id__in=keys).delete()
    Reply.history.filter(id__in=replies).delete()


def _drop_replies() -> None:
    """Replies without answers go; that may free what they answered, so until nothing changes."""
    from goldenbridge_site.replies.models import Reply

    while True:
        answered = Reply.objects.filter(parent__isnull=False).values("parent")
        gone = Reply.objects.filter(author__is_demo=True).exclude(pk__in=answered)
        keys = list(gone.values_list("pk", flat=True))
        if not keys:
            return
        gone.delete()
        Reply.history.filter(id__in=keys).delete()

"""Moving: a post to another conflict, a reply with its answers to another place."""

from django.db import transaction
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.events import post_changed, reply_changed
from goldenbridge_site.moderation import telling
from goldenbridge_site.moderation.deciding import NotPossibleError, Ruling, record
from goldenbridge_site.moderation.models import Decision
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies import publishing as replies
from goldenbridge_site.replies.models import Reply


def move_post(moderator: User, post: Post, to: Conflict | None, ruling: Ruling) -> Decision:
    """Put a post under another conflict, or under none."""
    with transaction.atomic():
        before = {"conflict": post.conflict_id, "to": to.pk if to else None}
        set_conflict(post, to)
        decision = record(moderator, ruling, text=post, member=post.author, before=before)
        telling.of_decision(decision)
    return decision


def set_conflict(post: Post, to: Conflict | None) -> None:
    """Put the post under `to` and tell the rest of the site."""
    Post.objects.filter(pk=post.pk).update(conflict=to)
    post.conflict = to
    post_changed.send(sender=Post, post=post)


def move_reply(
    moderator: User, reply: Reply, post: Post, parent: Reply | None, ruling: Ruling
) -> Decision:
    """Put a reply and everything below it under `post`, as an answer to `parent` if given.

    Raises NotPossibleError where that would make a ring or the places do not fit together.
    """
    with transaction.atomic():
        below = subtree(reply)
        if parent is not None and (parent.post_id != post.pk or parent.pk in below):
            raise NotPossibleError(_("A reply cannot be moved below itself or to another post's."))
        if post.status == Status.DELETED or (parent and parent.status == Status.DELETED):
            raise NotPossibleError(_("There is nothing to answer at that place."))
        before = {
            "post": reply.post_id,
            "parent": reply.parent_id,
            "to_post": post.pk,
            "to_parent": parent.pk if parent else None,
        }
        set_place(reply, post, parent, below)
        decision = record(moderator, ruling, text=reply, member=reply.author, before=before)
        telling.of_decision(decision)
    return decision


def set_place(reply: Reply, post: Post, parent: Reply | None, below: set[int]) -> None:
    """Hang `reply` under `post` and `parent`, take `below` along, and count both posts anew."""
    left = reply.post
    Reply.objects.filter(pk__in=below).update(post=post)
    Reply.objects.filter(pk=reply.pk).update(parent=parent)
    for counted in {left, post}:
        replies.count(counted)
    for moved in Reply.objects.filter(pk__in=below).select_related("post", "author"):
        reply_changed.send(sender=Reply, reply=moved)


def subtree(reply: Reply) -> set[int]:
    """Keys of the reply and of everything that hangs on it."""
    parents = dict(Reply.objects.filter(post_id=reply.post_id).values_list("pk", "parent_id"))
    found = {reply.pk}
    while True:
        more = {pk for pk, parent in parents.items() if parent in found} | found
        if more == found:
            return found
        found = more

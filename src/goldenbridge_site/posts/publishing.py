"""What becomes of posts: published, edited, deleted, released. One transaction each."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from goldenbridge_site import markdown
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.events import post_changed, post_published, text_waiting
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post, SeeAlso, Status, Tag
from goldenbridge_site.replies.models import Reply

RESERVED = {"new", "preview", "reply", "feed"}


def free_slug(title: str) -> str:
    """The title as an address nobody has, readable and permanent."""
    start = slugify(title)[:70].strip("-") or "post"
    slug, n = start, 1
    while slug in RESERVED or Post.objects.filter(slug=slug).exists():
        n += 1
        slug = f"{start}-{n}"
    return slug


def must_wait(member: User) -> bool:
    """Whether the switch is on and nothing of the member was ever published."""
    if not SiteSettings.current().first_post_waits or member.role != "member":
        return False
    published = {"author": member, "status": Status.PUBLISHED}
    return not (
        Post.objects.filter(**published).exists() or Reply.objects.filter(**published).exists()
    )


def publish(member: User, form: uuid.UUID, data: dict[str, Any]) -> Post:
    """Publish what a valid PostForm holds. The same form sent twice gives the same post."""
    with transaction.atomic():
        saving.one_at_a_time(member)
        twice = Post.objects.filter(form=form, author=member).first()
        if twice is not None:
            return twice
        now = timezone.now()
        waits = must_wait(member)
        post = Post(
            author=member,
            form=form,
            slug=free_slug(data["title"]),
            title=data["title"],
            body=data["body"],
            body_html=markdown.to_html(data["body"]),
            conflict=data["conflict"],
            status=Status.WAITING if waits else Status.PUBLISHED,
            published_at=None if waits else now,
            created=now,
        )
        post.save()
        _link(post, data)
        saving.drop(member, form)
        if waits:
            text_waiting.send(sender=Post, post=post)
        else:
            post_published.send(sender=Post, post=post)
    return post


class EditConflictError(Exception):
    """The post was changed since the form was opened; `post` is as it stands now."""

    def __init__(self, post: Post) -> None:
        super().__init__("changed meanwhile")
        self.post = post


def edit(post: Post, base: int, form: uuid.UUID, data: dict[str, Any]) -> Post:
    """Replace version `base` by what a valid PostForm holds.

    Raises EditConflictError, changing nothing, if `base` is not the version in force.
    """
    with transaction.atomic():
        current = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
        if current.version != base:
            raise EditConflictError(current)
        current.title, current.body = data["title"], data["body"]
        current.body_html = markdown.to_html(data["body"])
        current.conflict = data["conflict"]
        current.version += 1
        current.edited_at = timezone.now()
        current.save()
        _link(current, data)
        saving.drop(current.author, form)
        post_changed.send(sender=Post, post=current)
    return current


def _link(post: Post, data: dict[str, Any]) -> None:
    tags = [
        Tag.objects.get_or_create(slug=slugify(name, allow_unicode=True), defaults={"name": name})[
            0
        ]
        for name in data["tags"]
    ]
    post.tags.set(tags)
    post.see_also.all().delete()
    SeeAlso.objects.bulk_create(
        SeeAlso(post=post, position=n, **{f"to_{target._meta.model_name}": target})
        for n, target in enumerate(data["see_also"])
    )


def delete(post: Post) -> None:
    """Delete for good: the words go, also from the history; answers of others stay readable."""
    with transaction.atomic():
        post.title = post.body = post.body_html = ""
        post.status = Status.DELETED
        post.version += 1
        post.skip_history_when_saving = True  # type: ignore[attr-defined]
        post.save()
        post.history.all().delete()
        post.tags.clear()
        post.see_also.all().delete()
        post.seen_from.all().delete()
        post_changed.send(sender=Post, post=post)


def release(post: Post) -> None:
    """Publish a post that waited for a moderator."""
    with transaction.atomic():
        post.status = Status.PUBLISHED
        post.published_at = timezone.now()
        post.save()
        post_published.send(sender=Post, post=post)

"""Keeping the index: plain text of every post and reply that has words."""

from typing import Any

from goldenbridge_site import markdown
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.search.models import SearchEntry


def refresh_post(sender: Any, post: Post, **kwargs: Any) -> None:
    """Write, rewrite or drop the entry of a post."""
    if post.status == Status.DELETED:
        SearchEntry.objects.filter(post=post).delete()
        return
    SearchEntry.objects.update_or_create(
        post=post, defaults={"title": post.title, "body": markdown.to_text(post.body)}
    )


def refresh_reply(sender: Any, reply: Reply, **kwargs: Any) -> None:
    """Write, rewrite or drop the entry of a reply."""
    if reply.status == Status.DELETED:
        SearchEntry.objects.filter(reply=reply).delete()
        return
    SearchEntry.objects.update_or_create(
        reply=reply, defaults={"body": markdown.to_text(reply.body)}
    )

"""Words written before joining or signing in: kept in the session, then made drafts.

They become drafts of the new, unconfirmed account when somebody joins, or of the account that
signs in. Nothing is posted unseen.
"""

import uuid
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

KEY = "pending"
MOST = 5


def keep(
    request: HttpRequest,
    *,
    kind: str,
    body: str,
    post: Post | None = None,
    reply: Reply | None = None,
    title: str = "",
    fields: dict[str, Any] | None = None,
) -> None:
    """Keep words in the session; the oldest of more than five go."""
    words = {
        "kind": kind,
        "body": body[:60_000],
        "post": post.pk if post else None,
        "reply": reply.pk if reply else None,
        "title": title[:300],
        "fields": fields or {},
    }
    kept = [other for other in request.session.get(KEY, []) if other != words]
    request.session[KEY] = [*kept, words][-MOST:]


def newest(request: HttpRequest) -> str:
    """The words kept last, to be shown on the forms to join and to sign in."""
    kept = request.session.get(KEY, [])
    return str(kept[-1]["body"] or kept[-1]["title"]) if kept else ""


def hand_over(request: HttpRequest, user: User) -> None:
    """Make the kept words drafts of `user`."""
    for words in request.session.pop(KEY, []):
        Draft.objects.create(
            member=user,
            form=uuid.uuid4(),
            kind=words["kind"],
            post=Post.objects.filter(pk=words["post"]).first(),
            reply=Reply.objects.filter(pk=words["reply"]).first(),
            title=words["title"],
            body=words["body"],
            fields=words["fields"],
        )


def where_writing_goes_on(user: User) -> str:
    """The form with the member's newest draft in it, or the start page."""
    draft = Draft.objects.filter(member=user).select_related("post", "reply").first()
    return address(draft) if draft else reverse("home")


def address(draft: Draft) -> str:
    """The form in which `draft` can be finished."""
    if draft.kind == Draft.Kind.POST:
        return f"{reverse('post-new')}?draft={draft.pk}"
    if draft.kind == Draft.Kind.POST_EDIT and draft.post:
        return f"{reverse('post-edit', args=[draft.post.slug])}?draft={draft.pk}"
    if draft.kind == Draft.Kind.REPLY_EDIT and draft.reply:
        return f"{reverse('reply-edit', args=[draft.reply.pk])}?draft={draft.pk}"
    if draft.post:
        parent = f"&parent={draft.reply.pk}" if draft.reply else ""
        return f"{reverse('reply', args=[draft.post.slug])}?draft={draft.pk}{parent}"
    return reverse("account-drafts")

"""What can be read. Without a key: what every visitor can read."""

from typing import Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.api import auth, shaping
from goldenbridge_site.api.models import ApiToken
from goldenbridge_site.api.schemas import (
    ConflictOut,
    HitOut,
    Listed,
    MemberOut,
    MeOut,
    NotificationOut,
    PageIn,
    PostLine,
    PostOut,
    Problem,
    ReplyOut,
)
from goldenbridge_site.api.shaping import Shape
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.limits.buckets import spend
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies import thread
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.search import finding

router = Router()
REFUSED = {401: Problem, 422: Problem, 429: Problem}
MISSING = {**REFUSED, 404: Problem}
SLUG = r"^[-a-zA-Z0-9_]{1,90}$"


class PostsIn(PageIn):
    """Which posts, in which order."""

    conflict: str = Field("", max_length=60)
    tag: str = Field("", max_length=40)
    author: str = Field("", max_length=60)
    sort: Literal["latest", "discussed"] = "latest"


class SearchIn(PageIn):
    """What is looked for."""

    q: str = Field(min_length=1, max_length=finding.LONGEST)


@router.get("/conflicts", response={200: Listed[ConflictOut], **REFUSED}, auth=auth.anybody)
def conflicts(request: HttpRequest, page: Query[PageIn]) -> Shape:
    """The conflicts, in the operator's order."""
    shaping.only(request, "page", "size")
    rows, around = shaping.paged(Conflict.objects.filter(shown=True), page)
    return {"items": [shaping.conflict(row, request) for row in rows], **around}


@router.get("/conflicts/{slug}", response={200: ConflictOut, **MISSING}, auth=auth.anybody)
def conflict(request: HttpRequest, slug: str) -> Shape:
    """One conflict."""
    shaping.only(request)
    row = get_object_or_404(Conflict, slug=clean(slug), shown=True)
    return shaping.conflict(row, request)


@router.get("/posts", response={200: Listed[PostLine], **REFUSED}, auth=auth.anybody)
def posts(request: HttpRequest, wanted: Query[PostsIn]) -> Shape:
    """Published posts."""
    shaping.only(request, *PostsIn.model_fields)
    discussed = wanted.sort == "discussed"
    found = Post.objects.most_discussed() if discussed else Post.objects.listed()
    for field, text in (
        ("conflict__slug", wanted.conflict),
        ("tags__slug", wanted.tag),
        ("author__slug", wanted.author),
    ):
        if text:
            found = found.filter(**{field: clean(text)})
    rows, around = shaping.paged(found.prefetch_related("tags"), wanted)
    return {"items": [shaping.post_line(row, request) for row in rows], **around}


@router.get("/posts/{slug}", response={200: PostOut, **MISSING}, auth=auth.anybody)
def post(request: HttpRequest, slug: str) -> Shape:
    """One post."""
    shaping.only(request)
    return shaping.post(readable(request, slug), request)


@router.get("/posts/{slug}/replies", response={200: Listed[ReplyOut], **MISSING}, auth=auth.anybody)
def replies(request: HttpRequest, slug: str, page: Query[PageIn]) -> Shape:
    """The thread of a post in reading order."""
    shaping.only(request, "page", "size")
    of = readable(request, slug)
    rows, around = shaping.paged(thread.build(request.user, of).rows, page)
    return {"items": [shaping.thread_row(row, of, request) for row in rows], **around}


@router.get("/replies/{pk}", response={200: ReplyOut, **MISSING}, auth=auth.anybody)
def reply(request: HttpRequest, pk: int) -> Shape:
    """One reply."""
    shaping.only(request)
    return shaping.reply(readable_reply(request, pk), request)


@router.get("/members/{slug}", response={200: MemberOut, **MISSING}, auth=auth.anybody)
def member(request: HttpRequest, slug: str) -> Shape:
    """One member."""
    shaping.only(request)
    user = get_object_or_404(User, slug=clean(slug), deleted=None)
    return {
        **shaping.person(user),
        "biography": user.biography,
        "joined": user.joined.date(),
        "posts": Post.objects.published().filter(author=user).count(),
        "replies": Reply.objects.published().filter(author=user).count(),
        "url": request.build_absolute_uri(user.get_absolute_url()),
    }


@router.get("/search", response={200: Listed[HitOut], **REFUSED}, auth=auth.anybody)
def search(request: HttpRequest, wanted: Query[SearchIn]) -> Shape:
    """Published posts and replies that hold every word."""
    shaping.only(request, *SearchIn.model_fields)
    spend(request, "search")
    hits, around = shaping.paged(finding.find(clean(wanted.q)), wanted)
    items = [
        {
            "post": hit.post.slug,
            "reply": hit.reply.pk if hit.reply else None,
            "title": hit.post.title,
            "snippet": str(hit.snippet),
            "url": request.build_absolute_uri(hit.address),
        }
        for hit in hits
    ]
    return {"items": items, **around}


@router.get("/me", response={200: MeOut, 403: Problem, **REFUSED}, auth=auth.reader)
def me(request: HttpRequest) -> Shape:
    """The member behind the key, and what the key allows."""
    shaping.only(request)
    user = request.user
    assert isinstance(user, User)
    key: ApiToken = request.api_key  # type: ignore[attr-defined]
    return {**shaping.person(user), "role": user.role, "scopes": key.scopes}


@router.get(
    "/notifications",
    response={200: Listed[NotificationOut], 403: Problem, **REFUSED},
    auth=auth.reader,
)
def notifications(request: HttpRequest, page: Query[PageIn]) -> Shape:
    """The member's own notifications, newest first."""
    shaping.only(request, "page", "size")
    user = request.user
    assert isinstance(user, User)
    rows, around = shaping.paged(user.notifications.select_related("post", "reply__post"), page)
    items = [
        {
            "id": row.pk,
            "kind": row.kind,
            "post": row.post.slug if row.post else None,
            "reply": row.reply_id,
            "created": row.created,
            "read": row.read is not None,
        }
        for row in rows
        if permissions.may_read_notification(user, row)
    ]
    return {"items": items, **around}


def readable(request: HttpRequest, slug: str) -> Post:
    """The post, if the viewer may read it; else 404."""
    found = get_object_or_404(
        Post.objects.select_related("author", "conflict", "hidden_rule"), slug=clean(slug)
    )
    permissions.require_visible(permissions.may_read_post(request.user, found))
    return found


def readable_reply(request: HttpRequest, pk: int) -> Reply:
    """The reply, if the viewer may read it; else 404."""
    if not 0 < pk < 2**63:
        raise Http404
    found = get_object_or_404(
        Reply.objects.select_related("author", "post__author", "post__conflict"), pk=pk
    )
    permissions.require_visible(permissions.may_read_reply(request.user, found))
    return found


def clean(text: str) -> str:
    """The text without the one character that PostgreSQL cannot be asked for."""
    return text.replace("\x00", "")

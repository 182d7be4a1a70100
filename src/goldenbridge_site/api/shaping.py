"""Rows of the database as the schemas want them."""

from datetime import datetime
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError

from goldenbridge_site import markdown
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.api.schemas import PageIn
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.replies.thread import Row

T = TypeVar("T", bound=Any)
Shape = dict[str, Any]


def only(request: HttpRequest, *known: str) -> None:
    """Refuse query parameters that mean nothing here."""
    unknown = set(request.GET) - set(known)
    if unknown:
        raise HttpError(422, _("Unknown parameter: %(names)s.") % {"names": ", ".join(unknown)})


def paged(found: "QuerySet[T] | list[T]", page: PageIn) -> tuple[list[T], Shape]:
    """The things on the page, and the numbers around them; beyond the last page there is none."""
    paginator = Paginator(found, page.size)
    items = list(paginator.page(page.page)) if page.page <= paginator.num_pages else []
    around = {"total": paginator.count, "page": page.page, "pages": paginator.num_pages}
    return items, around


def person(user: User) -> Shape:
    """A member by name."""
    return {"name": names.display(user), "slug": user.slug}


def conflict(row: Conflict, request: HttpRequest) -> Shape:
    """A conflict."""
    return {
        "slug": row.slug,
        "title": row.title,
        "summary": row.summary,
        "known_on": row.known_on,
        "scenario": row.scenario,
        "phase": row.phase,
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }


def post_line(row: Post, request: HttpRequest) -> Shape:
    """A post without its text."""
    return {
        "slug": row.slug,
        "title": row.title,
        "author": person(row.author),
        "conflict": row.conflict.slug if row.conflict else None,
        "tags": [tag.name for tag in row.tags.all()],
        "start": markdown.excerpt(row.body),
        "created": row.created,
        "edited": row.edited_at,
        "version": row.version,
        "replies": row.reply_count,
        "closed": row.locked,
        "status": row.status,
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }


def post(row: Post, request: HttpRequest) -> Shape:
    """A post with its text."""
    return {**post_line(row, request), "body": row.body, "html": row.body_html}


def thread_row(row: Row, of: Post, request: HttpRequest) -> Shape:
    """A line of a thread as the page shows it, so that both hide the same."""
    status = "hidden" if row.kind == "own-hidden" else row.kind
    return {
        "id": row.pk,
        "post": of.slug,
        "parent": row.parent or None,
        "depth": row.depth,
        "status": status,
        "author": {"name": row.by, "slug": row.by_slug or None} if row.by else None,
        "html": str(row.html),
        "created": datetime.fromisoformat(row.iso),
        "edited": row.edited,
        "post_version": row.post_version,
        "url": request.build_absolute_uri(f"{of.get_absolute_url()}#reply-{row.pk}"),
    }


def reply(row: Reply, request: HttpRequest) -> Shape:
    """One reply that the viewer may read."""
    return {
        "id": row.pk,
        "post": row.post.slug,
        "parent": row.parent_id,
        "depth": 0 if row.parent_id is None else 1,
        "status": row.status,
        "author": person(row.author),
        "html": row.body_html,
        "created": row.created,
        "edited": row.edited_at is not None,
        "post_version": row.post_version,
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }

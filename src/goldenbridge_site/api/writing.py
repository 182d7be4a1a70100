"""What can be written with a key that allows it; the same rules and limits as on the pages."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Status
from ninja.errors import HttpError

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.api import auth, shaping
from goldenbridge_site.api.reading import readable, readable_reply, router
from goldenbridge_site.api.schemas import (
    PostEdit,
    PostIn,
    PostOut,
    Problem,
    ReplyEdit,
    ReplyIn,
    ReplyOut,
    ReportIn,
)
from goldenbridge_site.api.shaping import Shape
from goldenbridge_site.limits import newcomers
from goldenbridge_site.limits.buckets import spend
from goldenbridge_site.moderation import reporting
from goldenbridge_site.moderation.models import Rule
from goldenbridge_site.moderation.texts import Text
from goldenbridge_site.posts import publishing as posts
from goldenbridge_site.posts.forms import PostForm
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies import publishing as replies
from goldenbridge_site.replies.views import problem_with

REFUSED = {401: Problem, 403: Problem, 422: Problem, 429: Problem}
MISSING = {**REFUSED, 404: Problem}


class FieldsError(Exception):
    """Problems by field."""

    def __init__(self, problems: dict[str, list[str]]) -> None:
        super().__init__("fields")
        self.problems = problems


@router.post("/posts", response={201: PostOut, **REFUSED}, auth=auth.writer)
def publish_post(request: HttpRequest, given: PostIn) -> Status[Shape]:
    """Publish a post."""
    shaping.only(request)
    member = _member(request)
    permissions.require(permissions.may_write(member))
    found = _checked(given, member)
    spend(request, "post")
    made = posts.publish(member, uuid.uuid4(), found)
    return Status(201, shaping.post(made, request))


@router.put("/posts/{slug}", response={200: PostOut, 409: Problem, **MISSING}, auth=auth.writer)
def edit_post(request: HttpRequest, slug: str, given: PostEdit) -> Shape:
    """Replace one version of an own post; 409 if it is not the newest."""
    shaping.only(request)
    member, post = _member(request), readable(request, slug)
    permissions.require(permissions.may_edit_post(member, post))
    found = _checked(given, member, post)
    spend(request, "edit")
    try:
        made = posts.edit(post, given.version, uuid.uuid4(), found)
    except posts.EditConflictError as error:
        raise HttpError(
            409, _("The post stands at version %(n)d.") % {"n": error.post.version}
        ) from error
    return shaping.post(made, request)


@router.delete("/posts/{slug}", response={204: None, **MISSING}, auth=auth.writer)
def delete_post(request: HttpRequest, slug: str) -> Status[None]:
    """Delete an own post."""
    shaping.only(request)
    post = readable(request, slug)
    permissions.require(permissions.may_delete_post(request.user, post))
    posts.delete(post)
    return Status(204, None)


@router.post("/posts/{slug}/replies", response={201: ReplyOut, **MISSING}, auth=auth.writer)
def publish_reply(request: HttpRequest, slug: str, given: ReplyIn) -> Status[Shape]:
    """Reply to a post, or to a reply below it."""
    shaping.only(request)
    member, post = _member(request), readable(request, slug)
    parent = readable_reply(request, given.parent) if given.parent else None
    if parent is not None and parent.post_id != post.pk:
        raise FieldsError({"parent": [_("This reply stands under another post.")]})
    permissions.require(permissions.may_reply(member, post, parent))
    body = _body(given.body, member)
    spend(request, "reply")
    made = replies.publish(member, post, parent, uuid.uuid4(), body)
    return Status(201, shaping.reply(made, request))


@router.put("/replies/{pk}", response={200: ReplyOut, **MISSING}, auth=auth.writer)
def edit_reply(request: HttpRequest, pk: int, given: ReplyEdit) -> Shape:
    """Replace the words of an own reply, as long as it can be edited."""
    shaping.only(request)
    member, reply = _member(request), readable_reply(request, pk)
    permissions.require(permissions.may_edit_reply(member, reply))
    body = _body(given.body, member)
    spend(request, "edit")
    if body != reply.body:
        replies.edit(reply, uuid.uuid4(), body)
    return shaping.reply(reply, request)


@router.delete("/replies/{pk}", response={204: None, **MISSING}, auth=auth.writer)
def delete_reply(request: HttpRequest, pk: int) -> Status[None]:
    """Delete an own reply."""
    shaping.only(request)
    reply = readable_reply(request, pk)
    permissions.require(permissions.may_delete_reply(request.user, reply))
    replies.delete(reply)
    return Status(204, None)


@router.post("/posts/{slug}/report", response={204: None, **MISSING}, auth=auth.writer)
def report_post(request: HttpRequest, slug: str, given: ReportIn) -> Status[None]:
    """Report a post."""
    shaping.only(request)
    _report(request, readable(request, slug), given)
    return Status(204, None)


@router.post("/replies/{pk}/report", response={204: None, **MISSING}, auth=auth.writer)
def report_reply(request: HttpRequest, pk: int, given: ReportIn) -> Status[None]:
    """Report a reply."""
    shaping.only(request)
    _report(request, readable_reply(request, pk), given)
    return Status(204, None)


def _report(request: HttpRequest, text: Text, given: ReportIn) -> None:
    member = _member(request)
    permissions.require(permissions.may_report(member, text.author))
    rule = Rule.objects.filter(number=given.rule, active=True).first()
    if rule is None:
        raise FieldsError({"rule": [_("There is no such rule.")]})
    if rule.legal and not given.words.strip():
        raise FieldsError({"words": [_("Name the law and what it is that breaks it.")]})
    spend(request, "report")
    reporting.report(text, rule, given.words.replace("\x00", ""), reporter=member)


def _member(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "the key has named a member"
    return request.user


def _checked(given: PostIn, member: User, own: Post | None = None) -> dict[str, Any]:
    """What the form of the pages makes of it."""
    form = PostForm(
        {
            "title": given.title,
            "body": given.body,
            "conflict": given.conflict or "",
            "tags": ",".join(given.tags),
            "see_also": "\n".join(given.see_also),
        },
        own=own,
    )
    if not form.is_valid():
        raise FieldsError({name: [str(one) for one in form.errors[name]] for name in form.errors})
    too_many = newcomers.problem_with_links(member, form.cleaned_data["body"])
    if too_many:
        raise FieldsError({"body": [too_many]})
    return form.cleaned_data


def _body(text: str, member: User) -> str:
    body = text.replace("\x00", "").replace("\r\n", "\n").strip("\n")
    problem = problem_with(body) or newcomers.problem_with_links(member, body)
    if problem:
        raise FieldsError({"body": [problem]})
    return body

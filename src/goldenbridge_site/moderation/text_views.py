"""Deciding on one post or reply."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import deciding, moving, texts, words
from goldenbridge_site.moderation import queue as waiting
from goldenbridge_site.moderation.deciding import DecidedMeanwhileError, NotPossibleError, Ruling
from goldenbridge_site.moderation.forms import MovePostForm, MoveReplyForm, RulingForm
from goldenbridge_site.moderation.models import Act, Decision
from goldenbridge_site.moderation.queue import Item
from goldenbridge_site.moderation.queue_views import row
from goldenbridge_site.moderation.texts import Seen, Text
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


@login_required
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a post, and the decision on it."""
    return _decide(request, _post(request, pk))


@login_required
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a reply, and the decision on it."""
    return _decide(request, _reply(request, pk))


def _post(request: HttpRequest, pk: int) -> Post:
    permissions.require(permissions.moderates(request.user))
    return get_object_or_404(Post.objects.select_related("author", "conflict"), pk=pk)


def _reply(request: HttpRequest, pk: int) -> Reply:
    permissions.require(permissions.moderates(request.user))
    return get_object_or_404(
        Reply.objects.select_related("author", "post__author", "parent__author"), pk=pk
    )


def _decide(request: HttpRequest, text: Text) -> HttpResponse:
    if request.method == "GET":
        return _page(request, text)
    permissions.require(
        permissions.may_decide_on(request.user, text.author),
        _("Nobody decides on their own texts; on those of moderators an administrator does."),
    )
    form = RulingForm(request.POST, auto_id=f"{texts.kind(text)}-{text.pk}-%s")
    valid = form.is_valid()
    if request.POST.get("look"):
        shown = RulingForm(initial=form.cleaned_data, auto_id=form.auto_id)
        return _page(request, text, shown)
    if not valid:
        return _page(request, text, form, status=422)
    found = form.cleaned_data
    seen = None
    if found["version"] is not None and found["decision"] is not None:
        seen = Seen(found["version"], found["decision"])
    assert isinstance(request.user, User)
    moderator = request.user
    ruling = _ruling(found)
    return _answered(request, text, form, lambda: deciding.decide(moderator, text, ruling, seen))


def _ruling(found: dict[str, Any]) -> Ruling:
    return Ruling(found["act"], found["reason"], found["rule"], found["word"])


def _answered(
    request: HttpRequest, text: Text, form: RulingForm | None, act: Callable[[], Decision]
) -> HttpResponse:
    """Do it and go back to the queue, or say why it cannot be done."""
    try:
        act()
    except DecidedMeanwhileError as error:
        text.refresh_from_db()
        return _page(request, text, status=409, meanwhile=error.decision, changed=True)
    except NotPossibleError as error:
        messages.error(request, str(error))
        return _page(request, text, form, status=409)
    messages.success(request, _("Done. The log has a line about it."))
    return redirect("moderation")


def _page(
    request: HttpRequest,
    text: Text,
    form: RulingForm | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    viewer = request.user
    assert isinstance(viewer, User)
    reports = list(texts.open_reports(text).select_related("rule", "reporter"))
    newest = Seen.of(text).decision
    item = Item(text, reports[0].created if reports else text.created, reports, newest)
    record = waiting.records([text.author])[text.author_id]
    mover = (
        MovePostForm(initial={"conflict": text.conflict})
        if isinstance(text, Post)
        else MoveReplyForm()
    )
    return render(
        request,
        "moderation/text.html",
        {
            "section": "moderation",
            "row": row(viewer, item, record, form),
            "called": texts.called(text),
            "mover": mover if Act.MOVE in deciding.possible(text) else None,
            "decisions": [
                (decision, permissions.may_undo(viewer, decision))
                for decision in texts.decisions(text).select_related(
                    "moderator", "rule", "undone_by", "undoes"
                )
            ],
            "hidden": words.for_readers(text, Act.HIDE, text.hidden_rule),
            **more,
        },
        status=status,
    )


@require_POST
def move_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a post under another conflict."""
    post = _post(request, pk)
    permissions.require(permissions.may_decide_on(request.user, post.author))
    form = MovePostForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such conflict."))
        return _page(request, post, status=422)
    to = form.cleaned_data["conflict"]
    moderator, ruling = _mover(request)
    return _answered(request, post, None, lambda: moving.move_post(moderator, post, to, ruling))


@require_POST
def move_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a reply and its answers elsewhere."""
    reply = _reply(request, pk)
    permissions.require(permissions.may_decide_on(request.user, reply.author))
    form = MoveReplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["to"][0]))
        return _page(request, reply, status=422)
    post, parent = form.cleaned_data["to"]
    moderator, ruling = _mover(request)
    return _answered(
        request, reply, None, lambda: moving.move_reply(moderator, reply, post, parent, ruling)
    )


def _mover(request: HttpRequest) -> tuple[User, Ruling]:
    assert isinstance(request.user, User)
    return request.user, Ruling(Act.MOVE, _("It stood in the wrong place."))

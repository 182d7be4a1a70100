"""Writing, editing and deleting replies."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldenbridge_site import markdown, permissions
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.drafts.views import number, words_of, written
from goldenbridge_site.follows import following
from goldenbridge_site.limits import buckets, newcomers
from goldenbridge_site.posts import versions
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies import pending, publishing
from goldenbridge_site.replies.models import Reply

LONGEST = 10_000


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """The box to answer a post or a reply (GET), and what it sends (POST)."""
    post = get_object_or_404(Post.objects.select_related("author", "conflict"), slug=slug)
    permissions.require_visible(permissions.may_read_post(request.user, post))
    asked = request.POST if request.method == "POST" else request.GET
    parent = _parent(request, post, asked.get("parent", ""))
    if request.method == "GET":
        return _box(request, post, parent, **_opened(request, post, parent))
    if not permissions.is_member(request.user):
        return _join_first(request, post, parent)
    return _send(request, post, parent)


def _parent(request: HttpRequest, post: Post, key: str) -> Reply | None:
    if not key:
        return None
    parent = (
        Reply.objects.select_related("author", "post")
        .filter(post=post, pk=number(key) or 0)
        .first()
    )
    if parent is None or not permissions.may_read_reply(request.user, parent):
        raise Http404
    return parent


def _opened(request: HttpRequest, post: Post, parent: Reply | None) -> dict[str, Any]:
    """What a newly opened box holds: a draft, a quotation, or nothing."""
    draft = None
    if isinstance(request.user, User) and permissions.may_keep_drafts(request.user):
        key = number(request.GET.get("draft", ""))
        mine = Draft.objects.filter(member=request.user)
        draft = mine.filter(pk=key).first() if key else None
        draft = draft or saving.waiting(request.user, Draft.Kind.REPLY, post, parent)
    if draft is not None:
        return {"draft": draft, "form_id": draft.form, "version": draft.version, "body": draft.body}
    quoted = ""
    if request.GET.get("quote"):
        quoted = "".join(f"> {line}\n" for line in (parent or post).body.splitlines()) + "\n"
    return {"draft": None, "form_id": saving.form_id(""), "version": 0, "body": quoted}


def _box(
    request: HttpRequest, post: Post, parent: Reply | None, status: int = 200, **more: Any
) -> HttpResponse:
    viewer = request.user
    box = {
        "post": post,
        "parent": parent,
        "may_reply": permissions.may_reply(viewer, post, parent),
        "signed_in": permissions.is_member(viewer),
        "closed": post.locked or post.status != Status.PUBLISHED or bool(parent and parent.locked),
        "follows": isinstance(viewer, User) and viewer.follows_own_threads,
        **more,
    }
    template = "replies/box.html" if request.headers.get("HX-Request") else "replies/write.html"
    return render(
        request,
        template,
        {
            "section": "discussions",
            "post": post,
            "parent": parent,
            "parent_name": names.display(parent.author if parent else post.author),
            "box": box,
        },
        status=status,
    )


def _join_first(request: HttpRequest, post: Post, parent: Reply | None) -> HttpResponse:
    """Keep the words and lead to the join or the sign-in form."""
    words = words_of(request, Draft.Kind.REPLY)
    if not words.empty:
        pending.keep(request, kind=Draft.Kind.REPLY, body=words.body, post=post, reply=parent)
    back = reverse("reply", args=[post.slug]) + (f"?parent={parent.pk}" if parent else "")
    target = "account_login" if request.POST.get("action") == "sign-in" else "account_signup"
    return redirect(f"{reverse(target)}?{urlencode({'next': back})}")


def _send(request: HttpRequest, post: Post, parent: Reply | None) -> HttpResponse:
    member = request.user
    assert isinstance(member, User)
    form_id = saving.form_id(request.POST.get("form", ""))
    body = written(request, "body").strip("\n")
    words = saving.Words(kind=Draft.Kind.REPLY, body=body, post=post, reply=parent)
    draft = saving.save(member, form_id, number(request.POST.get("version", "")) or 0, words)
    opened: dict[str, Any] = {
        "draft": draft,
        "form_id": draft.form if draft else form_id,
        "version": draft.version if draft else 0,
        "body": body,
    }
    action = request.POST.get("action", "publish")
    if action == "draft":
        messages.success(request, _("Draft saved."))
        return redirect(post)
    if action == "preview":
        shown = markdown.stored(markdown.to_html(body, publishing.HEADING))
        return _box(request, post, parent, preview=shown, **opened)
    if not permissions.may_reply(member, post, parent):
        return _box(request, post, parent, status=403, refused=_why_not(member), **opened)
    problem = problem_with(body) or newcomers.problem_with_links(member, body)
    if problem:
        return _box(request, post, parent, status=422, problem=problem, **opened)
    buckets.spend(request, "reply")
    reply = publishing.publish(member, post, parent, opened["form_id"], body)
    _follow(member, post, request.POST.get("follow") == "on", request.POST.get("cadence", ""))
    if reply.status == Status.WAITING:
        messages.success(
            request, _("Your reply waits for a moderator. Only you and moderators see it.")
        )
    else:
        messages.success(request, _("Reply published."))
    return redirect(reply)


def problem_with(body: str) -> str:
    """What is wrong with a reply's text, or the empty string."""
    if not body.strip():
        return _("Write something first.")
    if len(body) > LONGEST:
        return _("This is %(n)d characters long; at most %(most)d fit in a reply.") % {
            "n": len(body),
            "most": LONGEST,
        }
    return ""


def _why_not(member: User) -> str:
    if not permissions.verified(member):
        return _("Confirm your e-mail address first. Your text is kept.")
    if member.suspended():
        return _("You may read but not write just now. Your text is kept.")
    return _("This thread was closed while you were writing. You can still copy your text.")


def _follow(member: User, post: Post, follows: bool, cadence: str) -> None:
    """Follow the thread if the box was ticked; the box stands as it was left next time."""
    if follows and following.find(member, post) is None:
        following.follow(member, post, "daily" if cadence == "daily" else "each")
    if member.follows_own_threads != follows:
        member.follows_own_threads = follows
        member.save(update_fields=["follows_own_threads"])


def _reply(request: HttpRequest, pk: int) -> Reply:
    reply = get_object_or_404(
        Reply.objects.select_related("author", "post__author", "post__conflict"), pk=pk
    )
    permissions.require_visible(permissions.may_read_reply(request.user, reply))
    return reply


@require_safe
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """The short permanent address of a reply: leads to it in its thread."""
    return redirect(_reply(request, pk))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a reply within the operator's window."""
    reply = _reply(request, pk)
    permissions.require_visible(
        permissions.is_member(request.user) and request.user.pk == reply.author_id
    )
    permissions.require(
        permissions.may_edit_reply(request.user, reply),
        _("The time in which this reply could be edited is over. You can still delete it."),
    )
    member = request.user
    assert isinstance(member, User)
    context: dict[str, Any] = {"reply": reply, "post": reply.post, "section": "discussions"}
    if request.method == "GET":
        draft = saving.waiting(member, Draft.Kind.REPLY_EDIT, reply.post, reply)
        context |= {
            "body": draft.body if draft else reply.body,
            "draft": draft,
            "form_id": draft.form if draft else saving.form_id(""),
            "version": draft.version if draft else 0,
        }
        return render(request, "replies/edit.html", context)
    form_id = saving.form_id(request.POST.get("form", ""))
    body = written(request, "body").strip("\n")
    problem = problem_with(body) or newcomers.problem_with_links(member, body)
    if problem:
        context |= {"body": body, "problem": problem, "form_id": form_id, "version": 0}
        return render(request, "replies/edit.html", context, status=422)
    if body != reply.body:
        buckets.spend(request, "edit")
        publishing.edit(reply, form_id, body)
    messages.success(request, _("Saved."))
    return redirect(reply)


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete."""
    reply = _reply(request, pk)
    permissions.require_visible(
        permissions.is_member(request.user) and request.user.pk == reply.author_id
    )
    permissions.require(permissions.may_delete_reply(request.user, reply))
    if request.method == "POST":
        publishing.delete(reply)
        messages.success(request, _("Your reply is deleted."))
        return redirect(reply.post)
    answered = reply.answers.exclude(status=Status.DELETED).exists()
    return render(
        request,
        "replies/delete.html",
        {"reply": reply, "post": reply.post, "answered": answered, "section": "discussions"},
    )


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a reply and what changed between two of them."""
    reply = _reply(request, pk)
    permissions.require_visible(permissions.may_read_reply_history(request.user, reply))
    found = versions.of(reply)
    if not found:
        raise Http404
    before = found[min(1, len(found) - 1)]
    return render(
        request,
        "replies/history.html",
        {
            "section": "discussions",
            "reply": reply,
            "post": reply.post,
            "versions": found,
            "before": before,
            "after": found[0],
            "pieces": versions.compare(before.body, found[0].body),
        },
    )

"""Following, for members and visitors, and stopping by a link in a mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goldenbridge_site import permissions
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.follows import box, following, unfollow, visitors
from goldenbridge_site.follows.following import Target
from goldenbridge_site.follows.forms import FollowForm, VisitorForm
from goldenbridge_site.limits import buckets
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


@require_http_methods(["GET", "HEAD", "POST"])
def follow_post(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a post or stop following it."""
    post = get_object_or_404(Post.objects.select_related("author"), slug=slug)
    permissions.require_visible(permissions.may_read_post(request.user, post))
    return _follow(request, post, post.title)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a reply and what is written below it, or stop following."""
    reply = get_object_or_404(Reply.objects.select_related("post", "author"), pk=pk)
    permissions.require_visible(permissions.may_read_reply(request.user, reply))
    return _follow(request, reply, describe(reply))


@require_http_methods(["GET", "HEAD", "POST"])
def follow_conflict(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow the discussions of a conflict or stop following them."""
    conflict = get_object_or_404(Conflict, slug=slug, shown=True)
    return _follow(request, conflict, conflict.title)


def describe(target: Target) -> str:
    """A target in words."""
    if isinstance(target, Reply):
        return _("%(name)s's reply in “%(title)s”") % {
            "name": names.display(target.author),
            "title": target.post.title,
        }
    return target.title


def _follow(request: HttpRequest, target: Target, about: str) -> HttpResponse:
    viewer = request.user
    allowed = permissions.may_follow(viewer)
    if request.method != "POST":
        return _page(request, target, about)
    if permissions.is_member(viewer):
        if request.POST.get("act") == "stop":
            following.stop(viewer, target)
            messages.success(request, _("You follow this no more. No mail is sent about it."))
            if request.POST.get("back") == "choices":
                return redirect("account-notifications")
            return redirect(target.get_absolute_url())
        permissions.require(allowed, _("Confirm your address first; then you can follow."))
        return _member(request, viewer, target, about)
    permissions.require(allowed, _("Please sign in to follow."))
    return _visitor(request, target, about)


def _page(
    request: HttpRequest, target: Target, about: str, form: FollowForm | None = None
) -> HttpResponse:
    context = box.context(request.user, target, form)
    context |= {"about": about, "back": target.get_absolute_url()}
    status = 422 if form is not None else 200
    return render(request, "follows/follow.html", context, status=status)


def _member(request: HttpRequest, member: User, target: Target, about: str) -> HttpResponse:
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _page(request, target, about, form)
    buckets.spend(request, "follow")
    follow = following.follow(member, target, form.cleaned_data["cadence"])
    messages.success(
        request, _("You follow this by e-mail: %(how)s.") % {"how": follow.get_cadence_display()}
    )
    return redirect(target.get_absolute_url())


def _visitor(request: HttpRequest, target: Target, about: str) -> HttpResponse:
    form = VisitorForm(request.POST)
    if not form.is_valid():
        return _page(request, target, about, form)
    buckets.spend(request, "visitor-follow")
    if not form.cleaned_data["website"]:
        visitors.ask(form.cleaned_data["email"], target, about, form.cleaned_data["cadence"])
    return render(request, "follows/sent.html", {"back": target.get_absolute_url()})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A visitor's link: shows a button, which starts the mail."""
    asked = following.read_confirm_token(token)
    if asked is None:
        return render(request, "follows/bent.html", status=404)
    target = asked.target
    if isinstance(target, Post):
        permissions.require_visible(permissions.may_read_post(request.user, target))
    elif isinstance(target, Reply):
        permissions.require_visible(permissions.may_read_reply(request.user, target))
    if request.method == "POST":
        following.confirm(asked)
        messages.success(request, _("Done. Mail about this goes to your address from now on."))
        return redirect(target.get_absolute_url())
    context = {"about": describe(target), "back": target.get_absolute_url()}
    return render(request, "follows/confirm.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a mail. GET shows a button; POST, also a mail program's, stops the mail.

    It needs no cookie and no form token: the signature in the address is the permission.
    """
    scope = unfollow.read(token)
    if scope is None:
        return render(request, "follows/bent.html", status=404)
    gone = scope.follower is None or (scope.target is None and not scope.everything)
    context = {
        "scope": scope,
        "gone": gone,
        "about": _title(scope.target),
        "is_member": isinstance(scope.follower, User),
        "all_path": ""
        if scope.follower is None
        else reverse("unfollow", args=[unfollow.token(scope.follower)]),
    }
    if request.method == "POST" and not gone:
        if request.POST.get("undo"):
            if not unfollow.undo(scope, request.POST["undo"]):
                raise Http404
            context["undone"] = True
        else:
            context |= {"done": True, "kept": unfollow.stop(scope)}
    return render(request, "follows/unfollow.html", context)


def _title(target: Post | Conflict | None) -> str:
    if target is None:
        return ""
    readable = isinstance(target, Conflict) or target.status == "published"
    return target.title if readable else _("a discussion")

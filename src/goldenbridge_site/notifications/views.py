"""A member's notifications and the choices behind them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.follows.models import Follow
from goldenbridge_site.mail import bounces
from goldenbridge_site.mail.models import DeadAddress
from goldenbridge_site.moderation import words
from goldenbridge_site.notifications.forms import ChoicesForm
from goldenbridge_site.notifications.models import Notification
from goldenbridge_site.posts.models import Status

PER_PAGE = 30


def _member(request: HttpRequest) -> User:
    """The signed-in member, for pages of their own. Refuses demonstration accounts."""
    permissions.require(permissions.may_manage_account(request.user))
    assert isinstance(request.user, User)
    return request.user


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The list, newest first. Looking at it changes nothing; a button marks lines as read."""
    member = _member(request)
    lines = Notification.objects.filter(member=member).select_related(
        "post", "reply__author", "reply__post", "post__author", "post__conflict", "decision__rule"
    )
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    for line in page:
        line.there = _there(line)  # type: ignore[attr-defined]
        if line.decision is not None:
            line.told = words.for_author(line.decision)  # type: ignore[attr-defined]
    context = {"page": page, "section": "notifications", "newest": _newest(member)}
    return render(request, "notifications/list.html", context)


def _newest(member: User) -> int:
    return (
        Notification.objects.filter(member=member)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
        or 0
    )


def _there(line: Notification) -> bool:
    """Whether what the line tells of can still be read by everybody."""
    text = line.reply or line.post
    if text is None or (line.post is not None and line.post.status != Status.PUBLISHED):
        return False
    return text.status == Status.PUBLISHED


@login_required
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one line as read, or all up to the newest that was on the page."""
    member = _member(request)
    lines = Notification.objects.filter(member=member, read=None)
    one, newest = request.POST.get("line", ""), request.POST.get("newest", "")
    if one.isdecimal():
        line = lines.filter(pk=int(one)).first()
        permissions.require_visible(
            line is not None and permissions.may_read_notification(member, line)
        )
        lines = lines.filter(pk=int(one))
    else:
        lines = lines.filter(pk__lte=int(newest) if newest.isdecimal() else 0)
    lines.update(read=timezone.now())
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect("notifications")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """What a member is told and how, and everything they follow."""
    member = _member(request)
    if request.method == "POST" and request.POST.get("act") == "revive":
        bounces.revive(member.email or "")
        messages.success(request, _("Mail is sent to your address again."))
        return redirect("account-notifications")
    form = ChoicesForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Kept. It holds from the next mail on, also for waiting ones."))
        return redirect("account-notifications")
    gone = [Status.DELETED, Status.HIDDEN]
    follows = (
        Follow.objects.filter(member=member, stopped=None)
        .exclude(post__status__in=gone)
        .exclude(reply__status__in=gone)
        .exclude(reply__post__status__in=gone)
        .select_related("post", "reply__post", "reply__author", "conflict")
    )
    context = {
        "form": form,
        "follows": follows.order_by("-created"),
        "dead": DeadAddress.objects.filter(email__iexact=member.email or "").first(),
        "section": "account",
    }
    return render(request, "notifications/settings.html", context)

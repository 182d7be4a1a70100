"""Reporting a post or a reply."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenbridge_site import markdown, permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.limits.buckets import spend
from goldenbridge_site.moderation import reporting, texts
from goldenbridge_site.moderation.forms import ReportForm
from goldenbridge_site.moderation.texts import Text
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


@require_http_methods(["GET", "POST"])
def report_post(request: HttpRequest, slug: str) -> HttpResponse:
    """Report a post."""
    post = get_object_or_404(Post.objects.select_related("author"), slug=slug)
    permissions.require_visible(permissions.may_read_post(request.user, post))
    return _report(request, post)


@require_http_methods(["GET", "POST"])
def report_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a reply."""
    reply = get_object_or_404(Reply.objects.select_related("author", "post__author"), pk=pk)
    permissions.require_visible(permissions.may_read_reply(request.user, reply))
    return _report(request, reply)


def _report(request: HttpRequest, text: Text) -> HttpResponse:
    viewer = request.user
    member = permissions.is_member(viewer)
    allowed = (
        permissions.may_report(viewer, text.author)
        if member
        else permissions.may_request_by_law(viewer)
    )
    permissions.require(allowed, _("Confirmed members can report what others wrote."))
    form = ReportForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        spend(request, "report")
        reporting.report(
            text,
            form.cleaned_data["rule"],
            form.cleaned_data["words"],
            reporter=viewer if isinstance(viewer, User) else None,
            contact=form.cleaned_data.get("contact", ""),
        )
        messages.success(request, _("Thank you. A moderator will read it."))
        return redirect(text.get_absolute_url())
    return render(
        request,
        "moderation/report.html",
        {
            "section": "discussions",
            "text": text,
            "called": texts.called(text),
            "start": markdown.excerpt(text.body, 60),
            "form": form,
            "visitor": not member,
            "decide_url": reverse(f"moderate-{texts.kind(text)}", args=[text.pk])
            if permissions.may_decide_on(viewer, text.author)
            else "",
        },
        status=422 if form.errors else 200,
    )

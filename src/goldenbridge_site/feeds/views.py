"""The three kinds of feed."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goldenbridge_site import permissions
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.feeds import atom
from goldenbridge_site.feeds.atom import Head
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

POSTS, REPLIES = 30, 50


@require_safe
def everything(request: HttpRequest) -> HttpResponseBase:
    """The latest posts."""
    head = Head(SiteSettings.current().site_name, _("Latest discussions"), reverse("posts"))
    return atom.answer(request, head, list(Post.objects.listed()[:POSTS]))


@require_safe
def discussion(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A post and the latest replies to it."""
    post = get_object_or_404(Post.objects.select_related("author"), slug=slug)
    permissions.require_visible(
        post.status == Status.PUBLISHED and permissions.may_read_post(request.user, post)
    )
    replies = (
        Reply.objects.published()
        .filter(post=post)
        .select_related("author", "post")
        .order_by("-created", "-pk")[:REPLIES]
    )
    head = Head(post.title, _("The post and its latest replies"), post.get_absolute_url())
    return atom.answer(request, head, [*replies, post])


@require_safe
def about_conflict(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The latest posts about one conflict."""
    conflict = get_object_or_404(Conflict, slug=slug, shown=True)
    head = Head(conflict.title, _("Latest discussions"), conflict.get_absolute_url())
    return atom.answer(request, head, list(Post.objects.listed().filter(conflict=conflict)[:POSTS]))

"""Saving from scripts, and throwing away."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save what stands in a form. Answers JSON: form, version, and the words to show."""
    if not permissions.may_keep_drafts(request.user):
        words = _("You are signed out. Your text is kept on this device.")
        return JsonResponse({"words": words}, status=403)
    assert isinstance(request.user, User)
    kind = request.POST.get("kind", "")
    if kind not in Draft.Kind.values:
        return JsonResponse({"words": _("Unknown kind of draft.")}, status=400)
    draft = saving.save(
        request.user,
        saving.form_id(request.POST.get("form", "")),
        number(request.POST.get("version", "")) or 0,
        words_of(request, kind),
    )
    if draft is None:
        return JsonResponse({"words": ""})
    saved = timezone.localtime(draft.saved)
    return JsonResponse(
        {
            "form": str(draft.form),
            "version": draft.version,
            "words": _("Saved %(time)s UTC.") % {"time": saved.strftime("%H:%M")},
        }
    )


def words_of(request: HttpRequest, kind: str) -> saving.Words:
    """The words in a posted form; targets the member may not read are left out."""
    post = Post.objects.filter(pk=number(request.POST.get("post", "")) or 0).first()
    reply = (
        Reply.objects.select_related("post")
        .filter(pk=number(request.POST.get("reply", "")) or 0)
        .first()
    )
    if post is not None and not permissions.may_read_post(request.user, post):
        post = None
    if reply is not None and not permissions.may_read_reply(request.user, reply):
        reply = None
    fields = {
        name: written(request, name)[:4000]
        for name in ("conflict", "tags", "see_also")
        if request.POST.get(name)
    }
    return saving.Words(
        kind=kind,
        title=written(request, "title")[:300],
        body=written(request, "body")[:60_000],
        post=post,
        reply=reply,
        fields=fields,
    )


def written(request: HttpRequest, name: str) -> str:
    """What stands in a posted field: with plain line ends, without NUL, which no database keeps."""
    return request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "")


def number(text: str) -> int | None:
    """A positive whole number that fits the database, or None."""
    return int(text) if text.isdecimal() and len(text) < 18 else None


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    draft = get_object_or_404(Draft.objects.select_related("post", "reply"), pk=pk)
    permissions.require_visible(permissions.may_use_draft(request.user, draft))
    target = draft.post.get_absolute_url() if draft.post else ""
    draft.delete()
    return redirect(target if request.POST.get("to") == "post" and target else "account-drafts")

"""What was decided: the public log without texts, the audit log, one decision, its undoing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldenbridge_site import permissions
from goldenbridge_site.moderation import undoing, words
from goldenbridge_site.moderation.deciding import NotPossibleError
from goldenbridge_site.moderation.forms import WordsForm
from goldenbridge_site.moderation.models import Act, Appeal, Decision
from goldenbridge_site.pages.lists import page_of

SIZE = 50


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """What moderators did and by which rule: no text, no title, no name of an author."""
    found = Decision.objects.exclude(act=Act.KEEP).select_related(
        "moderator", "rule", "undoes", "undone_by"
    )
    return render(
        request,
        "moderation/log.html",
        {
            "page": page_of(request, found, SIZE),
            "moderator_page": permissions.moderates(request.user),
        },
    )


@login_required
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Every decision with its reason, for moderators."""
    permissions.require(permissions.moderates(request.user))
    found = Decision.objects.select_related(
        "moderator", "member", "rule", "post", "reply__post", "undoes", "undone_by"
    )
    page = page_of(request, found, SIZE)
    return render(
        request,
        "moderation/audit.html",
        {
            "section": "moderation",
            "page": page,
            "decisions": [(one, permissions.may_undo(request.user, one)) for one in page],
        },
    )


def _decision(pk: int) -> Decision:
    return get_object_or_404(
        Decision.objects.select_related(
            "moderator", "member", "rule", "post", "reply__post", "undone_by"
        ),
        pk=pk,
    )


@login_required
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision, for the author and for moderators."""
    found = _decision(pk)
    permissions.require_visible(permissions.may_read_decision(request.user, found))
    appealable = Act(found.act) in words.APPEALABLE and found.undoing is None
    return render(
        request,
        "moderation/decision.html",
        {
            "section": "notifications",
            "decision": found,
            "sentence": words.for_author(found),
            "text": found.post or found.reply,
            "appeal": Appeal.objects.filter(decision=found).first(),
            "may_appeal": appealable and permissions.may_appeal(request.user, found),
            "form": WordsForm(),
            "sees_log": permissions.moderates(request.user),
            "may_undo": permissions.may_undo(request.user, found),
        },
    )


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a decision."""
    permissions.require(permissions.moderates(request.user))
    found = _decision(pk)
    permissions.require(
        permissions.may_undo(request.user, found),
        _("A decision is undone by the moderator who made it or by an administrator."),
    )
    assert permissions.is_member(request.user)
    reason = request.POST.get("words", "").strip()[:2000] or _("Undone by a moderator.")
    try:
        undoing.undo(request.user, found, reason)
    except NotPossibleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undone. Everything is as it was before."))
    return redirect("moderation-audit")

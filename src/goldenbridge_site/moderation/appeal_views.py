"""Asking for a second look, and answering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.limits.buckets import spend
from goldenbridge_site.moderation import appealing, words
from goldenbridge_site.moderation.deciding import NotPossibleError
from goldenbridge_site.moderation.forms import AnswerForm, WordsForm
from goldenbridge_site.moderation.models import Act, Appeal, Decision


@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """The author of what was decided on asks another moderator to look again."""
    decision = get_object_or_404(Decision.objects.select_related("member"), pk=pk)
    permissions.require_visible(permissions.may_read_decision(request.user, decision))
    permissions.require(
        permissions.may_appeal(request.user, decision) and Act(decision.act) in words.APPEALABLE,
        _("A second look can be asked for once, by the member the decision is about."),
    )
    form = WordsForm(request.POST)
    if form.is_valid():
        spend(request, "appeal")
        assert isinstance(request.user, User)
        appealing.ask(request.user, decision, form.cleaned_data["words"])
        messages.success(request, _("Another moderator will look at it."))
    else:
        messages.error(request, _("Say what should be looked at again."))
    return redirect("decision", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A moderator who did not decide looks again."""
    permissions.require(permissions.moderates(request.user))
    found = get_object_or_404(
        Appeal.objects.select_related(
            "decision__moderator",
            "decision__rule",
            "decision__post__author",
            "decision__reply__author",
            "decision__reply__post",
            "author",
            "answered_by",
        ),
        pk=pk,
    )
    may = permissions.may_answer_appeal(request.user, found)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        permissions.require(may, _("Another moderator than the one who decided answers."))
        if form.is_valid():
            return _answer(request, found, form)
    return render(
        request,
        "moderation/appeal.html",
        {
            "section": "moderation",
            "appeal": found,
            "text": found.decision.post or found.decision.reply,
            "form": form,
            "may": may,
        },
        status=422 if form.errors else 200,
    )


def _answer(request: HttpRequest, found: Appeal, form: AnswerForm) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        appealing.answer(
            request.user,
            found,
            upheld=form.cleaned_data["upheld"],
            words=form.cleaned_data["answer"],
        )
    except NotPossibleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Answered. The author was told."))
    return redirect("moderation")

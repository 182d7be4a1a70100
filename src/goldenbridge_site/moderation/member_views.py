"""A member as moderators see them: record, notes, sanctions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenbridge_site import permissions
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import queue, sanctions
from goldenbridge_site.moderation.deciding import Ruling
from goldenbridge_site.moderation.forms import SanctionForm, WordsForm
from goldenbridge_site.moderation.models import Act, Decision, MemberNote
from goldenbridge_site.pages.lists import page_of
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

ACTS = (Act.WARN, Act.SUSPEND, Act.BAN, Act.HIDE_ALL)


@login_required
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of a member, and the decision on them."""
    permissions.require(permissions.moderates(request.user))
    person = get_object_or_404(User, pk=pk)
    if request.method == "GET":
        return _page(request, person, SanctionForm())
    permissions.require(
        permissions.may_decide_on(request.user, person),
        _("Nobody decides on themselves; on moderators an administrator does."),
    )
    form = SanctionForm(request.POST)
    if not form.is_valid() or form.cleaned_data["act"] not in ACTS:
        return _page(request, person, form)
    _do(request, person, form)
    messages.success(request, _("Done. The log has a line about it."))
    return redirect("moderate-member", pk=pk)


def _do(request: HttpRequest, person: User, form: SanctionForm) -> Decision:
    assert isinstance(request.user, User)
    found = form.cleaned_data
    ruling = Ruling(found["act"], found["reason"], found["rule"], found["word"])
    if ruling.act == Act.WARN:
        return sanctions.warn(request.user, person, ruling)
    if ruling.act == Act.SUSPEND:
        return sanctions.suspend(request.user, person, ruling, found["days"])
    if ruling.act == Act.BAN:
        return sanctions.ban(request.user, person, ruling)
    return sanctions.hide_all(request.user, person, ruling)


def _page(request: HttpRequest, person: User, form: SanctionForm) -> HttpResponse:
    viewer = request.user
    found = Decision.objects.filter(member=person).select_related(
        "moderator", "rule", "undone_by", "post", "reply__post"
    )
    page = page_of(request, found)
    standing = {"author": person, "status__in": sanctions.STANDING}
    return render(
        request,
        "moderation/member.html",
        {
            "section": "moderation",
            "person": person,
            "name": names.display(person),
            "record": queue.records([person])[person.pk],
            "suspended": person.suspended(),
            "form": form,
            "note": WordsForm(auto_id="note-%s"),
            "notes": [
                (note, permissions.may_remove_note(viewer, note))
                for note in person.notes.select_related("author")
            ],
            "page": page,
            "decisions": [(one, permissions.may_undo(viewer, one)) for one in page],
            "may": permissions.may_decide_on(viewer, person),
            "texts": Post.objects.filter(**standing).count()
            + Reply.objects.filter(**standing).count(),
            "latest": Reply.objects.filter(author=person)
            .exclude(status=Status.DELETED)
            .select_related("post")
            .order_by("-created")[:5],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a private note about a member."""
    permissions.require(permissions.may_write_notes(request.user))
    person = get_object_or_404(User, pk=pk)
    form = WordsForm(request.POST)
    if form.is_valid():
        MemberNote.objects.create(
            member=person, author_id=request.user.pk, text=form.cleaned_data["words"]
        )
    else:
        messages.error(request, _("Write something."))
    return redirect("moderate-member", pk=pk)


@require_POST
def remove_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a note away."""
    permissions.require(permissions.may_write_notes(request.user))
    note = get_object_or_404(MemberNote, pk=pk)
    permissions.require(permissions.may_remove_note(request.user, note))
    note.delete()
    return redirect("moderate-member", pk=note.member_id)

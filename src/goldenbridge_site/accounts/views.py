"""Pages of members. What allauth does is left to allauth; these add the site's own words."""

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from goldenbridge_site import markdown, permissions
from goldenbridge_site.accounts import deletion, export, names
from goldenbridge_site.accounts.forms import DeletionForm, ProfileForm
from goldenbridge_site.accounts.models import TakenName, User
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.moderation.models import Rule
from goldenbridge_site.pages.lists import page_of
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies import pending
from goldenbridge_site.replies.models import Reply


class JoinView(account.SignupView):
    """The join form; says which words are kept for after joining."""

    def get_initial(self) -> dict[str, Any]:
        """The invitation named in the address."""
        initial: dict[str, Any] = super().get_initial()
        return {**initial, "invitation": self.request.GET.get("code", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules in short and the kept reply."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["rules"] = Rule.objects.filter(active=True, legal=False)[:6]
        context["kept"] = pending.newest(self.request)
        return context


class SignInView(account.LoginView):
    """The sign-in form; says which words are kept."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kept reply."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["kept"] = pending.newest(self.request)
        return context


class ConfirmView(account.ConfirmEmailView):
    """Confirming an address by POST.

    Who holds the mailbox could set a new password anyway, so an account that never signed in is
    signed in here, in whatever browser the link was opened; others are asked for their password.
    """

    def respond(self, success: bool) -> HttpResponse:
        """Sign a new member in and lead back to what was being written."""
        user = self.object.email_address.user
        if success and not self.request.user.is_authenticated and _never_signed_in(user):
            login(self.request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
            return redirect(pending.where_writing_goes_on(user))
        response: HttpResponse = super().respond(success)
        return response


def _never_signed_in(user: User) -> bool:
    return user.last_login is None and permissions.is_member(user)


join = JoinView.as_view()
sign_in = SignInView.as_view()
confirm = ConfirmView.as_view()


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out by POST; GET asks."""
    if request.method == "POST":
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect("home")
    return render(request, "account/logout.html", {"section": "account"})


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What a member can do with their account."""
    permissions.require(permissions.may_manage_account(request.user))
    assert isinstance(request.user, User)
    return render(
        request,
        "accounts/overview.html",
        {
            "section": "account",
            "second_factor": permissions.has_second_factor(request.user),
            "drafts": request.user.drafts.count(),
            "suspended": request.user.suspended(),
            "verified": permissions.verified(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change the display name and the biography."""
    permissions.require(permissions.may_manage_account(request.user))
    member = request.user
    assert isinstance(member, User)
    form = ProfileForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account-profile")
    status = 422 if form.errors else 200
    return render(
        request, "accounts/profile.html", {"form": form, "section": "account"}, status=status
    )


@login_required
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Everything the member has begun and not published."""
    permissions.require(permissions.may_keep_drafts(request.user))
    found = Draft.objects.filter(member_id=request.user.pk).select_related("post", "reply__author")
    return render(
        request, "accounts/drafts.html", {"page": page_of(request, found), "section": "account"}
    )


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Offer the member's own data and explain what deletion does."""
    permissions.require(permissions.may_manage_account(request.user))
    return render(request, "accounts/data.html", {"section": "account"})


@login_required
@require_GET
def download(request: HttpRequest, form: str) -> HttpResponse:
    """Every row about the member: one JSON file, or a zip of CSV files."""
    permissions.require(permissions.may_manage_account(request.user))
    assert isinstance(request.user, User)
    if form not in export.FORMS:
        raise Http404
    return export.download(request.user, form)


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponseBase:
    """Delete the account; what was written is kept without the name, or removed."""
    permissions.require(permissions.may_manage_account(request.user))
    member = request.user
    assert isinstance(member, User)
    form = DeletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deletion.delete(member, remove_texts=form.cleaned_data["texts"] == "remove")
        logout(request)
        messages.success(request, _("Your account is deleted."))
        return redirect("home")
    return render(
        request,
        "accounts/delete.html",
        {"form": form, "section": "account"},
        status=422 if form.errors else 200,
    )


@require_safe
def member(request: HttpRequest, slug: str) -> HttpResponse:
    """A member's page; a former name leads on, a deleted member has none."""
    taken = get_object_or_404(
        TakenName.objects.select_related("user"), slug=slug, user__isnull=False
    )
    person = taken.user
    assert person is not None
    if person.deleted is not None:
        raise Http404
    if person.slug != slug:
        return redirect(person, permanent=False)
    posts = Post.objects.listed().filter(author=person)
    replies = (
        Reply.objects.published()
        .filter(author=person)
        .select_related("post")
        .order_by("-created")[:10]
    )
    return render(
        request,
        "accounts/member.html",
        {
            "person": person,
            "former": [n.slug for n in person.names.exclude(slug=person.slug)],
            "page": page_of(request, posts),
            "replies": [(reply, markdown.excerpt(reply.body, 30)) for reply in replies],
            "reply_total": Reply.objects.published().filter(author=person).count(),
            "name": names.display(person),
        },
    )

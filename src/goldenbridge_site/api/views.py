"""Pages about the JSON interface: what it is, and a member's keys."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.api import tokens
from goldenbridge_site.api.models import ApiToken
from goldenbridge_site.limits.allowances import ALLOWANCES
from goldenbridge_site.limits.buckets import spend


class KeyForm(forms.Form):
    """A key's name and what it may do."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("So that you know it again, such as “my notebook”."),
        max_length=60,
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=list(tokens.SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the interface offers."""
    return render(
        request,
        "api/about.html",
        {
            "reads": ALLOWANCES["api-read"].burst,
            "writes": ALLOWANCES["api-write"].burst,
            "scopes": tokens.SCOPES.items(),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """A member's keys; POST makes one and shows it, once."""
    permissions.require(permissions.may_manage_account(request.user))
    member = request.user
    assert isinstance(member, User)
    form, shown = KeyForm(request.POST or None), ""
    if request.method == "POST":
        permissions.require(
            permissions.may_make_tokens(member),
            _("Keys are for members with a confirmed address who are not suspended."),
        )
        if form.is_valid() and member.tokens.filter(revoked=None).count() >= tokens.MOST:
            form.add_error("name", ValidationError(_("Revoke one first: you have many keys.")))
        if form.is_valid():
            spend(request, "token")
            shown = tokens.make(member, form.cleaned_data["name"], form.cleaned_data["scopes"])
            form = KeyForm()
    return render(
        request,
        "api/tokens.html",
        {
            "section": "account",
            "form": form,
            "shown": shown,
            "tokens": member.tokens.filter(revoked=None).order_by("-created"),
            "may_make": permissions.may_make_tokens(member),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key."""
    token = get_object_or_404(ApiToken, pk=pk)
    permissions.require_visible(permissions.may_revoke_token(request.user, token))
    tokens.revoke(token)
    messages.success(request, _("The key no longer works."))
    return redirect("api-tokens")

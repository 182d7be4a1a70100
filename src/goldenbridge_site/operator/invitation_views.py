"""Making and withdrawing invitations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenbridge_site.accounts.models import User
from goldenbridge_site.operator import inviting
from goldenbridge_site.operator.door import operators_only
from goldenbridge_site.operator.models import Invitation, SiteSettings
from goldenbridge_site.pages.lists import page_of


@require_http_methods(["GET", "POST"])
@operators_only
def invitations(request: HttpRequest) -> HttpResponse:
    """The invitations there are; POST makes one."""
    if request.method == "POST":
        assert isinstance(request.user, User)
        inviting.invite(request.user)
        messages.success(request, _("Made. Send the address below to one person."))
        return redirect("operator-invitations")
    found = Invitation.objects.select_related("made_by", "used_by").order_by("-created")
    return render(
        request,
        "operator/invitations.html",
        {
            "section": "operator",
            "here": "operator-invitations",
            "page": page_of(request, found),
            "join": request.build_absolute_uri(reverse("account_signup")),
            "now": timezone.now(),
            "in_use": SiteSettings.current().sign_up == SiteSettings.SignUp.INVITATION,
        },
    )


@require_POST
@operators_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End an invitation nobody has used."""
    get_object_or_404(Invitation, pk=pk, used_by=None).delete()
    return redirect("operator-invitations")

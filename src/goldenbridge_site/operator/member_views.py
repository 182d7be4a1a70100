"""Members and their roles."""

import logging

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.operator.door import operators_only
from goldenbridge_site.pages.lists import page_of

log = logging.getLogger("goldenbridge_site.operator")


@require_safe
@operators_only
def members(request: HttpRequest) -> HttpResponse:
    """Members, found by name or by address."""
    words = request.GET.get("q", "").strip()
    role = request.GET.get("role", "")
    found = User.objects.filter(deleted=None).order_by("-joined", "-pk")
    if words:
        found = found.filter(Q(display_name__icontains=words) | Q(email__icontains=words))
    if role in Role.values:
        found = found.filter(role=role)
    page = page_of(request, found, 30)
    return render(
        request,
        "operator/members.html",
        {
            "section": "operator",
            "here": "operator-members",
            "page": page,
            "people": [(one, permissions.may_give_role(request.user, one)) for one in page],
            "words": words,
            "role": role,
            "roles": Role.choices,
        },
    )


@require_POST
@operators_only
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Make somebody member, moderator or administrator."""
    person = get_object_or_404(User, pk=pk)
    permissions.require(
        permissions.may_give_role(request.user, person), _("Nobody changes their own role.")
    )
    role = request.POST.get("role", "")
    if role not in Role.values:
        messages.error(request, _("There is no such role."))
        return redirect("operator-members")
    person.role = role
    person.save(update_fields=["role"])
    log.info("role", extra={"member": person.pk, "role": role, "by": request.user.pk})
    messages.success(
        request,
        _("%(name)s is now %(role)s.")
        % {"name": person.display_name, "role": person.get_role_display()},
    )
    return redirect("operator-members")

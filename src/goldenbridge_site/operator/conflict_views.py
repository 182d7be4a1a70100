"""The conflicts of the site."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.operator.door import operators_only
from goldenbridge_site.operator.forms import ConflictForm
from goldenbridge_site.runs import pictures


@require_safe
@operators_only
def conflicts(request: HttpRequest) -> HttpResponse:
    """Every conflict, also those not shown."""
    return render(
        request,
        "operator/conflicts.html",
        {"section": "operator", "here": "operator-conflicts", "conflicts": Conflict.objects.all()},
    )


@require_http_methods(["GET", "POST"])
@operators_only
def new(request: HttpRequest) -> HttpResponse:
    """Add a conflict."""
    return _edit(request, Conflict(position=Conflict.objects.count()), _("New conflict"))


@require_http_methods(["GET", "POST"])
@operators_only
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a conflict."""
    conflict = get_object_or_404(Conflict, pk=pk)
    return _edit(request, conflict, conflict.title)


def _edit(request: HttpRequest, conflict: Conflict, title: str) -> HttpResponse:
    form = ConflictForm(request.POST or None, instance=conflict)
    if request.method == "POST" and form.is_valid():
        form.save()
        pictures.ask(conflict.scenario)
        messages.success(request, _("Saved."))
        return redirect("operator-conflicts")
    return render(
        request,
        "operator/form.html",
        {"section": "operator", "here": "operator-conflicts", "form": form, "title": title},
        status=422 if form.errors else 200,
    )

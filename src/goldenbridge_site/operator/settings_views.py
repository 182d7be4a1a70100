"""Name, switches, texts and rules of the site."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldenbridge_site.moderation.models import Rule
from goldenbridge_site.operator.door import operators_only
from goldenbridge_site.operator.forms import RuleForm, SettingsForm, TextsForm
from goldenbridge_site.operator.models import SiteSettings

log = logging.getLogger("goldenbridge_site.operator")


@require_http_methods(["GET", "POST"])
@operators_only
def site(request: HttpRequest) -> HttpResponse:
    """Name, announcement, pinned post, switches, read-only mode."""
    form = SettingsForm(request.POST or None, instance=_own_copy())
    return _settings(request, form, "operator-settings", _("Settings"))


@require_http_methods(["GET", "POST"])
@operators_only
def texts(request: HttpRequest) -> HttpResponse:
    """Words above the rules, privacy, contact."""
    form = TextsForm(request.POST or None, instance=_own_copy())
    return _settings(request, form, "operator-texts", _("Texts"))


def _own_copy() -> SiteSettings:
    """Not the row every template reads: an invalid form must not show on its own page."""
    return SiteSettings.objects.filter(pk=1).first() or SiteSettings(pk=1)


def _settings(
    request: HttpRequest, form: SettingsForm | TextsForm, here: str, title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        log.info("settings", extra={"by": request.user.pk, "changed": form.changed_data})
        messages.success(request, _("Saved."))
        return redirect(here)
    return _form(request, form, here, title)


def _form(
    request: HttpRequest, form: SettingsForm | TextsForm | RuleForm, here: str, title: str
) -> HttpResponse:
    return render(
        request,
        "operator/form.html",
        {"section": "operator", "here": here, "form": form, "title": title},
        status=422 if form.errors else 200,
    )


@require_safe
@operators_only
def rules(request: HttpRequest) -> HttpResponse:
    """The numbered rules."""
    return render(
        request,
        "operator/rules.html",
        {"section": "operator", "here": "operator-rules", "rules": Rule.objects.all()},
    )


@require_http_methods(["GET", "POST"])
@operators_only
def new_rule(request: HttpRequest) -> HttpResponse:
    """Add a rule."""
    return _rule(request, Rule(number=Rule.objects.count() + 1), _("New rule"))


@require_http_methods(["GET", "POST"])
@operators_only
def edit_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rule; the log keeps pointing to it."""
    rule = get_object_or_404(Rule, pk=pk)
    return _rule(request, rule, _("Rule %(number)d") % {"number": rule.number})


def _rule(request: HttpRequest, rule: Rule, title: str) -> HttpResponse:
    form = RuleForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("operator-rules")
    return _form(request, form, "operator-rules", title)

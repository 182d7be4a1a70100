"""How the site is: worker, mail, failed tasks, disk."""

from importlib.metadata import version

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goldenbridge_site.background import failures
from goldenbridge_site.background import state as background
from goldenbridge_site.limits.buckets import spend
from goldenbridge_site.mail import state as mail
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.operator import disk
from goldenbridge_site.operator.door import operators_only

STUCK = (OutboxMail.State.FAILED, OutboxMail.State.WAITING)


@require_safe
@operators_only
def overview(request: HttpRequest) -> HttpResponse:
    """The first page: what needs the operator is on top."""
    stuck = (
        OutboxMail.objects.filter(state__in=STUCK, daily=False)
        .exclude(last_error="")
        .order_by("created")[:20]
    )
    return render(
        request,
        "operator/overview.html",
        {
            "section": "operator",
            "here": "operator",
            "worker": background.worker(),
            "mail": mail.now(),
            "stuck": stuck,
            "failures": failures.listed(),
            "failed": failures.total(),
            "room": disk.room(),
            "version": version("goldenbridge"),
        },
    )


@require_POST
@operators_only
def retry_mail(request: HttpRequest) -> HttpResponse:
    """Try again every mail that failed."""
    n = mail.retry()
    messages.success(
        request, ngettext("%d mail is tried again.", "%d mails are tried again.", n) % n
    )
    return redirect("operator")


@require_POST
@operators_only
def test_mail(request: HttpRequest) -> HttpResponse:
    """Send a test mail, to the operator or to an address given."""
    address = request.POST.get("address", "").strip() or getattr(request.user, "email", "")
    try:
        validate_email(address)
    except ValidationError:
        messages.error(request, _("This is no e-mail address."))
        return redirect("operator")
    spend(request, "test-mail")
    mail.send_test(address)
    messages.success(request, _("A test mail to %(address)s is queued.") % {"address": address})
    return redirect("operator")


@require_POST
@operators_only
def retry_task(request: HttpRequest, key: str) -> HttpResponse:
    """Run a failed task again."""
    if failures.retry(key):
        messages.success(request, _("It is tried again."))
    else:
        messages.error(request, _("There is no such task any more."))
    return redirect("operator")


@require_POST
@operators_only
def forget_task(request: HttpRequest, key: str) -> HttpResponse:
    """Take a failed task from the list."""
    failures.forget(key)
    return redirect("operator")

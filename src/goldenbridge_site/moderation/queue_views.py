"""The queue."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import deciding, words
from goldenbridge_site.moderation import queue as waiting
from goldenbridge_site.moderation.forms import RulingForm
from goldenbridge_site.moderation.models import Act, Decision
from goldenbridge_site.moderation.queue import Item
from goldenbridge_site.pages.lists import page_of

RECENT = timedelta(hours=1)
IN_QUEUE = (Act.APPROVE, Act.KEEP, Act.REWORD, Act.HIDE)


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a decision, oldest first."""
    permissions.require(permissions.moderates(request.user))
    viewer = request.user
    assert isinstance(viewer, User)
    lines = waiting.lines()
    page = page_of(request, lines)
    items = waiting.items(page.object_list)
    records = waiting.records({item.text.author for item in items})
    rules = list(RulingForm().fields["rule"].choices)  # type: ignore[attr-defined]
    second_looks = waiting.appeals(viewer)
    mine = viewer.decisions.select_related("member", "rule").first()
    return render(
        request,
        "moderation/queue.html",
        {
            "section": "moderation",
            "page": page,
            "rows": [
                row(viewer, item, records[item.text.author_id], rules=rules) for item in items
            ],
            "appeals": second_looks,
            "total": len(lines) + len(second_looks),
            "summary": waiting.summary(lines, len(second_looks)),
            "last": _last(mine),
            "newest": Decision.objects.values_list("created", flat=True).first(),
        },
    )


def _last(decision: Decision | None) -> Decision | None:
    """The moderator's own decision of the last hour, to be undone with one press."""
    if decision is None or decision.act == Act.UNDO or decision.created < timezone.now() - RECENT:
        return None
    return None if Decision.objects.filter(undoes=decision).exists() else decision


def row(
    viewer: User,
    item: Item,
    record: str,
    form: RulingForm | None = None,
    rules: list[tuple[Any, Any]] | None = None,
) -> dict[str, Any]:
    """One item with its form, its buttons, and what readers and the author would see.

    `rules` are the choices of the rule, so that many items need not ask for them each.
    """
    text = item.text
    rule = item.reports[0].rule if item.reports else None
    if form is None:
        start = {"rule": rule, "version": text.version, "decision": item.newest}
        form = RulingForm(initial=start, auto_id=f"{item.key}-%s")
    else:
        known = form.cleaned_data if form.is_bound else form.initial
        rule = known.get("rule") or rule
    if rules is not None:
        form.fields["rule"].choices = rules  # type: ignore[attr-defined]
    possible = deciding.possible(text)
    return {
        "item": item,
        "form": form,
        "record": record,
        "may": permissions.may_decide_on(viewer, text.author),
        "acts": [act for act in IN_QUEUE if act in possible],
        "more": [act for act in possible if act not in IN_QUEUE and act != Act.MOVE],
        "readers": words.for_readers(text, Act.HIDE, rule),
        "author": words.for_author(Decision(act=Act.HIDE, rule=rule, **_about(item))),
    }


def _about(item: Item) -> dict[str, Any]:
    kind = item.key.partition("-")[0]
    return {kind: item.text}


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switch the queue's keys on or off."""
    permissions.require(permissions.moderates(request.user))
    assert isinstance(request.user, User)
    request.user.queue_keys = request.POST.get("keys") == "on"
    request.user.save(update_fields=["queue_keys"])
    return redirect("moderation")

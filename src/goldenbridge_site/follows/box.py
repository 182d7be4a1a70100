"""The box "E-mail me when people reply": what its template needs.

Include `follows/box.html` with what `context` gives.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.follows import following
from goldenbridge_site.follows.following import Target
from goldenbridge_site.follows.forms import FollowForm, VisitorForm
from goldenbridge_site.follows.models import Cadence
from goldenbridge_site.permissions import Viewer
from goldenbridge_site.posts.models import Post


def address(target: Target) -> str:
    """The address of the form that follows `target`."""
    if isinstance(target, Post):
        return reverse("follow-post", args=[target.slug])
    if isinstance(target, Conflict):
        return reverse("follow-conflict", args=[target.slug])
    return reverse("follow-reply", args=[target.pk])


def heading(target: Target) -> str:
    """What following `target` means, in words."""
    if isinstance(target, Conflict):
        return _("E-mail me when there is a new discussion")
    if isinstance(target, Post):
        return _("E-mail me when people reply")
    return _("E-mail me when people answer this reply")


def context(viewer: Viewer, target: Target, form: FollowForm | None = None) -> dict[str, Any]:
    """The variables of the box for `viewer`: one query for members, none for visitors."""
    member = viewer if permissions.is_member(viewer) else None
    follow = following.find(member, target) if isinstance(member, User) else None
    prefix = f"follow-{following.name(target)}-{target.pk}"
    fresh: FollowForm
    if member is not None:
        fresh = FollowForm(auto_id=f"{prefix}-%s")
    else:
        fresh = VisitorForm(auto_id=f"{prefix}-%s")
    return {
        "target": target,
        "member": member,
        "follow": follow if follow is not None and follow.stopped is None else None,
        "follow_address": address(target),
        "follow_heading": heading(target),
        "follow_form": form or fresh,
        "follow_cadences": Cadence.choices,
        "follow_allowed": permissions.may_follow(viewer),
    }

"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import queue
from goldenbridge_site.notifications.models import Notification
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.pages.theme import chosen


def site(request: HttpRequest) -> dict[str, Any]:
    """Settings, theme, and for a member the number of unread notifications."""
    viewer = request.user
    member = permissions.is_member(viewer)
    return {
        # allauth gives its own pages another `site`, so the frame asks for `house`.
        "site": SimpleLazyObject(SiteSettings.current),
        "house": SimpleLazyObject(SiteSettings.current),
        "theme": chosen(request),
        "site_url": settings.SITE_URL or f"{request.scheme}://{request.get_host()}",
        "member": viewer if member else None,
        "moderates": permissions.moderates(viewer) if _has_role(viewer) else False,
        "waiting": SimpleLazyObject(lambda: _waiting(viewer)),
        "administers": permissions.administers(viewer) if _has_role(viewer) else False,
        "unread": SimpleLazyObject(
            lambda: Notification.objects.filter(member_id=viewer.pk, read=None).count()
        )
        if member
        else 0,
    }


def _has_role(viewer: object) -> bool:
    return isinstance(viewer, User) and viewer.role != "member"


def _waiting(viewer: permissions.Viewer) -> int:
    """How much waits for a moderator; asked by no other page but those of moderators."""
    return queue.total(viewer) if isinstance(viewer, User) and permissions.moderates(viewer) else 0

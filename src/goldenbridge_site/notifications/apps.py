"""The app's registration."""

from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.utils import timezone


class NotificationsConfig(AppConfig):
    """Registers goldenbridge_site.notifications and its nightly clearing."""

    name = "goldenbridge_site.notifications"

    def ready(self) -> None:
        """Take part in every night."""
        from goldenbridge_site.background.events import every_night

        every_night.connect(_sweep, dispatch_uid="notifications")


def _sweep(**kwargs: Any) -> None:
    """Forget lines that were read half a year ago, and unread ones after two years."""
    from goldenbridge_site.notifications.models import Notification

    now = timezone.now()
    Notification.objects.filter(read__lt=now - timedelta(days=180)).delete()
    Notification.objects.filter(created__lt=now - timedelta(days=730)).delete()

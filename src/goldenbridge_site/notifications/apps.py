"""The app's registration."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers goldenbridge_site.notifications."""

    name = "goldenbridge_site.notifications"

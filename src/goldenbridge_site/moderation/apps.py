"""The app's registration."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Registers goldenbridge_site.moderation."""

    name = "goldenbridge_site.moderation"

"""The app's registration."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """Registers goldenbridge_site.replies."""

    name = "goldenbridge_site.replies"

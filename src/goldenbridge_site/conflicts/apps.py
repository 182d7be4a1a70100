"""The app's registration."""

from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    """Registers goldenbridge_site.conflicts."""

    name = "goldenbridge_site.conflicts"

"""The app's registration."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """Registers goldenbridge_site.background."""

    name = "goldenbridge_site.background"

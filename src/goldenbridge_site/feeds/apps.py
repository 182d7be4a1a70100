"""The app's registration."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Registers goldenbridge_site.feeds."""

    name = "goldenbridge_site.feeds"

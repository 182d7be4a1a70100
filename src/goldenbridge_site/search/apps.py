"""The app's registration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers goldenbridge_site.search."""

    name = "goldenbridge_site.search"

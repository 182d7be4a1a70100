"""The app's registration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers goldenbridge_site.pages."""

    name = "goldenbridge_site.pages"

"""The app's registration."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Registers goldenbridge_site.links."""

    name = "goldenbridge_site.links"

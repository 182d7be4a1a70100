"""The app's registration."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers goldenbridge_site.api."""

    name = "goldenbridge_site.api"

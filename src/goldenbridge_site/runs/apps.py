"""The app's registration."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    """Registers goldenbridge_site.runs."""

    name = "goldenbridge_site.runs"

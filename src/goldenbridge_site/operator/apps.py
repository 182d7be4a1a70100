"""The app's registration."""

from django.apps import AppConfig


class OperatorConfig(AppConfig):
    """Registers goldenbridge_site.operator."""

    name = "goldenbridge_site.operator"

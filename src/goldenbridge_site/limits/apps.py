"""The app's registration."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """Registers goldenbridge_site.limits."""

    name = "goldenbridge_site.limits"

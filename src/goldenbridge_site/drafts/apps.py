"""The app's registration."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Registers goldenbridge_site.drafts."""

    name = "goldenbridge_site.drafts"

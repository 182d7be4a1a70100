"""The app's registration."""

from django.apps import AppConfig


class FollowsConfig(AppConfig):
    """Registers goldenbridge_site.follows."""

    name = "goldenbridge_site.follows"

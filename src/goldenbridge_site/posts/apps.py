"""The app's registration."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Registers goldenbridge_site.posts."""

    name = "goldenbridge_site.posts"

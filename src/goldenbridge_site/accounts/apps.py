"""The app's registration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers goldenbridge_site.accounts."""

    name = "goldenbridge_site.accounts"

"""The app's registration."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Registers goldenbridge_site.mail."""

    name = "goldenbridge_site.mail"

"""The app's registration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers goldenbridge_site.accounts and what it logs."""

    name = "goldenbridge_site.accounts"

    def ready(self) -> None:
        """Note who signs in and out."""
        from django.contrib.auth import signals

        from goldenbridge_site.accounts import logging_in

        signals.user_logged_in.connect(logging_in.signed_in, dispatch_uid="log-in")
        signals.user_logged_out.connect(logging_in.signed_out, dispatch_uid="log-out")
        signals.user_login_failed.connect(logging_in.failed, dispatch_uid="log-failed")

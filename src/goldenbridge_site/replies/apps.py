"""The app's registration."""

from typing import Any

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """Registers goldenbridge_site.replies and hands kept words over to accounts."""

    name = "goldenbridge_site.replies"

    def ready(self) -> None:
        """Listen to joining and signing in."""
        from allauth.account.signals import user_signed_up
        from django.contrib.auth.signals import user_logged_in

        user_signed_up.connect(_hand_over, dispatch_uid="pending-joined")
        user_logged_in.connect(_hand_over, dispatch_uid="pending-signed-in")


def _hand_over(request: Any = None, user: Any = None, **kwargs: Any) -> None:
    from goldenbridge_site.replies import pending

    if request is not None and hasattr(request, "session"):
        pending.hand_over(request, user)

"""The app's registration."""

from typing import Any

from django.apps import AppConfig


class FollowsConfig(AppConfig):
    """Registers goldenbridge_site.follows and listens to what is published."""

    name = "goldenbridge_site.follows"

    def ready(self) -> None:
        """Connect to published texts, confirmed addresses and the night."""
        from allauth.account.signals import email_confirmed

        from goldenbridge_site import events
        from goldenbridge_site.background.events import every_night
        from goldenbridge_site.follows import fanout

        events.reply_published.connect(fanout.reply_published, dispatch_uid="follows")
        events.post_published.connect(fanout.post_published, dispatch_uid="follows")
        email_confirmed.connect(fanout.address_confirmed, dispatch_uid="follows")
        every_night.connect(_sweep, dispatch_uid="follows")


def _sweep(**kwargs: Any) -> None:
    from goldenbridge_site.follows import following

    following.sweep()

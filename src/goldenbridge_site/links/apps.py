"""The app's registration."""

from typing import Any

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Registers goldenbridge_site.links and asks for cards when texts appear or change."""

    name = "goldenbridge_site.links"

    def ready(self) -> None:
        """Listen to texts."""
        from goldenbridge_site import events

        events.post_published.connect(_post, dispatch_uid="cards-post-published")
        events.post_changed.connect(_post, dispatch_uid="cards-post-changed")
        events.reply_published.connect(_reply, dispatch_uid="cards-reply-published")
        events.reply_changed.connect(_reply, dispatch_uid="cards-reply-changed")


def _post(post: Any, **_rest: Any) -> None:
    _ask(post)


def _reply(reply: Any, **_rest: Any) -> None:
    _ask(reply)


def _ask(text: Any) -> None:
    from goldenbridge_site.links import cards

    if text.status == "published":
        cards.ask(text.body, text.author)

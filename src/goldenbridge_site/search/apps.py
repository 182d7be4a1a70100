"""The app's registration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers goldenbridge_site.search and keeps the index up to date."""

    name = "goldenbridge_site.search"

    def ready(self) -> None:
        """Listen to texts."""
        from goldenbridge_site import events
        from goldenbridge_site.search import index

        events.post_published.connect(index.refresh_post)
        events.post_changed.connect(index.refresh_post)
        events.reply_published.connect(index.refresh_reply)
        events.reply_changed.connect(index.refresh_reply)

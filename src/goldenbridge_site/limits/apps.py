"""The app's registration."""

from typing import Any

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """Registers goldenbridge_site.limits and clears its table every night."""

    name = "goldenbridge_site.limits"

    def ready(self) -> None:
        """Listen to the night."""
        from goldenbridge_site.background.events import every_night

        every_night.connect(_sweep, dispatch_uid="limits-sweep")


def _sweep(**_rest: Any) -> None:
    from goldenbridge_site.limits import buckets

    buckets.sweep()

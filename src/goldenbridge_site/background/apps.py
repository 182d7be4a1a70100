"""The app's registration."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """Registers goldenbridge_site.background and what is done every night for the whole site."""

    name = "goldenbridge_site.background"

    def ready(self) -> None:
        """Back up and clear away every night."""
        from goldenbridge_site.background import clearing
        from goldenbridge_site.background.events import every_night
        from goldenbridge_site.running import backup

        every_night.connect(backup.nightly, dispatch_uid="backup")
        every_night.connect(clearing.night, dispatch_uid="background")

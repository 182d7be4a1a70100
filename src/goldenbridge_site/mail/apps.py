"""The app's registration."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Registers goldenbridge_site.mail and its regular work."""

    name = "goldenbridge_site.mail"

    def ready(self) -> None:
        """Take part in every minute and every night."""
        from goldenbridge_site.background import events
        from goldenbridge_site.mail import tasks

        events.every_minute.connect(tasks.minute, dispatch_uid="mail")
        events.every_night.connect(tasks.night, dispatch_uid="mail")

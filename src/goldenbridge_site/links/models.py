"""Preview cards."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class LinkCard(models.Model):
    """What is known of one outside address; without it a page shows the plain link."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    url = models.URLField(max_length=1000, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    site = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked = models.DateTimeField(default=timezone.now)
    fetched = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked_by", "asked"])]

    def __str__(self) -> str:
        return self.url

"""What the engine computed."""

from django.db import models
from django.utils import timezone


class Picture(models.Model):
    """How a scenario's war may end: one solve's numbers, for sentence, chart and table alike."""

    scenario = models.CharField(max_length=60, unique=True)
    fingerprint = models.CharField(max_length=80)
    engine = models.CharField(max_length=40)
    numbers = models.JSONField()
    error = models.CharField(max_length=300, blank=True)
    made = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.scenario

"""Token buckets."""

from django.db import models
from django.utils import timezone


class Bucket(models.Model):
    """How much of one allowance somebody has left; `key` is such as "reply:member:5"."""

    key = models.CharField(max_length=120, unique=True)
    tokens = models.FloatField()
    updated = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key

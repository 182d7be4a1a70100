"""The worker's sign of life."""

from typing import Any, ClassVar

from django.db import models


class Beat(models.Model):
    """One row, written when the worker starts and by each task of the minute."""

    started = models.DateTimeField()
    seen = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_beats")
        ]

    def __str__(self) -> str:
        return f"worker seen {self.seen:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as the only row."""
        self.pk = 1
        super().save(*args, **kwargs)

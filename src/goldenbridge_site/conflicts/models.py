"""Conflicts."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Conflict(models.Model):
    """A war, ongoing or past, as known on one date, and the scenario that models it."""

    class Phase(models.TextChoices):
        ONGOING = "ongoing", _("ongoing")
        ENDED = "ended", _("ended")
        LESSON = "lesson", _("lesson")

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("paragraph"), max_length=4000)
    known_on = models.DateField(_("knowledge date"))
    scenario = models.CharField(_("scenario"), max_length=60, blank=True)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.ONGOING)
    position = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The conflict's page."""
        return reverse("conflict", args=[self.slug])

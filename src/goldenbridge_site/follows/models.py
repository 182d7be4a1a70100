"""Follows and the confirmed addresses of visitors."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


class Visitor(models.Model):
    """An address that follows without an account. Nothing is sent to it before it is confirmed."""

    email = models.EmailField(unique=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"visitor {self.pk}"


class Cadence(models.TextChoices):
    """How often mail about a follow is sent."""

    EACH = "each", _("each at once")
    DAILY = "daily", _("once a day")


class Follow(models.Model):
    """One follower (member or visitor) of exactly one post, reply or conflict."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="follows",
    )
    visitor = models.ForeignKey(
        Visitor, null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    reply = models.ForeignKey(
        Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    conflict = models.ForeignKey(
        Conflict, null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    cadence = models.CharField(max_length=5, choices=Cadence, default=Cadence.EACH)
    created = models.DateTimeField(default=timezone.now)
    stopped = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, visitor__isnull=True)
                | Q(member__isnull=True, visitor__isnull=False),
                name="follow_has_one_follower",
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=False, reply__isnull=True, conflict__isnull=True)
                | Q(post__isnull=True, reply__isnull=False, conflict__isnull=True)
                | Q(post__isnull=True, reply__isnull=True, conflict__isnull=False),
                name="follow_has_one_target",
            ),
            *(
                models.UniqueConstraint(fields=[who, what], name=f"{who}_follows_{what}_once")
                for who in ("member", "visitor")
                for what in ("post", "reply", "conflict")
            ),
        ]

    def __str__(self) -> str:
        return f"follow {self.pk}"

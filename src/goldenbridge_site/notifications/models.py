"""Notifications on the site and the choices behind them and behind mail."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


class Kind(models.TextChoices):
    """What a member can be told."""

    REPLY_TO_ME = "reply_to_me", _("Someone replies to you")
    REPLY_IN_THREAD = "reply_in_thread", _("Someone replies in a thread you follow")
    POST_IN_CONFLICT = "post_in_conflict", _("A new discussion about a conflict you follow")
    MODERATION = "moderation", _("A moderator decides about something you wrote")


class Choice(models.TextChoices):
    """How a member wants to be told."""

    AT_ONCE = "at_once", _("by e-mail, at once")
    DAILY = "daily", _("by e-mail, once a day")
    SITE = "site", _("on the site only")
    OFF = "off", _("not at all")


class Preference(models.Model):
    """A member's choice for one kind; without a row the kind's default holds."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind"], name="one_preference_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.choice}"


class Notification(models.Model):
    """One line of a member's list; unique per event, however many reasons there were."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    event = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE)
    reply = models.ForeignKey(Reply, null=True, blank=True, on_delete=models.CASCADE)
    decision = models.ForeignKey(
        "moderation.Decision", null=True, blank=True, on_delete=models.CASCADE
    )
    created = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "event"], name="one_notification_per_event")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["member"], condition=models.Q(read__isnull=True), name="unread_of_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"

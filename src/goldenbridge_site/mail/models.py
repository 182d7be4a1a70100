"""The outbox."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from goldenbridge_site.follows.models import Follow, Visitor
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


class OutboxMail(models.Model):
    """One mail to one recipient about one event.

    `event` is such as "reply:41"; `recipient` is "member:5", "visitor:7" or, for a mail without
    an account behind it, "address:…". Mails about texts are written from the rows they name when
    they are sent, so that a hidden reply is never mailed; only account mails carry their text.
    A `daily` row is never sent by itself: it becomes part of a digest, named in `digest`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        DROPPED = "dropped"
        FAILED = "failed"

    class Kind(models.TextChoices):
        REPLY = "reply"
        POST = "post"
        DIGEST = "digest"
        ACCOUNT = "account"
        MODERATION = "moderation"
        TEST = "test"

    event = models.CharField(max_length=80)
    recipient = models.CharField(max_length=270)
    kind = models.CharField(max_length=12, choices=Kind)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE
    )
    visitor = models.ForeignKey(Visitor, null=True, blank=True, on_delete=models.CASCADE)
    follow = models.ForeignKey(Follow, null=True, blank=True, on_delete=models.SET_NULL)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE)
    reply = models.ForeignKey(Reply, null=True, blank=True, on_delete=models.CASCADE)
    reason = models.CharField(max_length=20, blank=True)
    daily = models.BooleanField(default=False)
    digest = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "recipient"], name="one_mail_per_event_and_recipient"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due"]),
            models.Index(fields=["recipient", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.state})"


class DeadAddress(models.Model):
    """An address that refused mail for good.

    Nothing is sent to it but what its owner asks for at that moment, such as a new password.
    """

    email = models.EmailField(unique=True)
    reason = models.CharField(max_length=300)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"dead address {self.pk}"

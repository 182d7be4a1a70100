"""Drafts."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


class Draft(models.Model):
    """What a member wrote in one opened form and has not published.

    `form` is made when the form is opened, so two tabs never share a row. `version` counts the
    saves; a save that names an older version is kept as a row of its own.
    """

    class Kind(models.TextChoices):
        POST = "post"
        REPLY = "reply"
        POST_EDIT = "post-edit"
        REPLY_EDIT = "reply-edit"

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    form = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=10, choices=Kind)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="drafts"
    )
    reply = models.ForeignKey(
        Reply, null=True, blank=True, on_delete=models.SET_NULL, related_name="drafts"
    )
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True, max_length=60_000)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    saved = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-saved"]
        indexes: ClassVar = [models.Index(fields=["member", "kind", "-saved"])]

    def __str__(self) -> str:
        return f"{self.kind} draft {self.pk}"

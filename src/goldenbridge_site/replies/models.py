"""Replies."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from goldenbridge_site.posts.models import Post, Status


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Questions about replies."""

    def published(self) -> Self:
        """Replies anybody may read, under posts anybody may read (or that lost their words)."""
        open_posts = {Status.PUBLISHED, Status.DELETED}
        return self.filter(status=Status.PUBLISHED, post__status__in=open_posts)


class Reply(models.Model):
    """An answer to a post, or to another reply under the same post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="replies")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies"
    )
    body = models.TextField(_("text"), max_length=10_000)
    body_html = models.TextField(editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    version = models.PositiveIntegerField(default=1)
    post_version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    locked = models.BooleanField(default=False)
    hidden_rule = models.ForeignKey(
        "moderation.Rule", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    form = models.UUIDField(null=True, unique=True, editable=False)

    objects: ClassVar[ReplyQuerySet] = ReplyQuerySet.as_manager()  # type: ignore[assignment]
    history = HistoricalRecords(
        excluded_fields=["body_html", "words", "form", "hidden_rule", "parent"]
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["post", "created"]),
            models.Index(fields=["author", "-created"]),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk}"

    @property
    def anchor(self) -> str:
        """The id of the reply's element on its page."""
        return f"reply-{self.pk}"

    def get_absolute_url(self) -> str:
        """The reply in its thread."""
        return f"{reverse('post', args=[self.post.slug])}#{self.anchor}"

"""Posts, tags and see-also links."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from goldenbridge_site.conflicts.models import Conflict


class Status(models.TextChoices):
    """What has become of a text. Drafts are no texts of this kind."""

    PUBLISHED = "published", _("published")
    WAITING = "waiting", _("waiting for a moderator")
    HIDDEN = "hidden", _("hidden by a moderator")
    DELETED = "deleted", _("deleted by its author")


class Tag(models.Model):
    """A word posts are found by."""

    name = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=40, unique=True, allow_unicode=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The tag's page."""
        return reverse("tag", args=[self.slug])


class PostQuerySet(models.QuerySet["Post"]):
    """Questions about posts."""

    def published(self) -> Self:
        """Posts anybody may read."""
        return self.filter(status=Status.PUBLISHED)

    def listed(self) -> Self:
        """Published posts with what a row of a list shows, newest first."""
        return (
            self.published().select_related("author", "conflict").order_by("-published_at", "-pk")
        )

    def most_discussed(self) -> Self:
        """Published posts, most replies first."""
        return self.listed().order_by("-reply_count", "-last_reply_at", "-pk")


class Post(models.Model):
    """A signed text about one conflict or about all of them."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    conflict = models.ForeignKey(
        Conflict, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts"
    )
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(max_length=90, unique=True)
    body = models.TextField(_("text"), max_length=40_000)
    body_html = models.TextField(editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    locked = models.BooleanField(default=False)
    hidden_rule = models.ForeignKey(
        "moderation.Rule", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    form = models.UUIDField(null=True, unique=True, editable=False)
    reply_count = models.PositiveIntegerField(default=0)
    last_reply_at = models.DateTimeField(null=True, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="posts")

    objects: ClassVar[PostQuerySet] = PostQuerySet.as_manager()  # type: ignore[assignment]
    history = HistoricalRecords(
        excluded_fields=[
            "body_html",
            "reply_count",
            "last_reply_at",
            "form",
            "slug",
            "hidden_rule",
        ],
        excluded_field_kwargs={},
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "-published_at"]),
            models.Index(fields=["conflict", "status", "-published_at"]),
            models.Index(fields=["status", "-reply_count"]),
        ]

    def __str__(self) -> str:
        return self.title or str(_("a deleted post"))

    def get_absolute_url(self) -> str:
        """The post's page."""
        return reverse("post", args=[self.slug])


class SeeAlso(models.Model):
    """A link from a post to exactly one other post, conflict or tag; shown on both pages."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="see_also")
    to_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="seen_from"
    )
    to_conflict = models.ForeignKey(
        Conflict, null=True, blank=True, on_delete=models.CASCADE, related_name="seen_from"
    )
    to_tag = models.ForeignKey(
        Tag, null=True, blank=True, on_delete=models.CASCADE, related_name="seen_from"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    models.Q(to_post__isnull=False, to_conflict__isnull=True, to_tag__isnull=True)
                    | models.Q(to_post__isnull=True, to_conflict__isnull=False, to_tag__isnull=True)
                    | models.Q(to_post__isnull=True, to_conflict__isnull=True, to_tag__isnull=False)
                ),
                name="see_also_has_one_target",
            ),
            models.UniqueConstraint(fields=["post", "to_post"], name="see_also_post_once"),
            models.UniqueConstraint(fields=["post", "to_conflict"], name="see_also_conflict_once"),
            models.UniqueConstraint(fields=["post", "to_tag"], name="see_also_tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.target}"

    @property
    def target(self) -> "Post | Conflict | Tag":
        """What the link leads to."""
        found = self.to_post or self.to_conflict or self.to_tag
        assert found is not None, "the database keeps exactly one target"
        return found

"""What the index holds."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


class SearchEntry(models.Model):
    """The plain text of one post or reply. Who may see it is asked of the post or reply itself.

    Migration 0002 adds the full-text index of the database in use.
    """

    post = models.OneToOneField(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    reply = models.OneToOneField(
        Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    title = models.TextField(blank=True)
    body = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, reply__isnull=True)
                | Q(post__isnull=True, reply__isnull=False),
                name="search_entry_has_one_source",
            )
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"

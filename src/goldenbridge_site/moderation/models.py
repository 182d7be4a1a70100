"""Rules, reports, decisions, appeals, notes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


class Rule(models.Model):
    """One of the operator's numbered rules; `legal` marks the reason for a legal request."""

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True, max_length=2000)
    legal = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Act(models.TextChoices):
    """What a moderator can do. A dismissed report is a decision too."""

    KEEP = "keep", _("keep")
    APPROVE = "approve", _("approve")
    REWORD = "reword", _("ask to reword")
    HIDE = "hide", _("hide")
    LOCK = "lock", _("close to new replies")
    UNLOCK = "unlock", _("open to new replies")
    MOVE = "move", _("move")
    WARN = "warn", _("warn")
    SUSPEND = "suspend", _("suspend")
    BAN = "ban", _("ban")
    HIDE_ALL = "hide_all", _("hide everything of a member")
    UNDO = "undo", _("undo")


class Decision(models.Model):
    """One act in the audit log: who, what, about whom, why; `before` is what undo restores."""

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    act = models.CharField(max_length=10, choices=Act)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    reply = models.ForeignKey(
        Reply, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="decisions_about",
    )
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT)
    reason = models.TextField(max_length=2000)
    word_to_author = models.TextField(blank=True, max_length=2000)
    until = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-created", "-pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"

    def get_absolute_url(self) -> str:
        """The page on which the author reads it and may ask for a second look."""
        return reverse("decision", args=[self.pk])

    @property
    def undoing(self) -> "Decision | None":
        """The decision that undid this one, if any."""
        return getattr(self, "undone_by", None)


class Report(models.Model):
    """A reader's report of a post or reply; the author never learns who reported."""

    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    contact = models.EmailField(blank=True)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    reply = models.ForeignKey(
        Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT)
    words = models.TextField(blank=True, max_length=2000)
    created = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )

    class Meta:
        ordering: ClassVar = ["created"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, reply__isnull=True)
                | Q(post__isnull=True, reply__isnull=False),
                name="report_is_about_one_text",
            ),
            models.UniqueConstraint(
                fields=["reporter", "post"],
                condition=Q(decision__isnull=True),
                name="one_open_report_per_post",
            ),
            models.UniqueConstraint(
                fields=["reporter", "reply"],
                condition=Q(decision__isnull=True),
                name="one_open_report_per_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Appeal(models.Model):
    """An author's request that another moderator looks again; once per decision."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appeals"
    )
    words = models.TextField(max_length=2000)
    created = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True, max_length=2000)
    answered = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"appeal {self.pk}"


class MemberNote(models.Model):
    """A note about a member that only moderators see."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(max_length=2000)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-created"]

    def __str__(self) -> str:
        return f"note {self.pk}"

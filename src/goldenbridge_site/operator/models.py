"""What the operator can change while the site runs."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldenbridge_site.config.once import forget, once
from goldenbridge_site.posts.models import Post


class SiteSettings(models.Model):
    """The one row of settings; read it through `SiteSettings.current()`."""

    class SignUp(models.TextChoices):
        OPEN = "open", _("open to everybody")
        INVITATION = "invitation", _("by invitation")
        CLOSED = "closed", _("closed")

    site_name = models.CharField(_("site name"), max_length=60, default="Golden Bridge")
    announcement = models.CharField(_("announcement line"), max_length=300, blank=True)
    pinned_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sign_up = models.CharField(_("joining"), max_length=10, choices=SignUp, default=SignUp.OPEN)
    blocked_mail_domains = models.TextField(_("blocked mail domains"), blank=True)
    first_post_waits = models.BooleanField(
        _("a newcomer's first post or reply waits for a moderator"), default=False
    )
    link_previews = models.BooleanField(_("preview cards of outside articles"), default=True)
    read_only = models.BooleanField(_("read-only mode"), default=False)
    visitor_follows = models.BooleanField(_("visitors may follow by e-mail"), default=True)
    edit_minutes = models.PositiveIntegerField(_("minutes a reply can be edited"), default=60)
    rules_text = models.TextField(_("words above the rules"), blank=True)
    privacy_text = models.TextField(_("privacy"), blank=True)
    contact_text = models.TextField(_("contact"), blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_settings")
        ]

    def __str__(self) -> str:
        return self.site_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as the only row."""
        self.pk = 1
        super().save(*args, **kwargs)
        forget("settings")

    @classmethod
    def current(cls) -> "SiteSettings":
        """The settings in force; the defaults where nothing was saved yet."""
        return once(
            "settings",
            lambda: cls.objects.select_related("pinned_post").filter(pk=1).first() or cls(pk=1),
        )


class Invitation(models.Model):
    """A code that lets one person join while joining is by invitation."""

    code = models.CharField(max_length=40, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitation",
    )
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()

    def __str__(self) -> str:
        return f"invitation {self.pk}"

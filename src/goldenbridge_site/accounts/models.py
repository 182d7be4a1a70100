"""Members and the names they have or had."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member does for the site."""

    MEMBER = "member", _("member")
    MODERATOR = "moderator", _("moderator")
    ADMINISTRATOR = "administrator", _("administrator")


class UserManager(BaseUserManager["User"]):
    """Makes members; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a member. `display_name` is claimed through `names.claim`."""
        from goldenbridge_site.accounts import names

        name = fields.pop("display_name")
        user = self.model(email=email.lower(), display_name=name, slug=names.slug(name), **fields)
        user.set_password(password)
        user.save(using=self._db)
        names.claim(user, name)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a member by address."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A member. After deletion the row stays, emptied, so that threads keep their shape."""

    email = models.EmailField(_("e-mail address"), unique=True, null=True)
    display_name = models.CharField(_("display name"), max_length=40)
    slug = models.SlugField(max_length=60, unique=True, null=True, allow_unicode=True)
    role = models.CharField(max_length=16, choices=Role, default=Role.MEMBER)
    biography = models.TextField(_("about you"), blank=True, max_length=2000)
    biography_html = models.TextField(blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined = models.DateTimeField(default=timezone.now)
    deleted = models.DateTimeField(null=True, blank=True)
    suspended_until = models.DateTimeField(null=True, blank=True)
    banned = models.BooleanField(default=False)
    follows_own_threads = models.BooleanField(default=True)
    queue_keys = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("member")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(deleted__isnull=False) | models.Q(email__isnull=False),
                name="members_have_an_address_until_deleted",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        """The member's page; a deleted member has none and gets the empty string."""
        return reverse("member", args=[self.slug]) if self.slug else ""

    def suspended(self, now: datetime | None = None) -> bool:
        """Whether the member may read only, at `now`."""
        if self.banned:
            return True
        return self.suspended_until is not None and self.suspended_until > (now or timezone.now())

    @property
    def is_staff(self) -> bool:
        """Nobody: Django's own admin is not installed."""
        return False


class TakenName(models.Model):
    """A display name in use or once used; `key` is equal for names that look alike.

    A former name leads to the member's page and is never given out again. After deletion `user`
    is empty and the name stays taken.
    """

    key = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True, allow_unicode=True)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="names")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.slug

"""Making, finding and revoking keys. A key is shown once and kept as a hash."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.api.models import ApiToken

PREFIX = "gb_"
SCOPES = {
    "read": _("read what only you can read: your notifications and your waiting texts"),
    "write": _("post, reply, edit, delete and report in your name"),
}
MOST = 20
_SEEN_AGAIN = timedelta(minutes=5)


def make(member: User, name: str, scopes: list[str]) -> str:
    """A new key of `member`; the text returned is never to be had again."""
    text = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(member=member, name=name, hashed=_hash(text), scopes=sorted(scopes))
    return text


def _hash(text: str) -> str:
    # A key holds 256 random bits, so a plain hash cannot be turned back.
    return hashlib.sha256(text.encode()).hexdigest()


def find(text: str) -> ApiToken | None:
    """The key in force behind `text`, if its member may still use the site."""
    if not text.startswith(PREFIX) or len(text) > 100:
        return None
    token = (
        ApiToken.objects.select_related("member").filter(hashed=_hash(text), revoked=None).first()
    )
    if token is None or not permissions.is_member(token.member):
        return None
    now = timezone.now()
    if token.last_used is None or now - token.last_used > _SEEN_AGAIN:
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
    return token


def revoke(token: ApiToken) -> None:
    """End a key at once."""
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])

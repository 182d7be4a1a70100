"""Who is asking. Only a key counts; the cookies of a browser are never looked at here.

So a page elsewhere cannot act through a member's browser, and no CSRF token is needed.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from goldenbridge_site.api import tokens
from goldenbridge_site.limits.buckets import spend

SAFE = {"GET", "HEAD"}


class Key(HttpBearer):
    """A key in the Authorization header; `scope` is what it must allow, None: anybody may ask."""

    def __init__(self, scope: str | None = None) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> object | None:
        """The viewer, or None for 401."""
        request.user = AnonymousUser()
        if request.headers.get("Authorization"):
            found: object | None = super().__call__(request)
            return found
        if self.scope is not None:
            return None
        spend(request, "api-read")
        return request.user

    def authenticate(self, request: HttpRequest, token: str) -> object | None:
        """The member behind the key, if it allows what is asked."""
        key = tokens.find(token)
        if key is None:
            return None
        request.user = key.member
        request.api_key = key  # type: ignore[attr-defined]
        spend(request, "api-read" if request.method in SAFE else "api-write")
        if self.scope is not None and self.scope not in key.scopes:
            raise HttpError(403, _("This key does not allow “%(s)s”.") % {"s": self.scope})
        if "read" not in key.scopes and request.method in SAFE:
            request.user = AnonymousUser()  # it sees what everybody sees
            return request.user
        return key.member


class OptionalKey(Key):
    """For what anybody may read; the document says so by naming no key."""

    openapi_type = "http"


anybody = OptionalKey()
reader = Key("read")
writer = Key("write")

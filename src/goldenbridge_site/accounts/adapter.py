"""What allauth asks of the site."""

import base64
import hashlib
import uuid
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import User
from goldenbridge_site.limits import addresses
from goldenbridge_site.operator.models import SiteSettings


class AccountAdapter(DefaultAccountAdapter):
    """Joining as the operator set it, addresses that are blocked, accounts that cannot sign in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open, or by an invitation whose code is in the address."""
        return SiteSettings.current().sign_up != SiteSettings.SignUp.CLOSED

    def clean_email(self, email: str) -> str:
        """Refuse addresses of blocked domains."""
        email = super().clean_email(email).lower()
        domain = email.rpartition("@")[2]
        blocked = SiteSettings.current().blocked_mail_domains.lower().split()
        if any(domain == name or domain.endswith("." + name) for name in blocked):
            raise ValidationError(_("Addresses at %(domain)s cannot be used.") % {"domain": domain})
        return email

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Demonstration accounts and deleted members never sign in."""
        if user.is_demo or user.deleted is not None:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put account mail into the outbox, in the request's transaction; the worker sends it."""
        from goldenbridge_site.mail import messages, outbox
        from goldenbridge_site.mail.models import OutboxMail

        host = urlsplit(messages.site_url()).netloc
        site = {"name": SiteSettings.current().site_name, "domain": host}
        context = {"request": current.request, "email": email, "current_site": site, **context}
        made = self.render_mail(template_prefix, email, context)
        name, text = f"account:{uuid.uuid4().hex}", str(made.body)
        outbox.put([outbox.worded(OutboxMail.Kind.ACCOUNT, name, email, made.subject, text)])

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits on joining and signing in are counted by."""
        return addresses.client(request)

    def get_user_search_fields(self) -> list[str]:
        """Fields that may be searched for a member."""
        return ["email"]


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor as allauth has it; the secret is kept encrypted."""

    def encrypt(self, text: str) -> str:
        """Encrypt with a key made from the site's own."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Undo `encrypt`."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    digest = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))

"""Making an administrator, and the way back in after losing the second factor."""

from dataclasses import dataclass

from goldenbridge_site.running.refusal import SiteError


@dataclass(frozen=True)
class Access:
    """What the new administrator needs: shown once."""

    name: str
    made: bool
    secret: str
    uri: str
    codes: list[str]


def find(email: str) -> str | None:
    """The display name of the member with this address, if there is one."""
    from goldenbridge_site.accounts.models import User

    member = User.objects.filter(email=email.lower()).first()
    return member.display_name if member else None


def create(email: str, name: str, password: str) -> Access:
    """Make the member of `email` an administrator with a new password and second factor.

    A member who is there keeps name and texts; their sessions end. Raises SiteError naming what
    is wrong with address, name or password.
    """
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction

    try:
        validate_email(email)
        with transaction.atomic():
            return _create(email.lower(), name, password)
    except ValidationError as error:
        raise SiteError(" ".join(error.messages)) from error


def _create(email: str, name: str, password: str) -> Access:
    from django.contrib.auth.password_validation import validate_password

    from goldenbridge_site.accounts import names
    from goldenbridge_site.accounts.models import Role, User

    member = User.objects.filter(email=email).first()
    made = member is None
    if member is None:
        name = names.clean(name)
        if not names.free(name):
            raise SiteError(f"The name {name} is taken. Choose another one.")
        member = User.objects.create_user(email, None, display_name=name)
    validate_password(password, member)
    member.set_password(password)
    member.role, member.banned, member.suspended_until = Role.ADMINISTRATOR, False, None
    member.is_active = True
    member.save()
    _confirm(member)
    return _second_factor(member, made)


def _confirm(member: object) -> None:
    from allauth.account.models import EmailAddress
    from allauth.usersessions.models import UserSession

    from goldenbridge_site.accounts.models import User

    assert isinstance(member, User)
    EmailAddress.objects.filter(user=member).exclude(email=member.email).update(primary=False)
    EmailAddress.objects.update_or_create(
        user=member, email=member.email, defaults={"verified": True, "primary": True}
    )
    for session in UserSession.objects.filter(user=member):
        session.end()


def _second_factor(member: object, made: bool) -> Access:
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from goldenbridge_site.accounts.models import User

    assert isinstance(member, User)
    Authenticator.objects.filter(user=member).delete()
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    codes = RecoveryCodes.activate(member).get_unused_codes()
    uri = get_adapter().build_totp_url(member, secret)
    return Access(member.display_name, made, secret, uri, codes)

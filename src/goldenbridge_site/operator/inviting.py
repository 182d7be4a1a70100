"""Invitations: a code for one person, while joining is by invitation."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.operator.models import Invitation

DAYS = timedelta(days=14)


def invite(operator: User) -> Invitation:
    """A new code, good for two weeks."""
    return Invitation.objects.create(
        code=secrets.token_urlsafe(18), made_by=operator, expires=timezone.now() + DAYS
    )


def usable(code: str) -> bool:
    """Whether somebody can still join with the code."""
    return Invitation.objects.filter(code=code, used_by=None, expires__gt=timezone.now()).exists()


def use(code: str, member: User) -> bool:
    """Note that `member` joined with the code; False if it was used or withdrawn meanwhile."""
    with transaction.atomic():
        found = (
            Invitation.objects.select_for_update(no_key=True)
            .filter(code=code, used_by=None, expires__gt=timezone.now())
            .first()
        )
        if found is None:
            return False
        found.used_by = member
        found.save(update_fields=["used_by"])
    return True

"""Token buckets: `spend` takes one or refuses. Exact also when requests run side by side."""

import math
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from goldenbridge_site import permissions
from goldenbridge_site.accounts.models import User
from goldenbridge_site.limits import addresses, newcomers
from goldenbridge_site.limits.allowances import ALLOWANCES, NEWCOMER, Allowance
from goldenbridge_site.limits.models import Bucket

KEPT = timedelta(days=1)
"""Buckets nobody used for so long are full again and go (`sweep`)."""


class LimitReachedError(Exception):
    """An allowance is used up; `wait` seconds later there is one more."""

    def __init__(self, name: str, wait: int) -> None:
        super().__init__(name)
        self.name, self.wait = name, wait


def spend(request: HttpRequest, name: str) -> None:
    """Take one of the allowance `name` from whoever sends `request`: a member, else a network.

    Raises LimitReachedError, which the middleware turns into an answer 429 that keeps the text.
    """
    viewer = request.user
    if permissions.is_member(viewer):
        spend_member(viewer, name)
    else:
        take(f"{name}:address:{addresses.key(request)}", name, ALLOWANCES[name])


def spend_member(member: User, name: str) -> None:
    """Take one of the allowance `name` from `member`; newcomers have less of some."""
    allowance = ALLOWANCES[name]
    if name in NEWCOMER and newcomers.is_newcomer(member):
        allowance = NEWCOMER[name]
    take(f"{name}:member:{member.pk}", name, allowance)


def take(key: str, name: str, allowance: Allowance) -> None:
    """Take one from the bucket `key`. Raises LimitReachedError if it is empty."""
    with transaction.atomic():
        now = timezone.now()
        Bucket.objects.get_or_create(key=key, defaults={"tokens": allowance.burst, "updated": now})
        bucket = Bucket.objects.select_for_update().get(key=key)
        tokens = _filled(bucket, allowance, now)
        if tokens < 1:
            wait = math.ceil((1 - tokens) * allowance.seconds_each)
            raise LimitReachedError(name, max(wait, 1))
        bucket.tokens, bucket.updated = tokens - 1, now
        bucket.save(update_fields=["tokens", "updated"])


def _filled(bucket: Bucket, allowance: Allowance, now: datetime) -> float:
    passed = max((now - bucket.updated).total_seconds(), 0)
    return min(float(allowance.burst), bucket.tokens + passed / allowance.seconds_each)


def sweep() -> int:
    """Drop buckets that are full again, and with them the last trace of an address."""
    gone, _by_model = Bucket.objects.filter(updated__lt=timezone.now() - KEPT).delete()
    return gone

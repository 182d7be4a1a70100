"""What members chose to be told, and how; without a choice the default of the kind."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from goldenbridge_site.accounts.models import User
from goldenbridge_site.follows.models import Cadence, Follow
from goldenbridge_site.notifications.models import Choice, Kind, Preference

DEFAULT = Choice.AT_ONCE


def of_members(keys: Sequence[int]) -> dict[int, dict[Kind, Choice]]:
    """Every choice of the members with these keys, in one query."""
    chosen = {key: dict.fromkeys(Kind, DEFAULT) for key in keys}
    for row in Preference.objects.filter(member_id__in=keys):
        chosen[row.member_id][Kind(row.kind)] = Choice(row.choice)
    return chosen


def of(member: User) -> dict[Kind, Choice]:
    """Every choice of one member."""
    return of_members([member.pk])[member.pk]


def choose(member: User, chosen: Mapping[Kind, Choice]) -> None:
    """Keep choices. A new choice between at once and daily holds for what is followed already."""
    before = of(member)
    changed = {kind: choice for kind, choice in chosen.items() if before[kind] != choice}
    with transaction.atomic():
        put(member, changed)
        for kind, choice in changed.items():
            _apply(member, kind, choice)


def put(member: User, chosen: Mapping[Kind, Choice]) -> None:
    """Keep choices and leave every follow as it is."""
    for kind, choice in chosen.items():
        Preference.objects.update_or_create(member=member, kind=kind, defaults={"choice": choice})


def _apply(member: User, kind: Kind, choice: Choice) -> None:
    cadence = {Choice.AT_ONCE: Cadence.EACH, Choice.DAILY: Cadence.DAILY}.get(choice)
    if cadence is None:
        return
    follows = Follow.objects.filter(member=member)
    if kind == Kind.POST_IN_CONFLICT:
        follows.filter(conflict__isnull=False).update(cadence=cadence)
    elif kind == Kind.REPLY_IN_THREAD:
        follows.filter(conflict__isnull=True).update(cadence=cadence)

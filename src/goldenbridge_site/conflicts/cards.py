"""Conflicts as they stand on cards: with their picture and the number of their posts."""

from dataclasses import dataclass

from django.db.models import Count, Q

from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.posts.models import Status
from goldenbridge_site.runs import pictures
from goldenbridge_site.runs.models import Picture


@dataclass(frozen=True)
class Card:
    """One conflict on a card."""

    conflict: Conflict
    picture: pictures.Shown | None
    error: str
    posts: int


def shown() -> list[Card]:
    """All conflicts shown, in the operator's order."""
    conflicts = list(
        Conflict.objects.filter(shown=True).annotate(
            post_total=Count("posts", filter=Q(posts__status=Status.PUBLISHED))
        )
    )
    names = {conflict.scenario for conflict in conflicts}
    kept = {p.scenario: p for p in Picture.objects.filter(scenario__in=names)}
    cards = []
    for conflict in conflicts:
        picture = kept.get(conflict.scenario)
        total: int = conflict.post_total
        error = picture.error if picture else ""
        cards.append(Card(conflict, pictures.shown(picture), error, total))
    return cards

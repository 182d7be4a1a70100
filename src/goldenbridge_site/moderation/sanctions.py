"""Decisions on a member: a warning, reading only for a time or for good, everything hidden."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import telling
from goldenbridge_site.moderation.deciding import Ruling, record, set_status
from goldenbridge_site.moderation.models import Act, Decision, Report
from goldenbridge_site.moderation.texts import Text
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

STANDING = (Status.PUBLISHED, Status.WAITING)


def warn(moderator: User, member: User, ruling: Ruling) -> Decision:
    """A word that stays in the member's record."""
    with transaction.atomic():
        decision = record(moderator, ruling, member=member)
        telling.of_decision(decision)
    return decision


def suspend(moderator: User, member: User, ruling: Ruling, days: int) -> Decision:
    """The member reads only, for `days` days from now; open sessions too."""
    return _keep_from_writing(moderator, member, ruling, timezone.now() + timedelta(days=days))


def ban(moderator: User, member: User, ruling: Ruling) -> Decision:
    """The member reads only, without an end."""
    return _keep_from_writing(moderator, member, ruling, None)


def _keep_from_writing(
    moderator: User, member: User, ruling: Ruling, until: datetime | None
) -> Decision:
    with transaction.atomic():
        decision = record(moderator, ruling, member=member, until=until)
        settle(member)
        telling.of_decision(decision)
    return decision


def hide_all(moderator: User, member: User, ruling: Ruling) -> Decision:
    """Hide everything of a spammer and end their writing: one press, one line in the log."""
    with transaction.atomic():
        posts = list(Post.objects.filter(author=member, status__in=STANDING))
        replies = list(
            Reply.objects.filter(author=member, status__in=STANDING).select_related("post")
        )
        before = {
            "posts": {str(post.pk): post.status for post in posts},
            "replies": {str(reply.pk): reply.status for reply in replies},
        }
        hidden: list[Text] = [*posts, *replies]
        for text in hidden:
            set_status(text, Status.HIDDEN, ruling.rule)
        decision = record(moderator, ruling, member=member, before=before)
        open_reports = Report.objects.filter(decision=None)
        open_reports.filter(post__author=member).update(decision=decision)
        open_reports.filter(reply__author=member).update(decision=decision)
        settle(member)
        telling.of_decision(decision)
    return decision


def settle(member: User) -> None:
    """Let the member's state follow from the decisions that stand.

    So undoing one decision never lifts another.
    """
    standing = Decision.objects.filter(member=member, undone_by=None)
    newest = standing.filter(act=Act.SUSPEND).first()
    member.suspended_until = newest.until if newest else None
    member.banned = standing.filter(act__in=[Act.BAN, Act.HIDE_ALL]).exists()
    member.save(update_fields=["suspended_until", "banned"])

"""What waits for a moderator: reported texts, first texts, requests for a second look."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenbridge_site import markdown
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import texts
from goldenbridge_site.moderation.models import Act, Appeal, Decision, Report
from goldenbridge_site.moderation.texts import Text
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

Key = tuple[str, int]
"""("post" or "reply", its number)."""


@dataclass
class Item:
    """One text that waits, with what is needed to decide on it."""

    text: Text
    since: datetime
    reports: list[Report]
    newest: int
    """The number of the newest decision on it, or 0."""

    @property
    def key(self) -> str:
        """Names the item's element on the page."""
        return f"{texts.kind(self.text)}-{self.text.pk}"

    @property
    def waiting(self) -> bool:
        """Whether it is a newcomer's first text."""
        return self.text.status == Status.WAITING

    @property
    def label(self) -> str:
        """Why it is in the queue."""
        if self.reports:
            n = len(self.reports)
            return ngettext("reported once", "reported %(n)d times", n) % {"n": n}
        return _("first post") if isinstance(self.text, Post) else _("first reply")

    @property
    def legal(self) -> bool:
        """Whether one of the reports is a legal request."""
        return any(report.rule.legal for report in self.reports)

    @property
    def answers(self) -> str:
        """Whom and what the reply answers, in a line."""
        if not isinstance(self.text, Reply):
            return ""
        if self.text.parent is None:
            return _("In answer to the post")
        parent = self.text.parent
        if parent.status in {Status.DELETED, Status.HIDDEN}:
            return _("In answer to a reply that is gone")
        return _("In answer to %(name)s: “%(start)s”") % {
            "name": names.display(parent.author),
            "start": markdown.excerpt(parent.body, 25),
        }


def open_reports() -> QuerySet[Report]:
    """Reports nobody decided on, of texts that still stand."""
    gone = (Status.DELETED, Status.HIDDEN)
    return Report.objects.filter(decision=None).exclude(
        Q(post__status__in=gone) | Q(reply__status__in=gone)
    )


def waiting(model: type[Post] | type[Reply]) -> list[tuple[int, datetime]]:
    """(number, moment) of the first texts that wait.

    A text whose author was asked to reword it comes back when the author has edited it.
    """
    kind = "post" if model is Post else "reply"
    found = list(
        model.objects.filter(status=Status.WAITING).values_list("pk", "created", "edited_at")
    )
    if not found:
        return []
    asked: dict[int, datetime] = {}
    for pk, when in Decision.objects.filter(
        act=Act.REWORD, undone_by=None, **{f"{kind}__status": Status.WAITING}
    ).values_list(f"{kind}_id", "created"):
        asked[pk] = max(when, asked.get(pk, when))
    rows = []
    for pk, created, edited in found:
        if pk not in asked:
            rows.append((pk, created))
        elif edited is not None and edited > asked[pk]:
            rows.append((pk, edited))
    return rows


def appeals(viewer: User) -> QuerySet[Appeal]:
    """Requests for a second look that nobody answered; those for others are left out."""
    return (
        Appeal.objects.filter(answered=None)
        .exclude(decision__moderator=viewer)
        .exclude(author=viewer)
        .select_related("author", "decision__moderator", "decision__rule")
        .order_by("created")
    )


@dataclass(frozen=True)
class Line:
    """Something that waits, before it is read from the database in full."""

    key: Key
    since: datetime


def lines() -> list[Line]:
    """Everything that waits but appeals, oldest first."""
    since: dict[Key, datetime] = {}
    for post, reply, created in open_reports().values_list("post_id", "reply_id", "created"):
        key: Key = ("post", post) if post else ("reply", reply)
        since[key] = min(created, since.get(key, created))
    for name, model in (("post", Post), ("reply", Reply)):
        for pk, created in waiting(model):
            since.setdefault((name, pk), created)
    return sorted((Line(key, when) for key, when in since.items()), key=lambda line: line.since)


def items(wanted: Iterable[Line]) -> list[Item]:
    """The texts behind `wanted`, in the same order; six queries however many there are."""
    kept = list(wanted)
    known: dict[Key, Text] = {}
    post_keys = [pk for kind, pk in (line.key for line in kept) if kind == "post"]
    reply_keys = [pk for kind, pk in (line.key for line in kept) if kind == "reply"]
    for post in Post.objects.filter(pk__in=post_keys).select_related("author", "conflict"):
        known["post", post.pk] = post
    for reply in Reply.objects.filter(pk__in=reply_keys).select_related(
        "author", "post", "parent__author"
    ):
        known["reply", reply.pk] = reply
    reports: dict[Key, list[Report]] = {}
    for report in (
        open_reports()
        .filter(Q(post__in=post_keys) | Q(reply__in=reply_keys))
        .select_related("rule", "reporter")
    ):
        key = ("post", report.post_id) if report.post_id else ("reply", report.reply_id or 0)
        reports.setdefault(key, []).append(report)
    newest = _newest(post_keys, reply_keys)
    return [
        Item(known[line.key], line.since, reports.get(line.key, []), newest.get(line.key, 0))
        for line in kept
        if line.key in known
    ]


def _newest(posts: list[int], replies: list[int]) -> dict[Key, int]:
    """The number of the newest decision on each of these texts."""
    found: dict[Key, int] = {}
    about = Decision.objects.filter(Q(post__in=posts) | Q(reply__in=replies)).order_by(
        "created", "pk"
    )
    for pk, post, reply in about.values_list("pk", "post_id", "reply_id"):
        found[("post", post) if post else ("reply", reply or 0)] = pk
    return found


def records(members: Iterable[User]) -> dict[int, str]:
    """Each member's record in one line: how long here, how much written, what was hidden."""
    people = {member.pk: member for member in members}
    posts = _counted(Post, people)
    replies = _counted(Reply, people)
    hidden: Counter[int] = Counter()
    for pk, n in (
        Decision.objects.filter(member__in=people, act__in=[Act.HIDE, Act.HIDE_ALL], undone_by=None)
        .values_list("member")
        .annotate(n=Count("pk"))
        .order_by()
    ):
        hidden[pk or 0] = n
    return {
        pk: ", ".join(
            [
                _here_for(member),
                ngettext("%d post", "%d posts", posts[pk]) % posts[pk],
                ngettext("%d reply", "%d replies", replies[pk]) % replies[pk],
                ngettext("%d hidden before", "%d hidden before", hidden[pk]) % hidden[pk]
                if hidden[pk]
                else _("none hidden before"),
            ]
        )
        for pk, member in people.items()
    }


def _counted(model: type[Post] | type[Reply], people: dict[int, User]) -> Counter[int]:
    rows = (
        model.objects.filter(author__in=people, status=Status.PUBLISHED)
        .values_list("author")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return Counter(dict(rows))


def _here_for(member: User) -> str:
    days = (timezone.now() - member.joined).days
    if days < 1:
        return _("joined today")
    if days < 60:
        return ngettext("member for %d day", "member for %d days", days) % days
    return _("member for %d months") % (days // 30)


def summary(found: list[Line], second_looks: int) -> str:
    """The queue in words: "2 reports, 1 first text, oldest 3 hours"."""
    reports = open_reports().count()
    first = len(waiting(Post)) + len(waiting(Reply))
    parts = []
    if reports:
        parts.append(ngettext("%d report", "%d reports", reports) % reports)
    if first:
        parts.append(ngettext("%d first text", "%d first texts", first) % first)
    if second_looks:
        parts.append(ngettext("%d second look", "%d second looks", second_looks) % second_looks)
    if found:
        parts.append(_("oldest %(age)s") % {"age": age(found[0].since)})
    return ", ".join(parts)


def age(since: datetime) -> str:
    """How long something has waited, in its largest unit."""
    seconds = int((timezone.now() - since).total_seconds())
    if seconds < 3600:
        minutes = max(seconds // 60, 1)
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if seconds < 172_800:
        return ngettext("%d hour", "%d hours", seconds // 3600) % (seconds // 3600)
    return ngettext("%d day", "%d days", seconds // 86_400) % (seconds // 86_400)


def total(viewer: User) -> int:
    """How much waits for this moderator; the number beside "Moderation" in the header."""
    return len(lines()) + appeals(viewer).count()

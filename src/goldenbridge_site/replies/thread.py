"""A post's thread: one query, the tree built here, rows ready to be printed.

The rows are plain tuples from the database rather than model instances, and everything that is
the same for all rows is asked for once: a thread of a thousand replies must open quickly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenbridge_site import permissions
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.pages.templatetags.components import ago_text
from goldenbridge_site.permissions import Viewer
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

INDENT = 5
"""Levels that are indented; deeper replies name whom they answer."""
LONG = 300
"""Words after which a reply is folded."""
SORTS = ("oldest", "newest", "discussed")
PUBLISHED, WAITING, HIDDEN, DELETED = "published", "waiting", "hidden", "deleted"


class Found(NamedTuple):
    """A reply as it was read."""

    pk: int
    parent: int | None
    author: int
    name: str
    slug: str | None
    status: str
    created: datetime
    edited: datetime | None
    html: str
    words: int
    body: str
    post_version: int
    locked: bool
    rule: str | None


_FIELDS = (
    *("pk", "parent_id", "author_id", "author__display_name", "author__slug", "status"),
    *("created", "edited_at", "body_html", "words", "body", "post_version", "locked"),
    "hidden_rule__title",
)
Placed = tuple[Found, int, int]
"""A reply, its depth, and the number of rows below it."""


@dataclass(slots=True)
class Row:
    """One line of the thread, everything in it ready to print.

    `kind` is published, waiting, hidden, deleted, or own-hidden for those who still see it.
    """

    pk: int
    depth: int
    indent: int
    kind: str
    by: str
    by_slug: str
    when: str
    iso: str
    html: str
    words: int
    start: str
    answers: int
    parent: int
    parent_by: str
    edited: bool
    post_version: int
    rule: str
    may_edit: bool
    may_delete: bool
    may_answer: bool
    mine: bool


@dataclass(frozen=True)
class Thread:
    """The rows in reading order; `left_out` counts rows that were folded away."""

    rows: list[Row]
    total: int
    left_out: int


def build(viewer: Viewer, post: Post, sort: str = "oldest", at: int | None = None) -> Thread:
    """The thread of `post` as `viewer` may see it.

    `sort` orders the replies to the post itself; answers below them are always oldest first.
    `at` keeps one reply with what it answers and its answers, and counts the rest.
    """
    rows = Reply.objects.filter(post=post).order_by("created", "pk").values_list(*_FIELDS)
    found = list(map(Found._make, rows))
    order = _in_order(found, _shown(viewer, found), sort)
    total = sum(reply.status == PUBLISHED for reply, _depth, _below in order)
    kept = order if at is None else _around(order, at)
    maker = _Maker(viewer, post, {reply.pk: reply for reply in found})
    return Thread([maker.row(*placed) for placed in kept], total, len(order) - len(kept))


def _shown(viewer: Viewer, found: Sequence[Found]) -> set[int]:
    """Keys of the replies that have a row; a deleted one only while something hangs on it."""
    moderates = permissions.moderates(viewer)
    shown: set[int] = set()
    needed: set[int] = set()
    # Answers are newer than what they answer, so walking backwards meets them first. Moved
    # replies are caught by going on until nothing is added.
    while True:
        before = len(shown)
        for reply in reversed(found):
            status = reply.status
            if (
                status in (PUBLISHED, HIDDEN)
                or (status == WAITING and (moderates or reply.author == viewer.pk))
                or (status == DELETED and reply.pk in needed)
            ):
                shown.add(reply.pk)
                if reply.parent:
                    needed.add(reply.parent)
        if len(shown) == before:
            return shown


def _in_order(found: Sequence[Found], shown: set[int], sort: str) -> list[Placed]:
    """The replies that have a row, in reading order."""
    children: dict[int | None, list[Found]] = {}
    for reply in found:
        if reply.pk in shown:
            parent = reply.parent if reply.parent in shown else None
            children.setdefault(parent, []).append(reply)
    below: dict[int, int] = {}
    walk: list[tuple[Found, int]] = []
    stack = [(reply, 0) for reply in reversed(children.get(None, []))]
    while stack:
        reply, depth = stack.pop()
        walk.append((reply, depth))
        stack += [(answer, depth + 1) for answer in reversed(children.get(reply.pk, []))]
    for reply, _depth in reversed(walk):
        below[reply.pk] = sum(1 + below[answer.pk] for answer in children.get(reply.pk, []))
    return _sorted(walk, below, sort)


def _sorted(walk: Sequence[tuple[Found, int]], below: dict[int, int], sort: str) -> list[Placed]:
    blocks: list[list[Placed]] = []
    for reply, depth in walk:
        if depth == 0:
            blocks.append([])
        blocks[-1].append((reply, depth, below[reply.pk]))
    if sort == "newest":
        blocks.reverse()
    elif sort == "discussed":
        blocks.sort(key=lambda block: -block[0][2])
    return [row for block in blocks for row in block]


def _around(order: Sequence[Placed], at: int) -> list[Placed]:
    place = next((n for n, (reply, _d, _b) in enumerate(order) if reply.pk == at), None)
    if place is None:
        return list(order)
    kept: list[Placed] = []
    depth = order[place][1]
    for entry in reversed(order[:place]):
        if entry[1] < depth:
            kept.append(entry)
            depth = entry[1]
    kept.reverse()
    return kept + list(order[place : place + 1 + order[place][2]])


class _Maker:
    """Makes rows; asks once what is the same for all of them."""

    def __init__(self, viewer: Viewer, post: Post, known: dict[int, Found]) -> None:
        self.now = timezone.now()
        self.known = known
        self.me = viewer.pk if permissions.is_member(viewer) else None
        self.writes = permissions.may_write(viewer)
        self.moderates = permissions.moderates(viewer)
        self.open = post.status == PUBLISHED and not post.locked
        self.last_edit = self.now - timedelta(minutes=SiteSettings.current().edit_minutes)
        self.gone = _("deleted member")
        self.ages: dict[object, str] = {}

    def row(self, reply: Found, depth: int, below: int) -> Row:
        """The row of one reply."""
        mine = reply.author == self.me
        kind = reply.status
        if kind == HIDDEN and (mine or self.moderates):
            kind = "own-hidden"
        legible = kind not in (DELETED, HIDDEN)
        return Row(
            pk=reply.pk,
            depth=depth,
            indent=min(depth, INDENT),
            kind=kind,
            by=(reply.name if reply.slug else self.gone) if legible else "",
            by_slug=(reply.slug or "") if legible else "",
            when=self._age(reply.created),
            iso=reply.created.isoformat(timespec="minutes"),
            html=reply.html if legible else "",
            words=reply.words,
            start=_start(reply.body) if legible and reply.words > LONG else "",
            answers=below,
            parent=reply.parent or 0,
            parent_by=self._name(reply.parent) if depth > INDENT else "",
            edited=reply.edited is not None,
            post_version=reply.post_version,
            rule=(reply.rule or "") if kind in (HIDDEN, "own-hidden") else "",
            may_edit=mine and self._editable(reply),
            may_delete=mine and reply.status != DELETED,
            may_answer=self.open and reply.status == PUBLISHED and not reply.locked,
            mine=mine,
        )

    def _age(self, created: datetime) -> str:
        """The age in words, worked out once for all replies of which it is the same."""
        minutes = (self.now - created) // timedelta(minutes=1)
        key: object = minutes if minutes < 60 else (minutes // 60, "hours")
        if minutes >= 24 * 60:
            key = created.date() if minutes >= 48 * 60 else "yesterday"
        if key not in self.ages:
            self.ages[key] = ago_text(created, self.now)
        return self.ages[key]

    def _editable(self, reply: Found) -> bool:
        timely = reply.created >= self.last_edit
        return self.writes and self.open and timely and reply.status in (PUBLISHED, WAITING)

    def _name(self, parent: int | None) -> str:
        reply = self.known.get(parent or 0)
        if reply is None or reply.status in (DELETED, HIDDEN):
            return _("a reply that is gone")
        return reply.name if reply.slug else self.gone


def _start(body: str) -> str:
    return " ".join(body.split()[:60])


def heading(total: int) -> str:
    """The number of replies in words."""
    return ngettext("%d reply", "%d replies", total) % total

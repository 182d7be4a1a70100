"""A post's thread: one query, the tree built here, rows ready for one flat template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenbridge_site import markdown, permissions
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.pages.templatetags.components import ago_text
from goldenbridge_site.permissions import Viewer
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

INDENT = 5
"""Levels that are indented; deeper replies name whom they answer."""
LONG = 300
"""Words after which a reply is folded."""
SORTS = ("oldest", "newest", "discussed")


@dataclass(slots=True)
class Row:
    """One line of the flat template, everything in it ready to print."""

    pk: int
    depth: int
    indent: int
    kind: str
    by: str
    by_slug: str
    letter: str
    when: str
    iso: str
    exact: str
    html: SafeString
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
    found = list(
        Reply.objects.filter(post=post)
        .select_related("author", "hidden_rule")
        .order_by("created", "pk")
    )
    shown = _shown(viewer, found)
    order = _in_order(found, shown, sort)
    total = sum(reply.status == Status.PUBLISHED for reply, _depth, _below in order)
    kept = order if at is None else _around(order, at)
    maker = _Maker(viewer, post, {reply.pk: reply for reply in found})
    rows = [maker.row(reply, depth, below) for reply, depth, below in kept]
    return Thread(rows, total, len(order) - len(kept))


def _shown(viewer: Viewer, found: Sequence[Reply]) -> set[int]:
    """Keys of the replies that have a row; a deleted one only while something hangs on it."""
    moderates = permissions.moderates(viewer)
    shown: set[int] = set()
    needed: set[int] = set()
    # Answers are newer than what they answer, so walking backwards meets them first. Ties and
    # moved replies are caught by going on until nothing is added.
    while True:
        before = len(shown)
        for reply in reversed(found):
            own = moderates or reply.author_id == viewer.pk
            visible = (
                reply.status in {Status.PUBLISHED, Status.HIDDEN}
                or (reply.status == Status.WAITING and own)
                or (reply.status == Status.DELETED and reply.pk in needed)
            )
            if visible:
                shown.add(reply.pk)
                if reply.parent_id:
                    needed.add(reply.parent_id)
        if len(shown) == before:
            return shown


def _in_order(found: Sequence[Reply], shown: set[int], sort: str) -> list[tuple[Reply, int, int]]:
    """(reply, depth, number of rows below it) in reading order."""
    children: dict[int | None, list[Reply]] = {}
    for reply in found:
        if reply.pk in shown:
            parent = reply.parent_id if reply.parent_id in shown else None
            children.setdefault(parent, []).append(reply)
    below: dict[int, int] = {}
    walk: list[tuple[Reply, int]] = []
    stack = [(reply, 0) for reply in reversed(children.get(None, []))]
    while stack:
        reply, depth = stack.pop()
        walk.append((reply, depth))
        stack += [(answer, depth + 1) for answer in reversed(children.get(reply.pk, []))]
    for reply, _depth in reversed(walk):
        below[reply.pk] = sum(1 + below[a.pk] for a in children.get(reply.pk, []))
    return _sorted(walk, below, sort)


def _sorted(
    walk: Sequence[tuple[Reply, int]], below: dict[int, int], sort: str
) -> list[tuple[Reply, int, int]]:
    blocks: list[list[tuple[Reply, int, int]]] = []
    for reply, depth in walk:
        if depth == 0:
            blocks.append([])
        blocks[-1].append((reply, depth, below[reply.pk]))
    if sort == "newest":
        blocks.reverse()
    elif sort == "discussed":
        blocks.sort(key=lambda block: -block[0][2])
    return [row for block in blocks for row in block]


def _around(order: Sequence[tuple[Reply, int, int]], at: int) -> list[tuple[Reply, int, int]]:
    place = next((n for n, (reply, _d, _b) in enumerate(order) if reply.pk == at), None)
    if place is None:
        return list(order)
    kept: list[tuple[Reply, int, int]] = []
    depth = order[place][1]
    for entry in reversed(order[:place]):
        if entry[1] < depth:
            kept.append(entry)
            depth = entry[1]
    kept.reverse()
    return kept + list(order[place : place + 1 + order[place][2]])


class _Maker:
    """Makes rows; asks once what is the same for all of them."""

    def __init__(self, viewer: Viewer, post: Post, known: dict[int, Reply]) -> None:
        self.viewer = viewer
        self.now = timezone.now()
        self.known = known
        self.writes = permissions.may_write(viewer)
        self.signed_in = permissions.is_member(viewer)
        self.moderates = permissions.moderates(viewer)
        self.open = post.status == Status.PUBLISHED and not post.locked
        self.window = timedelta(minutes=SiteSettings.current().edit_minutes)
        self.gone = _("deleted member")

    def row(self, reply: Reply, depth: int, below: int) -> Row:
        """The row of one reply."""
        mine = self.signed_in and reply.author_id == self.viewer.pk
        kind = self._kind(reply, mine)
        legible = kind in {"published", "waiting", "own-hidden"}
        author = reply.author
        parent = self.known.get(reply.parent_id or 0)
        text = reply.body_html if legible else ""
        return Row(
            pk=reply.pk,
            depth=depth,
            indent=min(depth, INDENT),
            kind=kind,
            by="" if not legible else (author.display_name if author.slug else self.gone),
            by_slug=(author.slug or "") if legible else "",
            letter=author.display_name[:1].upper() if legible and author.slug else "–",
            when=ago_text(reply.created, self.now),
            iso=reply.created.isoformat(timespec="minutes"),
            exact=_exact(reply.created),
            html=markdown.stored(text),
            words=reply.words,
            start=_start(reply.body) if legible and reply.words > LONG else "",
            answers=below,
            parent=reply.parent_id or 0,
            parent_by=self._name(parent) if depth > INDENT else "",
            edited=reply.edited_at is not None,
            post_version=reply.post_version,
            rule=reply.hidden_rule.title if kind.endswith("hidden") and reply.hidden_rule else "",
            may_edit=mine and self._editable(reply),
            may_delete=mine and reply.status != Status.DELETED,
            may_answer=self.open and reply.status == Status.PUBLISHED and not reply.locked,
            mine=mine,
        )

    def _kind(self, reply: Reply, mine: bool) -> str:
        if reply.status == Status.HIDDEN and (mine or self.moderates):
            return "own-hidden"
        return str(reply.status)

    def _editable(self, reply: Reply) -> bool:
        return (
            self.writes
            and self.open
            and reply.status in {Status.PUBLISHED, Status.WAITING}
            and self.now - reply.created <= self.window
        )

    def _name(self, reply: Reply | None) -> str:
        if reply is None or reply.status in {Status.DELETED, Status.HIDDEN}:
            return _("a reply that is gone")
        return reply.author.display_name if reply.author.slug else self.gone


def _exact(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M} UTC"


def _start(body: str) -> str:
    return " ".join(body.split()[:60])


def heading(total: int) -> str:
    """The number of replies in words."""
    return ngettext("%d reply", "%d replies", total) % total

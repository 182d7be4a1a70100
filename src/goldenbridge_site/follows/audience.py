"""Who is to be told about a text, why, and how: asked when it is published and when mail is sent.

Both ask the same function, so a mail that waits is dropped as soon as its reason has gone.

The most specific choice wins. For an answer to oneself it is the follow of exactly the text that
was answered, else the member's choice for answers to them; a stopped follow nearer than any other
silences mail about the thread. For other answers it is the follow nearest to the answer. "On the
site only" and "not at all" among the member's choices always hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import F, Q

from goldenbridge_site.accounts.models import User
from goldenbridge_site.follows.models import Cadence, Follow, Visitor
from goldenbridge_site.notifications import choices
from goldenbridge_site.notifications.models import Choice, Kind
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

MAILED = {Choice.AT_ONCE: Cadence.EACH, Choice.DAILY: Cadence.DAILY}


@dataclass(frozen=True)
class Told:
    """One person to tell. `site`: a line on the site; `mail`: how it is mailed, if at all."""

    member: User | None
    visitor: Visitor | None
    kind: Kind
    site: bool
    mail: Cadence | None
    follow: Follow | None


def of(text: Post | Reply, only: User | Visitor | None = None) -> list[Told]:
    """Everybody to tell about a published text, or the one person `only` if they are to be told.

    Never its author. Nobody is named twice, also not a visitor who uses a member's address.
    """
    follows = _follows(text, only)
    members = {f.member_id: f.member for f in follows if f.member is not None}
    answered = _answered(text)
    if answered is not None and (only is None or only == answered):
        members[answered.pk] = answered
    members.pop(text.author_id, None)
    told = [
        one
        for one in _members(text, answered, members.values(), follows)
        if one.site or one.mail is not None
    ]
    return told + _visitors(text, [f for f in follows if f.visitor is not None])


def _follows(text: Post | Reply, only: User | Visitor | None) -> list[Follow]:
    """Follows that touch `text`, nearest first; stopped ones too, because they silence."""
    rows = Follow.objects.select_related("member", "visitor")
    if isinstance(only, User):
        rows = rows.filter(member=only)
    elif isinstance(only, Visitor):
        rows = rows.filter(visitor=only)
    if isinstance(text, Post):
        return list(rows.filter(conflict_id=text.conflict_id)) if text.conflict_id else []
    chain = answered_chain(text)
    found = rows.filter(Q(post_id=text.post_id) | Q(reply_id__in=chain))
    place = {pk: n for n, pk in enumerate(chain)}
    return sorted(found, key=lambda f: place.get(f.reply_id or 0, len(chain)))


def answered_chain(reply: Reply) -> list[int]:
    """Keys of what `reply` answers, nearest first, up to the post."""
    parents = dict(Reply.objects.filter(post_id=reply.post_id).values_list("pk", "parent_id"))
    chain: list[int] = []
    at = reply.parent_id
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return chain


def _answered(text: Post | Reply) -> User | None:
    if isinstance(text, Post):
        return None
    return text.parent.author if text.parent is not None else text.post.author


def _members(
    text: Post | Reply, answered: User | None, members: Iterable[User], follows: Sequence[Follow]
) -> list[Told]:
    listed = [m for m in members if m.is_active and not m.is_demo and m.deleted is None]
    reached = reachable(listed)
    chosen = choices.of_members([m.pk for m in listed])
    told = []
    for member in listed:
        own = [f for f in follows if f.member_id == member.pk]
        one = _member(text, member, member == answered, own, chosen[member.pk])
        if one is None:
            continue
        if one.mail is not None and member.pk not in reached:
            one = Told(member, None, one.kind, one.site, None, one.follow)
        told.append(one)
    return told


def _member(
    text: Post | Reply,
    member: User,
    to_them: bool,
    own: Sequence[Follow],
    chosen: dict[Kind, Choice],
) -> Told | None:
    nearest = own[0] if own else None
    silenced = nearest is not None and nearest.stopped is not None
    if to_them:
        kind = Kind.REPLY_TO_ME
        exact = nearest is not None and _is_about(nearest, text)
        wished = nearest.cadence if nearest is not None and exact else MAILED.get(chosen[kind])
    else:
        if nearest is None or silenced:
            return None
        kind = Kind.POST_IN_CONFLICT if isinstance(text, Post) else Kind.REPLY_IN_THREAD
        wished = nearest.cadence
    choice = chosen[kind]
    if choice == Choice.OFF:
        return None
    mail = Cadence(wished) if wished and choice in MAILED and not silenced else None
    return Told(member, None, kind, True, mail, nearest)


def _is_about(follow: Follow, text: Post | Reply) -> bool:
    """Whether the follow is of exactly the text that was answered."""
    if isinstance(text, Post):
        return False
    return follow.reply_id == text.parent_id if text.parent_id else follow.post_id == text.post_id


def _visitors(text: Post | Reply, follows: Sequence[Follow]) -> list[Told]:
    nearest: dict[int, Follow] = {}
    for follow in follows:
        nearest.setdefault(follow.visitor_id or 0, follow)
    addresses = [f.visitor.email for f in nearest.values() if f.visitor is not None]
    confirmed = EmailAddress.objects.filter(email__in=addresses, verified=True)
    members = set(confirmed.values_list("email", flat=True))
    kind = Kind.POST_IN_CONFLICT if isinstance(text, Post) else Kind.REPLY_IN_THREAD
    return [
        Told(None, follow.visitor, kind, False, Cadence(follow.cadence), follow)
        for follow in nearest.values()
        if follow.visitor is not None
        and follow.visitor.confirmed is not None
        and follow.stopped is None
        and follow.visitor.email not in members
    ]


def reachable(members: Sequence[User]) -> set[int]:
    """Keys of those members who may be mailed: confirmed address, not suspended."""
    confirmed = EmailAddress.objects.filter(
        user__in=[m.pk for m in members], verified=True, email__iexact=F("user__email")
    )
    known = set(confirmed.values_list("user_id", flat=True))
    return {m.pk for m in members if m.pk in known and not m.suspended()}

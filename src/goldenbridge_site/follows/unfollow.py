"""Stopping mail by a signed link: what a link covers, doing it, and undoing it.

A link names a member (`m5`) or visitor (`v7`) and what to stop: a post (`p12`), a conflict (`c3`)
or all mail (`a`). It never ends, and works without signing in.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.follows import following
from goldenbridge_site.follows.models import Follow, Visitor
from goldenbridge_site.notifications import choices
from goldenbridge_site.notifications.models import Choice, Kind
from goldenbridge_site.posts.models import Post

_LINK = signing.Signer(salt="goldenbridge.follows.unfollow")
_UNDO = "goldenbridge.follows.undo"
_FORM = re.compile(r"([mv])(\d+)(?:a|([pc])(\d+))")


@dataclass(frozen=True)
class Scope:
    """Whose mail, and which of it; everything None that no longer exists."""

    token: str
    follower: User | Visitor | None
    target: Post | Conflict | None
    everything: bool


def token(follower: User | Visitor, target: Post | Conflict | None = None) -> str:
    """The token for a link that stops mail about `target`, or all mail."""
    who = f"{'m' if isinstance(follower, User) else 'v'}{follower.pk}"
    if target is None:
        return _LINK.sign(who + "a")
    return _LINK.sign(f"{who}{'p' if isinstance(target, Post) else 'c'}{target.pk}")


def read(text: str) -> Scope | None:
    """What a token covers; None for a bent one."""
    try:
        match = _FORM.fullmatch(_LINK.unsign(text))
    except signing.BadSignature:
        return None
    if match is None:
        return None
    who, who_pk, what, what_pk = match.groups()
    follower: User | Visitor | None
    if who == "m":
        follower = User.objects.filter(pk=who_pk, deleted__isnull=True).first()
    else:
        follower = Visitor.objects.filter(pk=who_pk).first()
    target: Post | Conflict | None = None
    if what == "p":
        target = Post.objects.filter(pk=what_pk).first()
    elif what == "c":
        target = Conflict.objects.filter(pk=what_pk).first()
    return Scope(text, follower, target, what is None)


def stop(scope: Scope) -> str:
    """Stop what the link covers. Returns what `undo` needs, signed."""
    if scope.follower is None or (scope.target is None and not scope.everything):
        return ""
    with transaction.atomic():
        before = _before(scope)
        if scope.target is not None:
            following.stop(scope.follower, scope.target)
        elif isinstance(scope.follower, User):
            choices.put(scope.follower, dict.fromkeys(_mailed(scope.follower), Choice.SITE))
        else:
            scope.follower.follows.filter(stopped=None).update(stopped=timezone.now())
    return signing.dumps({"token": scope.token, **before}, salt=_UNDO)


def undo(scope: Scope, kept: str) -> bool:
    """Put back what `stop` found, from what it returned for the same link."""
    try:
        before = signing.loads(kept, salt=_UNDO)
    except signing.BadSignature:
        return False
    if before["token"] != scope.token or scope.follower is None:
        return False
    with transaction.atomic():
        mine = _follows(scope.follower)
        mine.filter(pk__in=before["follows"]).update(stopped=None)
        if scope.target is not None and not before["had"]:
            mine.filter(**{following.name(scope.target): scope.target}).delete()
        if isinstance(scope.follower, User):
            restored = {Kind(kind): Choice(choice) for kind, choice in before["choices"].items()}
            choices.put(scope.follower, restored)
    return True


def _follows(follower: User | Visitor) -> Any:
    return Follow.objects.filter(
        **{"member" if isinstance(follower, User) else "visitor": follower}
    )


def _mailed(member: User) -> list[Kind]:
    mailed = {Choice.AT_ONCE, Choice.DAILY}
    return [kind for kind, choice in choices.of(member).items() if choice in mailed]


def _before(scope: Scope) -> dict[str, Any]:
    assert scope.follower is not None
    active = _follows(scope.follower).filter(stopped=None)
    had = True
    if isinstance(scope.target, Post):
        active = active.filter(post=scope.target) | active.filter(reply__post=scope.target)
    elif isinstance(scope.target, Conflict):
        active = active.filter(conflict=scope.target)
    elif isinstance(scope.follower, User):
        active = active.none()
    if scope.target is not None:
        had = following.find(scope.follower, scope.target) is not None
    kept: dict[str, str] = {}
    if scope.everything and isinstance(scope.follower, User):
        chosen = choices.of(scope.follower)
        kept = {str(kind): str(chosen[kind]) for kind in _mailed(scope.follower)}
    return {"follows": list(active.values_list("pk", flat=True)), "had": had, "choices": kept}

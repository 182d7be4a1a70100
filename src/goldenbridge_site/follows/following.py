"""Following and stopping: the only place that writes Follow and Visitor rows."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.follows.models import Cadence, Follow, Visitor
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

Target = Post | Reply | Conflict
Follower = User | Visitor
CONFIRM_WITHIN = timedelta(days=7)
_CONFIRM = signing.TimestampSigner(salt="goldenbridge.follows.confirm")
_MODELS: dict[str, type[Post] | type[Reply] | type[Conflict]] = {
    "post": Post,
    "reply": Reply,
    "conflict": Conflict,
}


def _who(follower: Follower) -> dict[str, Any]:
    return {"member" if isinstance(follower, User) else "visitor": follower}


def name(target: Target) -> str:
    """The field of Follow that holds such a target: post, reply or conflict."""
    return str(target._meta.model_name)


def _what(target: Target) -> dict[str, Any]:
    return {name(target): target}


def find(follower: Follower, target: Target) -> Follow | None:
    """The follow of `target`, also a stopped one."""
    return Follow.objects.filter(**_who(follower), **_what(target)).first()


def follow(follower: Follower, target: Target, cadence: str = Cadence.EACH) -> Follow:
    """Follow, or go on following, `target`."""
    row, _made = Follow.objects.update_or_create(
        **_who(follower),
        **_what(target),
        defaults={"cadence": cadence, "stopped": None},
    )
    return row


def stop(follower: Follower, target: Target) -> None:
    """Send no more mail about `target`: a follow is stopped, and answers there are silent too.

    Stopping a post also stops the replies below it that were followed. The stopped rows stay:
    they say that the follower does not want to hear of the thread, also when answered to.
    """
    now = timezone.now()
    with transaction.atomic():
        Follow.objects.update_or_create(
            **_who(follower), **_what(target), defaults={"stopped": now}
        )
        if isinstance(target, Post):
            Follow.objects.filter(
                **_who(follower), reply__post=target, stopped__isnull=True
            ).update(stopped=now)


@dataclass(frozen=True)
class Asked:
    """What a visitor asked for and has to confirm."""

    visitor: Visitor
    target: Target
    cadence: str


def confirm_token(asked: Asked) -> str:
    """A token for the mail that asks a visitor to confirm; it holds no address."""
    target = f"{name(asked.target)}.{asked.target.pk}"
    return _CONFIRM.sign(f"{asked.visitor.pk}.{target}.{asked.cadence}")


def read_confirm_token(token: str) -> Asked | None:
    """What was asked for, or None for a token that is bent, too old or about something gone."""
    try:
        visitor_pk, kind, pk, cadence = _CONFIRM.unsign(token, max_age=CONFIRM_WITHIN).split(".")
    except signing.BadSignature:
        return None
    visitor = Visitor.objects.filter(pk=visitor_pk).first()
    target = _MODELS[kind]._default_manager.filter(pk=pk).first()
    return Asked(visitor, target, cadence) if visitor and target else None


def confirm(asked: Asked) -> Follow:
    """Start what a visitor asked for. The member of that address follows, if there is one."""
    with transaction.atomic():
        if asked.visitor.confirmed is None:
            asked.visitor.confirmed = timezone.now()
            asked.visitor.save(update_fields=["confirmed"])
        member = User.objects.filter(
            email=asked.visitor.email,
            is_active=True,
            emailaddress__email=asked.visitor.email,
            emailaddress__verified=True,
        ).first()
        return follow(member or asked.visitor, asked.target, asked.cadence)


def hand_over(member: User) -> None:
    """Make a visitor's follows those of the member who has confirmed the same address."""
    with transaction.atomic():
        for visitor in Visitor.objects.filter(email__iexact=member.email or ""):
            for row in visitor.follows.all():
                target = row.post or row.reply or row.conflict
                if target is not None and row.stopped is None and not find(member, target):
                    follow(member, target, row.cadence)
            visitor.delete()


def sweep() -> None:
    """Forget visitors who never confirmed, or follow nothing any more, after a while."""
    now = timezone.now()
    old = Q(confirmed__isnull=True, created__lt=now - CONFIRM_WITHIN)
    Visitor.objects.filter(old).delete()
    lately = Follow.objects.filter(
        Q(stopped__isnull=True) | Q(stopped__gt=now - timedelta(days=30)), visitor__isnull=False
    )
    Visitor.objects.filter(created__lt=now - timedelta(days=30)).exclude(
        pk__in=lately.values("visitor")
    ).delete()

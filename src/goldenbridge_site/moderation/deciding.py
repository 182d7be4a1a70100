"""Decisions on one text. Each is one transaction: the act, the log, the reports, the author."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import User
from goldenbridge_site.events import post_changed, reply_changed
from goldenbridge_site.moderation import telling, texts
from goldenbridge_site.moderation.models import Act, Decision, Rule
from goldenbridge_site.moderation.texts import Seen, Text
from goldenbridge_site.posts import publishing as posts
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies import publishing as replies
from goldenbridge_site.replies.models import Reply

log = logging.getLogger("goldenbridge_site.moderation")
ANSWERS_REPORTS = {Act.KEEP, Act.APPROVE, Act.REWORD, Act.HIDE}


class NotPossibleError(Exception):
    """The act does not fit what the text is now; the message says why."""


class DecidedMeanwhileError(Exception):
    """Somebody decided, or the author edited, since the moderator read the text."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("decided meanwhile")
        self.decision = decision


@dataclass(frozen=True)
class Ruling:
    """What a moderator says: the act, the rule, why (for the log) and a word to the author."""

    act: str
    reason: str
    rule: Rule | None = None
    word: str = ""


def possible(text: Text) -> list[Act]:
    """The acts that fit the text as it is."""
    if text.status == Status.DELETED:
        return []
    if text.status == Status.HIDDEN:
        return []
    first = [Act.APPROVE] if text.status == Status.WAITING else [Act.KEEP]
    return [*first, Act.REWORD, Act.HIDE, Act.UNLOCK if text.locked else Act.LOCK, Act.MOVE]


def decide(moderator: User, text: Text, ruling: Ruling, seen: Seen | None = None) -> Decision:
    """Do what the ruling says. With `seen`, only if nothing changed since.

    Raises NotPossibleError or DecidedMeanwhileError and changes nothing then.
    """
    with transaction.atomic():
        current = type(text).objects.select_for_update(no_key=True).get(pk=text.pk)
        if seen is not None and Seen.of(current) != seen:
            raise DecidedMeanwhileError(texts.decisions(current).first())
        if ruling.act not in possible(current) or ruling.act not in _ACTS:
            raise NotPossibleError(_("This is not possible for the text as it is now."))
        before = _ACTS[Act(ruling.act)](current, ruling)
        decision = record(moderator, ruling, text=current, member=current.author, before=before)
        if ruling.act in ANSWERS_REPORTS:
            texts.open_reports(current).update(decision=decision)
        telling.of_decision(decision)
    return decision


def record(
    moderator: User,
    ruling: Ruling,
    *,
    member: User | None,
    text: Text | None = None,
    before: dict[str, Any] | None = None,
    **more: Any,
) -> Decision:
    """Write one line of the audit log, in the database and in the server's log."""
    decision = Decision.objects.create(
        moderator=moderator,
        act=ruling.act,
        member=member,
        rule=ruling.rule,
        reason=ruling.reason,
        word_to_author=ruling.word,
        before=before or {},
        **({texts.kind(text): text} if text is not None else {}),
        **more,
    )
    log.info(
        "moderation",
        extra={"decision": decision.pk, "act": str(ruling.act), "moderator": moderator.pk},
    )
    return decision


def set_status(text: Text, status: str, rule: Rule | None = None) -> None:
    """Give the text another status and tell the rest of the site."""
    type(text).objects.filter(pk=text.pk).update(status=status, hidden_rule=rule)
    text.status, text.hidden_rule = status, rule
    if isinstance(text, Post):
        post_changed.send(sender=Post, post=text)
    else:
        replies.count(text.post)
        reply_changed.send(sender=Reply, reply=text)


def _keep(text: Text, ruling: Ruling) -> dict[str, Any]:
    return {}


def _approve(text: Text, ruling: Ruling) -> dict[str, Any]:
    if isinstance(text, Post):
        posts.release(text)
    else:
        replies.release(text)
    return {"status": Status.WAITING}


def _hide(text: Text, ruling: Ruling) -> dict[str, Any]:
    before = text.status
    set_status(text, Status.HIDDEN, ruling.rule)
    return {"status": before}


def _lock(text: Text, ruling: Ruling) -> dict[str, Any]:
    before = text.locked
    type(text).objects.filter(pk=text.pk).update(locked=ruling.act == Act.LOCK)
    return {"locked": before}


_ACTS: dict[Act, Callable[[Text, Ruling], dict[str, Any]]] = {
    Act.KEEP: _keep,
    Act.APPROVE: _approve,
    Act.REWORD: _keep,
    Act.HIDE: _hide,
    Act.LOCK: _lock,
    Act.UNLOCK: _lock,
}

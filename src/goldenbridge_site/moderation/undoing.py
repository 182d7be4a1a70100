"""Undoing a decision: what it changed is put back, and the log gains a line."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.moderation import moving, sanctions, telling
from goldenbridge_site.moderation.deciding import NotPossibleError, Ruling, record, set_status
from goldenbridge_site.moderation.models import Act, Decision, Report
from goldenbridge_site.moderation.texts import Text
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply


def undo(moderator: User, decision: Decision, reason: str, *, tell: bool = True) -> Decision:
    """Put back what `decision` changed. Raises NotPossibleError where that cannot be done."""
    with transaction.atomic():
        current = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
        if current.act == Act.UNDO:
            raise NotPossibleError(_("An undoing is not undone; decide anew instead."))
        if Decision.objects.filter(undoes=current).exists():
            raise NotPossibleError(_("This was undone already."))
        text = current.post or current.reply
        undoing = record(
            moderator,
            Ruling(Act.UNDO, reason),
            member=current.member,
            text=text,
            undoes=current,
        )
        if current.act in _BACK:
            _BACK[Act(current.act)](current)
        _reopen(current)
        if tell and current.act != Act.KEEP:
            telling.of_decision(undoing)
    return undoing


def _text(decision: Decision) -> Text:
    text = decision.post or decision.reply
    if text is None:
        raise NotPossibleError(_("The text is gone."))
    return text


def _status(decision: Decision) -> None:
    expected = Status.PUBLISHED if decision.act == Act.APPROVE else Status.HIDDEN
    text = _text(decision)
    if text.status == expected:  # not if its author has deleted it meanwhile
        set_status(text, decision.before["status"])


def _locked(decision: Decision) -> None:
    text = _text(decision)
    type(text).objects.filter(pk=text.pk).update(locked=decision.before["locked"])


def _moved(decision: Decision) -> None:
    text, before = _text(decision), decision.before
    if isinstance(text, Post):
        if text.conflict_id != before["to"]:
            raise NotPossibleError(_("It was moved again since."))
        moving.set_conflict(text, Conflict.objects.filter(pk=before["conflict"]).first())
        return
    if (text.post_id, text.parent_id) != (before["to_post"], before["to_parent"]):
        raise NotPossibleError(_("It was moved again since."))
    post = Post.objects.filter(pk=before["post"]).first()
    if post is None:
        raise NotPossibleError(_("The place it came from is gone."))
    parent = Reply.objects.filter(pk=before["parent"], post=post).first()
    moving.set_place(text, post, parent, moving.subtree(text))


def _sanction(decision: Decision) -> None:
    if decision.member is not None:
        sanctions.settle(decision.member)


def _everything(decision: Decision) -> None:
    for post in Post.objects.filter(pk__in=decision.before["posts"], status=Status.HIDDEN):
        set_status(post, decision.before["posts"][str(post.pk)])
    for reply in Reply.objects.filter(
        pk__in=decision.before["replies"], status=Status.HIDDEN
    ).select_related("post"):
        set_status(reply, decision.before["replies"][str(reply.pk)])
    _sanction(decision)


def _reopen(decision: Decision) -> None:
    """Put the reports it answered back into the queue, but no second one of the same reader."""
    for report in Report.objects.filter(decision=decision):
        again = Report.objects.filter(
            reporter=report.reporter, post=report.post, reply=report.reply, decision=None
        )
        if report.reporter_id is None or not again.exists():
            report.decision = None
            report.save(update_fields=["decision"])


_BACK: dict[Act, Callable[[Decision], None]] = {
    Act.APPROVE: _status,
    Act.HIDE: _status,
    Act.LOCK: _locked,
    Act.UNLOCK: _locked,
    Act.MOVE: _moved,
    Act.SUSPEND: _sanction,
    Act.BAN: _sanction,
    Act.HIDE_ALL: _everything,
}

"""Tell the author: a line in their notifications and, unless they chose otherwise, a mail."""

from email.utils import make_msgid

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import User
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.moderation import words
from goldenbridge_site.moderation.models import Act, Appeal, Decision
from goldenbridge_site.notifications.models import Choice, Kind, Notification, Preference
from goldenbridge_site.operator.models import SiteSettings


def of_decision(decision: Decision) -> None:
    """Tell the member a decision is about."""
    member = decision.member
    if member is None or member.deleted is not None or Act(decision.act) not in words.TOLD:
        return
    paragraphs = [words.for_author(decision), decision.word_to_author]
    if Act(decision.act) in words.APPEALABLE:
        paragraphs.append(_("You can ask another moderator for a second look:"))
    _tell(member, decision, f"decision:{decision.pk}", paragraphs)


def of_answer(appeal: Appeal) -> None:
    """Tell the author what became of their request for a second look."""
    if appeal.author.deleted is not None:
        return
    first = (
        _("Another moderator looked again and has undone the decision.")
        if appeal.upheld
        else _("Another moderator looked again. The decision stands.")
    )
    _tell(appeal.author, appeal.decision, f"appeal:{appeal.pk}", [first, appeal.answer])


def _tell(member: User, decision: Decision, event: str, paragraphs: list[str]) -> None:
    choice = (
        Preference.objects.filter(member=member, kind=Kind.MODERATION)
        .values_list("choice", flat=True)
        .first()
    ) or Choice.AT_ONCE
    if choice == Choice.OFF:
        return
    Notification.objects.get_or_create(
        member=member,
        event=event,
        defaults={
            "kind": Kind.MODERATION,
            "decision": decision,
            "post": decision.post,
            "reply": decision.reply,
        },
    )
    if choice == Choice.SITE:
        return
    address = f"{settings.SITE_URL}{reverse('decision', args=[decision.pk])}"
    OutboxMail.objects.get_or_create(
        event=event,
        recipient=f"member:{member.pk}",
        defaults={
            "kind": OutboxMail.Kind.MODERATION,
            "member": member,
            "daily": choice == Choice.DAILY,
            "subject": _("[%(site)s] A moderator's decision")
            % {"site": SiteSettings.current().site_name},
            "text": "\n\n".join([*filter(None, paragraphs), address]),
            "message_id": make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]),
        },
    )

"""Telling a member of a moderator's decision: a line on the site and a mail."""

from django.utils.translation import gettext as _

from goldenbridge_site.follows.audience import MAILED
from goldenbridge_site.mail import messages, outbox
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.moderation.models import Decision
from goldenbridge_site.notifications import choices
from goldenbridge_site.notifications.models import Choice, Kind, Notification


def decided(decision: Decision, subject: str, text: str, event: str = "") -> None:
    """Tell the member whom `decision` is about, in the transaction of the decision.

    `subject` and `text` are the words of the mail; suspended members are told too. The mail ends
    with the address of the decision's page, where the way to a second look stands. `event` names
    what happened if it is not the decision itself but, say, the answer to an appeal.
    """
    member = decision.member
    if member is None or member.is_demo or not member.is_active:
        return
    choice = choices.of(member)[Kind.MODERATION]
    if choice == Choice.OFF:
        return
    name = event or f"decision:{decision.pk}"
    Notification.objects.get_or_create(
        member=member,
        event=name,
        defaults={
            "kind": Kind.MODERATION,
            "decision": decision,
            "post": decision.post,
            "reply": decision.reply,
        },
    )
    if choice in MAILED:
        where = messages.absolute(decision.get_absolute_url())
        words = f"{text.strip()}\n\n{_('All of it, and what you can do:')}\n{where}\n"
        outbox.put([outbox.worded(OutboxMail.Kind.MODERATION, name, member, subject, words)])

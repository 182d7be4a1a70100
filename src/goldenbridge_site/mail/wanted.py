"""Whether a mail that waits may still be sent: asked just before sending."""

from django.db.models.functions import Lower

from goldenbridge_site.accounts.models import User
from goldenbridge_site.follows import audience
from goldenbridge_site.follows.models import Cadence, Visitor
from goldenbridge_site.mail.models import DeadAddress, OutboxMail
from goldenbridge_site.notifications import choices
from goldenbridge_site.notifications.models import Kind
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply


class NotWantedError(Exception):
    """The mail must not be sent; the text says why, for the operator."""


def address(row: OutboxMail) -> str:
    """The address to send `row` to. Raises NotWantedError."""
    if row.kind in {OutboxMail.Kind.ACCOUNT, OutboxMail.Kind.TEST}:
        return row.recipient.removeprefix("address:")
    person = row.member or row.visitor
    if person is None or not person.email:
        raise NotWantedError("the recipient is gone")
    email = str(person.email)
    if isinstance(person, User) and (not person.is_active or person.is_demo):
        raise NotWantedError("the account is closed")
    if DeadAddress.objects.annotate(low=Lower("email")).filter(low=email.lower()).exists():
        raise NotWantedError("the address refuses mail")
    return email


def cadence(row: OutboxMail) -> tuple[Cadence, str]:
    """How mail about a text is wanted now, and for which reason. Raises NotWantedError."""
    text = published(row)
    person: User | Visitor | None = row.member or row.visitor
    if person is None:
        raise NotWantedError("the recipient is gone")
    if isinstance(person, Visitor) and not SiteSettings.current().visitor_follows:
        raise NotWantedError("visitors may not follow at present")
    told = audience.of(text, only=person)
    if not told or told[0].mail is None:
        raise NotWantedError("the recipient does not want it, or may not have it")
    return told[0].mail, str(told[0].kind)


def published(row: OutboxMail) -> Post | Reply:
    """The text the mail is about. Raises NotWantedError unless everybody may read it."""
    text: Post | Reply | None = row.reply if row.kind == OutboxMail.Kind.REPLY else row.post
    if text is None or text.status != Status.PUBLISHED:
        raise NotWantedError("the text is not published any more")
    if isinstance(text, Reply) and text.post.status != Status.PUBLISHED:
        raise NotWantedError("the discussion is not published any more")
    return text


def decision(row: OutboxMail) -> None:
    """Word of a moderator's decision: also to suspended members. Raises NotWantedError."""
    if row.member is None:
        raise NotWantedError("the recipient is gone")
    if choices.of(row.member)[Kind.MODERATION] not in audience.MAILED:
        raise NotWantedError("the recipient does not want it")

"""From a published text to notifications and mail, in the transaction that publishes it."""

from typing import Any

from goldenbridge_site.accounts.models import User
from goldenbridge_site.follows import audience
from goldenbridge_site.follows.models import Cadence
from goldenbridge_site.mail import outbox
from goldenbridge_site.notifications.models import Notification
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


def reply_published(reply: Reply, **kwargs: Any) -> None:
    """Tell of a reply."""
    tell(reply)


def post_published(post: Post, **kwargs: Any) -> None:
    """Tell of a post."""
    tell(post)


def tell(text: Post | Reply) -> None:
    """Write a line for everybody who is to be told on the site, and a mail for who wants one.

    Rows are unique per event and person, so telling twice tells once.
    """
    name = outbox.event(text)
    reply = text if isinstance(text, Reply) else None
    lines, mails = [], []
    for one in audience.of(text):
        if one.member is not None and one.site:
            lines.append(
                Notification(
                    member=one.member,
                    event=name,
                    kind=one.kind,
                    post=text if isinstance(text, Post) else text.post,
                    reply=reply,
                )
            )
        person = one.member or one.visitor
        if one.mail is not None and person is not None:
            daily = one.mail == Cadence.DAILY
            mails.append(outbox.about(text, person, str(one.kind), daily, one.follow))
    Notification.objects.bulk_create(lines, ignore_conflicts=True)
    outbox.put(mails)


def address_confirmed(email_address: Any, **kwargs: Any) -> None:
    """Make what the address followed as a visitor's the member's own."""
    from goldenbridge_site.follows import following

    member = email_address.user
    if isinstance(member, User) and email_address.email.lower() == member.email:
        following.hand_over(member)

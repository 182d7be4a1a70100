"""What mails look like: the only place that makes them."""

from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenbridge_site import markdown
from goldenbridge_site.accounts import names
from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.follows import unfollow
from goldenbridge_site.follows.models import Visitor
from goldenbridge_site.mail import outbox
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.notifications.models import Kind
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

LOCAL = "http://127.0.0.1:8000"
QUOTED = 30
"""Words of what was answered that a mail repeats."""


def site_url() -> str:
    """The site's address, for links."""
    return settings.SITE_URL or LOCAL


def absolute(path: str) -> str:
    """A path of the site as a full address."""
    return site_url() + path


def one_line(text: str) -> str:
    """Text fit for a header: without line breaks and control characters."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


@dataclass(frozen=True)
class Stop:
    """The links at the end of a mail; `path` is also the one-click address of RFC 8058."""

    path: str
    words: str
    all_path: str


def _base(row: OutboxMail, to: str, subject: str) -> EmailMultiAlternatives:
    name = one_line(SiteSettings.current().site_name)
    sender = formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    message = EmailMultiAlternatives(one_line(subject), "", sender, [to])
    message.extra_headers["Message-ID"] = row.message_id
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return message


def _thread(message: EmailMultiAlternatives, post: Post, row: OutboxMail, reply: Reply) -> None:
    """Let mail programs show one thread per post."""
    root = f"<post-{post.pk}@{outbox.domain()}>"
    before = root
    if reply.parent_id is not None:
        before = outbox.message_id(f"reply:{reply.parent_id}", row.recipient)
    message.extra_headers["In-Reply-To"] = before
    message.extra_headers["References"] = root if before == root else f"{root} {before}"


def _stoppable(message: EmailMultiAlternatives, stop: Stop) -> None:
    message.extra_headers["List-Unsubscribe"] = f"<{absolute(stop.path)}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.extra_headers["List-Id"] = f"discussions <discussions.{outbox.domain()}>"


def _fill(message: EmailMultiAlternatives, template: str, context: dict[str, Any]) -> None:
    context |= {"site_name": SiteSettings.current().site_name, "site_url": site_url()}
    message.body = render_to_string(f"mail/{template}.txt", context).strip() + "\n"
    page = render_to_string(f"mail/{template}.html", context)
    message.attach_alternative(page, "text/html")


def stop_links(person: User | Visitor, target: Post | Conflict | None) -> Stop:
    """Links that stop mail about `target` and all mail."""
    all_path = reverse("unfollow", args=[unfollow.token(person)])
    if target is None:
        return Stop(all_path, _("Stop all mail from here"), all_path)
    path = reverse("unfollow", args=[unfollow.token(person, target)])
    words = (
        _("Stop mail about this discussion")
        if isinstance(target, Post)
        else _("Stop mail about this conflict")
    )
    return Stop(path, words, all_path)


def about_reply(row: OutboxMail, reply: Reply, kind: str, to: str) -> EmailMultiAlternatives:
    """The mail about a new reply: the new text, and two lines of what it answers."""
    post, title = reply.post, one_line(reply.post.title)
    to_them = kind == Kind.REPLY_TO_ME
    site = SiteSettings.current().site_name
    subject = (
        _("[%(site)s] Reply to you: %(title)s") if to_them else _("[%(site)s] New reply: %(title)s")
    ) % {
        "site": site,
        "title": title,
    }
    message = _base(row, to, subject)
    stop = stop_links(_person(row), post)
    _thread(message, post, row, reply)
    _stoppable(message, stop)
    _fill(message, "reply", {"item": item(reply, to_them), "stop": stop, "row": row})
    return message


def about_post(row: OutboxMail, post: Post, to: str) -> EmailMultiAlternatives:
    """The mail about a new discussion of a conflict."""
    subject = _("[%(site)s] New discussion: %(title)s") % {
        "site": SiteSettings.current().site_name,
        "title": one_line(post.title),
    }
    message = _base(row, to, subject)
    message.extra_headers["References"] = f"<post-{post.pk}@{outbox.domain()}>"
    stop = stop_links(_person(row), post.conflict)
    _stoppable(message, stop)
    _fill(message, "post", {"item": item(post, False), "stop": stop, "row": row})
    return message


def digest(
    row: OutboxMail, parts: list[tuple[Post | Reply, str]], to: str
) -> EmailMultiAlternatives:
    """One mail about several texts, grouped by discussion."""
    number = len(parts)
    counted = ngettext("%d new text", "%d new texts", number) % number
    if all(isinstance(text, Reply) for text, _kind in parts):
        counted = ngettext("%d reply", "%d replies", number) % number
    subject = _("[%(site)s] Daily: %(counted)s") % {
        "site": SiteSettings.current().site_name,
        "counted": counted,
    }
    groups: dict[int, list[dict[str, Any]]] = {}
    for text, kind in parts:
        post = text if isinstance(text, Post) else text.post
        groups.setdefault(post.pk, []).append(item(text, kind == Kind.REPLY_TO_ME))
    message = _base(row, to, subject)
    person = _person(row)
    stop = stop_links(person, None)
    _stoppable(message, stop)
    context = {"groups": list(groups.values()), "counted": counted, "stop": stop, "row": row}
    _fill(message, "digest", context)
    return message


def worded(row: OutboxMail, to: str) -> EmailMultiAlternatives:
    """A mail that carries its own words."""
    message = _base(row, to, row.subject)
    message.body = row.text
    return message


def item(text: Post | Reply, to_them: bool) -> dict[str, Any]:
    """One text as the templates show it."""
    post = text if isinstance(text, Post) else text.post
    quoted, quoted_by = "", ""
    if isinstance(text, Reply):
        answered: Post | Reply = text.parent or post
        legible = answered.status == "published"
        quoted = markdown.excerpt(answered.body, QUOTED) if legible else ""
        quoted_by = names.display(answered.author) if legible else ""
    return {
        "title": one_line(post.title),
        "by": names.display(text.author),
        "body": text.body if isinstance(text, Reply) else markdown.excerpt(text.body, 120),
        "html": markdown.stored(text.body_html) if isinstance(text, Reply) else "",
        "url": absolute(text.get_absolute_url()),
        "post_url": absolute(post.get_absolute_url()),
        "quoted": quoted,
        "quoted_by": quoted_by,
        "to_them": to_them,
        "is_reply": isinstance(text, Reply),
        "conflict": post.conflict.title if post.conflict else "",
    }


def _person(row: OutboxMail) -> User | Visitor:
    person = row.member or row.visitor
    assert person is not None, "asked for before the message is made"
    return person

"""Who is new here, and what that means: fewer texts an hour and few outside links."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from goldenbridge_site import markdown
from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

DAYS = timedelta(days=3)
TEXTS = 3
LINKS = 2
"""Outside links in one text of a newcomer."""


def is_newcomer(member: User) -> bool:
    """Joined less than three days ago, or fewer than three texts of theirs stand published."""
    if member.role != Role.MEMBER:
        return False
    if timezone.now() - member.joined < DAYS:
        return True
    standing = {"author": member, "status": Status.PUBLISHED}
    replies = Reply.objects.filter(**standing).count()
    return replies < TEXTS and replies + Post.objects.filter(**standing).count() < TEXTS


def problem_with_links(member: User, text: str) -> str:
    """What a newcomer is told about a text with too many outside links; else the empty string."""
    outside = [link for link in markdown.links(text) if not _own(link)]
    if len(outside) <= LINKS or not is_newcomer(member):
        return ""
    return (
        ngettext(
            "Until you have been here for three days and written three texts, "
            "a text can hold %d link to another site.",
            "Until you have been here for three days and written three texts, "
            "a text can hold %d links to other sites.",
            LINKS,
        )
        % LINKS
    )


def _own(link: str) -> bool:
    return link.startswith("/") or bool(settings.SITE_URL and link.startswith(settings.SITE_URL))

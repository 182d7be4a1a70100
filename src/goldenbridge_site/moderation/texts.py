"""What posts and replies have in common for a moderator."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goldenbridge_site.accounts import names
from goldenbridge_site.moderation.models import Decision, Report
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

Text = Post | Reply


def kind(text: Text) -> str:
    """The name of the foreign key that points to such a text: "post" or "reply"."""
    return "post" if isinstance(text, Post) else "reply"


def post_of(text: Text) -> Post:
    """The post itself, or the one the reply stands under."""
    return text if isinstance(text, Post) else text.post


def called(text: Text) -> str:
    """Whose text it is, in words: "a reply by alder"."""
    by = names.display(text.author)
    if isinstance(text, Post):
        return _("a post by %(name)s") % {"name": by}
    return _("a reply by %(name)s") % {"name": by}


def open_reports(text: Text) -> QuerySet[Report]:
    """Reports of the text nobody has decided on."""
    return Report.objects.filter(decision=None, **{kind(text): text})


def decisions(text: Text) -> QuerySet[Decision]:
    """Every decision on the text, newest first."""
    return Decision.objects.filter(**{kind(text): text})


@dataclass(frozen=True)
class Seen:
    """What a moderator had before them: the text's version and the newest decision on it."""

    version: int
    decision: int

    @classmethod
    def of(cls, text: Text) -> "Seen":
        """As the text stands now."""
        newest = decisions(text).values_list("pk", flat=True).first()
        return cls(text.version, newest or 0)

"""Tell the author: which words go into their notifications and their mail."""

from django.utils.translation import gettext as _

from goldenbridge_site.moderation import words
from goldenbridge_site.moderation.models import Act, Appeal, Decision
from goldenbridge_site.notifications import telling
from goldenbridge_site.operator.models import SiteSettings


def of_decision(decision: Decision) -> None:
    """Tell the member a decision is about; of a kept text nobody is told."""
    if Act(decision.act) not in words.TOLD:
        return
    paragraphs = [words.for_author(decision), decision.word_to_author]
    if Act(decision.act) in words.APPEALABLE:
        paragraphs.append(_("You can ask another moderator for a second look."))
    telling.decided(decision, _subject(), "\n\n".join(filter(None, paragraphs)))


def of_answer(appeal: Appeal) -> None:
    """Tell the author what became of their request for a second look."""
    first = (
        _("Another moderator looked again and has undone the decision.")
        if appeal.upheld
        else _("Another moderator looked again. The decision stands.")
    )
    text = f"{first}\n\n{appeal.answer}"
    telling.decided(appeal.decision, _subject(), text, event=f"appeal:{appeal.pk}")


def _subject() -> str:
    return _("[%(site)s] A moderator's decision") % {"site": SiteSettings.current().site_name}

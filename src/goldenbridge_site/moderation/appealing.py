"""The second look: the author asks, another moderator answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import telling, undoing
from goldenbridge_site.moderation.deciding import NotPossibleError
from goldenbridge_site.moderation.models import Appeal, Decision


def ask(author: User, decision: Decision, words: str) -> Appeal:
    """Ask for a second look; once per decision."""
    appeal, _made = Appeal.objects.get_or_create(
        decision=decision, defaults={"author": author, "words": words}
    )
    return appeal


def answer(moderator: User, appeal: Appeal, *, upheld: bool, words: str) -> None:
    """Answer it: with `upheld` the decision is undone. Raises NotPossibleError if answered."""
    with transaction.atomic():
        current = Appeal.objects.select_for_update(no_key=True).get(pk=appeal.pk)
        if current.answered is not None:
            raise NotPossibleError(_("Somebody else has answered it meanwhile."))
        current.upheld, current.answer = upheld, words
        current.answered, current.answered_by = timezone.now(), moderator
        current.save()
        undone = Decision.objects.filter(undoes=current.decision).exists()
        if upheld and not undone:
            undoing.undo(moderator, current.decision, words, tell=False)
        telling.of_answer(current)

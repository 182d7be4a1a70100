"""Reports by readers, and legal requests by anybody."""

from django.db import transaction

from goldenbridge_site.accounts.models import User
from goldenbridge_site.moderation import texts
from goldenbridge_site.moderation.models import Report, Rule
from goldenbridge_site.moderation.texts import Text


def report(
    text: Text, rule: Rule, words: str, *, reporter: User | None, contact: str = ""
) -> Report:
    """Write a report down. A member's second report of the same text replaces their open first."""
    with transaction.atomic():
        if reporter is not None:
            mine = (
                texts.open_reports(text)
                .select_for_update(no_key=True)
                .filter(reporter=reporter)
                .first()
            )
            if mine is not None:
                mine.rule, mine.words, mine.contact = rule, words, contact
                mine.save(update_fields=["rule", "words", "contact"])
                return mine
        return Report.objects.create(
            reporter=reporter,
            contact=contact,
            rule=rule,
            words=words,
            **{texts.kind(text): text},
        )

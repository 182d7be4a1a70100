"""Preview cards: asked for when a text is published, fetched in the background, looked up here."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldenbridge_site import markdown
from goldenbridge_site.accounts.models import User
from goldenbridge_site.background import queue
from goldenbridge_site.limits import buckets
from goldenbridge_site.links import addresses, fetching, reading
from goldenbridge_site.links.models import LinkCard
from goldenbridge_site.operator.models import SiteSettings

AGAIN = timedelta(days=1)
LONGEST_URL = 1000
MOST_IN_A_TEXT = 5
TASK = "goldenbridge_site.links.cards.fill"


def for_text(text: str) -> dict[str, LinkCard]:
    """The ready cards for the addresses that stand alone in a paragraph of `text`, by address."""
    urls = wanted(text)
    if not urls:
        return {}
    found = LinkCard.objects.filter(url__in=urls, state=LinkCard.State.READY)
    return {card.url: card for card in found}


def for_thread(made: Iterable[str]) -> dict[str, LinkCard]:
    """The ready cards for the stored HTML of many texts, by address; one query if any."""
    urls = {url for text in made if "<p><a " in text for url in markdown.lone_addresses(text)}
    if not urls or not SiteSettings.current().link_previews:
        return {}
    found = LinkCard.objects.filter(url__in=urls, state=LinkCard.State.READY)
    return {card.url: card for card in found}


def wanted(text: str) -> list[str]:
    """The outside addresses in `text` that may become cards; none while the switch is off."""
    if "://" not in text or not SiteSettings.current().link_previews:
        return []
    found = [url for url in markdown.lone_links(text) if len(url) <= LONGEST_URL and _outside(url)]
    return found[:MOST_IN_A_TEXT]


def _outside(url: str) -> bool:
    own = urlsplit(settings.SITE_URL).hostname if settings.SITE_URL else None
    return urlsplit(url).hostname != own


def ask(text: str, member: User) -> None:
    """Queue the fetching of cards for `text`: once a day per address, ten an hour per member.

    Called inside the transaction that publishes the text, so that a rollback queues nothing.
    """
    for url in wanted(text):
        card = LinkCard.objects.filter(url=url).first()
        if card is not None and card.asked > timezone.now() - AGAIN:
            continue
        try:
            addresses.target(url)
            buckets.spend_member(member, "preview")
        except (addresses.RefusedError, buckets.LimitReachedError):
            continue
        card, _made = LinkCard.objects.update_or_create(
            url=url, defaults={"asked": timezone.now(), "asked_by": member}
        )
        queue.later(TASK, card.pk)


def fill(pk: int) -> None:
    """Fetch one card; run by the worker. Safe to run twice. A failure leaves the plain link."""
    card = LinkCard.objects.filter(pk=pk).first()
    if card is None or not SiteSettings.current().link_previews:
        return
    if card.fetched is not None and card.fetched >= card.asked:
        return
    reason, words = "", reading.Words("", "", "")
    try:
        words = reading.read(fetching.fetch(card.url))
        reason = "" if words.title else "the page has no title"
    except addresses.RefusedError as error:
        reason = str(error)
    with transaction.atomic():
        card.title, card.text = words.title, words.text
        card.site = words.site or reading.plain(urlsplit(card.url).hostname or "", 100)
        card.state = LinkCard.State.FAILED if reason else LinkCard.State.READY
        card.reason, card.fetched = reason[:200], timezone.now()
        card.save()

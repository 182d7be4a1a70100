"""Asking a visitor to confirm: the only mail an unconfirmed address ever gets."""

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenbridge_site.follows import following
from goldenbridge_site.follows.following import Asked, Target
from goldenbridge_site.follows.models import Visitor
from goldenbridge_site.mail import messages, outbox
from goldenbridge_site.mail.models import DeadAddress, OutboxMail
from goldenbridge_site.operator.models import SiteSettings

PER_HOUR = 3
"""Mails of this kind that one address gets in an hour, whoever asks."""


def ask(email: str, target: Target, about: str, cadence: str) -> None:
    """Send the link that confirms. Whether anything is sent is not told to who asked."""
    if DeadAddress.objects.filter(email__iexact=email).exists():
        return
    hour = f"{timezone.now():%Y%m%d%H}"
    with transaction.atomic():
        visitor, _made = Visitor.objects.get_or_create(email=email)
        event = f"visitor:{visitor.pk}:{hour}:{following.name(target)}:{target.pk}"
        sent = OutboxMail.objects.filter(
            recipient=outbox.recipient(email), event__startswith=f"visitor:{visitor.pk}:{hour}:"
        )
        if sent.count() >= PER_HOUR:
            return
        path = reverse(
            "follow-confirm", args=[following.confirm_token(Asked(visitor, target, cadence))]
        )
        site = SiteSettings.current().site_name
        text = render_to_string(
            "mail/confirm_follow.txt",
            {"about": about, "url": messages.absolute(path), "site_name": site},
        )
        subject = _("[%(site)s] Confirm your address") % {"site": site}
        outbox.put([outbox.worded(OutboxMail.Kind.ACCOUNT, event, email, subject, text)])

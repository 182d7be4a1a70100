"""Addresses that refuse mail: found while sending, or told by a message that came back."""

import email
import email.policy
import re
from datetime import timedelta
from email.message import EmailMessage

from django.utils import timezone

from goldenbridge_site.mail.models import DeadAddress, OutboxMail

NO_SUCH = re.compile(r"\b5\.1\.(0|1|2|3|6|10)\b|\b5\.2\.1\b")
"""Enhanced codes (RFC 3463) that speak of the address itself: unknown, moved, switched off."""
ANY_CODE = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
LATELY = timedelta(days=30)


def refused(row: OutboxMail, address: str, said: str) -> None:
    """A server refused the recipient for good while we were sending to it.

    Only what is about the address counts: refusals for policy or relaying would otherwise
    silence every member when a server is set up badly. A refusal without an enhanced code counts
    when it is the second for the same recipient.
    """
    bare = not ANY_CODE.search(said) and said[:3] in {"550", "551", "553"}
    if NO_SUCH.search(said) or (bare and _before(row)):
        mark(address, said)


def _before(row: OutboxMail) -> bool:
    rows = OutboxMail.objects.filter(
        recipient=row.recipient, finished__gt=timezone.now() - LATELY
    ).exclude(pk=row.pk)
    last = rows.exclude(state=OutboxMail.State.DROPPED).order_by("-finished").first()
    return last is not None and last.state == OutboxMail.State.FAILED


def mark(address: str, reason: str) -> None:
    """Send nothing more to an address."""
    DeadAddress.objects.get_or_create(
        email=address.lower(), defaults={"reason": " ".join(reason.split())[:300]}
    )


def revive(address: str) -> None:
    """Send to an address again: its owner or the operator says that it works."""
    DeadAddress.objects.filter(email__iexact=address).delete()


def returned(raw: bytes) -> str:
    """Read a message that came back (RFC 3464). Returns the address that was marked, or "".

    It is believed only if it quotes the Message-ID of a mail sent to that address, which nobody
    else knows: a forged one must not silence a member.
    """
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    report = _report(message)
    if report is None or not report[1].startswith("5."):
        return ""
    address, status, said = report
    row = OutboxMail.objects.filter(message_id__in=_message_ids(message)).first()
    if row is None or address.lower() != _address(row):
        return ""
    if NO_SUCH.search(status) or _before(row):
        mark(address, f"{status} {said}")
        return address
    OutboxMail.objects.filter(pk=row.pk).update(
        state=OutboxMail.State.FAILED, last_error=f"{status} {said}"[:300]
    )
    return ""


def _address(row: OutboxMail) -> str:
    person = row.member or row.visitor
    found = person.email if person is not None else row.recipient.removeprefix("address:")
    return (found or "").lower()


def _report(message: EmailMessage) -> tuple[str, str, str] | None:
    """(address, enhanced status, words) of the first failed recipient."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if not hasattr(block, "get"):
                continue
            if str(block.get("Action", "")).strip().lower() == "failed":
                address = str(block.get("Final-Recipient", "")).rpartition(";")[2].strip()
                said = str(block.get("Diagnostic-Code", "")).rpartition(";")[2].strip()
                return address, str(block.get("Status", "")).strip(), said
    return None


def _message_ids(message: EmailMessage) -> set[str]:
    found = set()
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            inner = email.message_from_bytes(text if isinstance(text, bytes) else b"")
            found.add(str(inner.get("Message-ID", "")).strip())
        elif part is not message and part.get("Message-ID"):
            found.add(str(part["Message-ID"]).strip())
    return found - {""}

"""Mail as files, one per message, for a site without a mail server.

Set in EMAIL_FILE_PATH. The worker's console says where each message lies.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes each message to a file of its own, readable for the site's user only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(str(getattr(settings, "EMAIL_FILE_PATH", "mail")))

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; a file is there whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            path = self.folder / file_name(message)
            unfinished = path.with_suffix(".part")
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(message.message().as_bytes())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            print(f"Mail: “{message.subject}” is in {path}", flush=True)
        return len(email_messages)


def file_name(message: EmailMessage) -> str:
    """When, what, and the Message-ID's start, so that one sent twice gives one file a second."""
    now = datetime.now(UTC)
    subject = re.sub(r"[^a-z0-9]+", "-", message.subject.lower()).strip("-")[:50]
    known = str(message.extra_headers.get("Message-ID", "")) or str(now.timestamp())
    seal = hashlib.sha256(known.encode()).hexdigest()[:8]
    return f"{now:%Y%m%d-%H%M%S}-{subject or 'mail'}-{seal}.eml"

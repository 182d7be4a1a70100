"""One line of the log for everybody who signs in or out, or fails to; members by their key."""

import logging
from typing import Any

from goldenbridge_site.accounts.models import User

log = logging.getLogger("goldenbridge_site.accounts")


def signed_in(user: User, **kwargs: Any) -> None:
    """Somebody signed in."""
    log.info("signed in", extra={"member": user.pk})


def signed_out(user: User | None, **kwargs: Any) -> None:
    """Somebody signed out, or their session had ended already."""
    if user is not None:
        log.info("signed out", extra={"member": user.pk})


def failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """A password was wrong. What was typed as address is left out: it may be a password."""
    log.warning("signing in failed", extra={"reason": "no such address and password"})

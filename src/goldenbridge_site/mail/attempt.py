"""Send one mail right now, past the outbox, and say in plain words how it went."""

import smtplib

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from goldenbridge_site.mail import state


def attempt(address: str) -> str:
    """Send a test mail to `address`. Returns the empty string, or what is wrong and what to do."""
    message = EmailMessage(_("Test mail"), state.test_text(), None, [address])
    try:
        message.send()
    except smtplib.SMTPAuthenticationError as error:
        return _("The mail server refuses name or password (%(code)s). Check both in %(name)s.") % {
            "code": error.smtp_code,
            "name": "GOLDENBRIDGE_SMTP_URL",
        }
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _("The mail server refuses %(address)s: %(words)s") % {
            "address": address,
            "words": f"{code} {words!r}",
        }
    except smtplib.SMTPException as error:
        return _("The mail server refuses: %(words)s") % {"words": str(error)}
    except OSError as error:
        return _(
            "The mail server cannot be reached: %(words)s. Check host, port and the firewall."
        ) % {"words": str(error)}
    return ""

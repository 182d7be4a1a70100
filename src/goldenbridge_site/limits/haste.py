"""A form for strangers must have been open for a moment: machines send it at once.

The page carries the signed moment at which it was made. Together with a field that people leave
empty this stops the simplest machines, and it asks nothing of people.
"""

import time

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIELD = "opened"
SALT = "goldenbridge.limits.haste"
LONGEST = 24 * 60 * 60
"""Seconds after which a form is out of date, so that one moment cannot serve for ever."""


def moment() -> str:
    """The signed moment for a form that is being shown."""
    return signing.dumps(time.time(), salt=SALT, compress=False)


def hasty(token: str) -> bool:
    """Whether the form came back too soon, too late, or was never shown at all."""
    if not settings.SHORTEST_FORM_SECONDS:
        return False
    try:
        shown = float(signing.loads(token, salt=SALT, max_age=LONGEST))
    except (signing.BadSignature, TypeError, ValueError):
        return True
    return time.time() - shown < settings.SHORTEST_FORM_SECONDS


def refusal() -> str:
    """What a person reads who was too quick."""
    return _("This came back within a moment, as only machines do. Please send it once more.")


class Unhurried(forms.Form):
    """A form that is refused when it was sent within seconds of being shown."""

    def clean(self) -> dict[str, object]:
        """Refuse haste; the form is shown again with what was written."""
        found: dict[str, object] = super().clean() or {}
        if hasty(self.data.get(FIELD, "")):
            raise ValidationError(refusal())
        return found

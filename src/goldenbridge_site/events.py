"""What happened, told inside the transaction in which it happened.

A receiver that raises undoes the whole act, so receivers only write rows (notifications, outbox,
search entries, link cards) and leave slow work to the background. Every signal is sent with
`sender` the model's class and the named argument given here.
"""

from django.dispatch import Signal

post_published = Signal()
"""`post`: readable by everybody from now on (written, or approved by a moderator)."""

post_changed = Signal()
"""`post`: its text, title, tags or status changed after it was published."""

reply_published = Signal()
"""`reply`: readable by everybody from now on (written, or approved by a moderator)."""

reply_changed = Signal()
"""`reply`: its text or status changed after it was published."""

text_waiting = Signal()
"""`post` or `reply`: waits for a moderator."""

account_deleted = Signal()
"""`user`: the row was emptied; other apps drop or anonymise what they hold."""

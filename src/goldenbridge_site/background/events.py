"""Moments to which apps connect what they do regularly. Receivers must be safe to run twice."""

from django.dispatch import Signal

every_minute = Signal()
"""About once a minute."""

every_night = Signal()
"""Once a night, in the small hours of UTC; the place for clearing away."""

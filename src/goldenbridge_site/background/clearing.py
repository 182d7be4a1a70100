"""What the libraries leave lying about."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.utils import timezone
from django_q.models import Task

SESSIONS = timedelta(days=30)
"""After so long without a visit a session and the IP address noted with it are gone."""


def night(**kwargs: Any) -> None:
    """Drop sessions that ended, with their IP addresses, and old records of tasks."""
    call_command("clearsessions", verbosity=0)
    now = timezone.now()
    UserSession.objects.filter(last_seen_at__lt=now - SESSIONS).delete()
    Task.objects.filter(stopped__lt=now - SESSIONS).delete()

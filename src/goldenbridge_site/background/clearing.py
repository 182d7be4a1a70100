"""What the libraries leave lying about."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_q.models import Task

ADDRESSES = timedelta(days=30)
"""So long after signing in the network address noted with a session is dropped; /privacy/ says so.

A session in use may last longer: it stays in its member's list without the address.
"""
NO_ADDRESS = "0.0.0.0"
"""Stands where an address was dropped: the library's table cannot leave it empty."""
TASKS = timedelta(days=30)


def night(**kwargs: Any) -> None:
    """Drop sessions that ended, network addresses of old ones, and old records of tasks."""
    call_command("clearsessions", verbosity=0)
    now = timezone.now()
    open_sessions = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=open_sessions).delete()
    UserSession.objects.filter(last_seen_at__lt=now - ADDRESSES).update(ip=NO_ADDRESS)
    Task.objects.filter(stopped__lt=now - TASKS).delete()

"""Addresses for machines that watch the site. Strangers learn yes or no, no detail."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goldenbridge_site.background import state


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the process answers and reaches its database; the worker's state beside it."""
    database, worker = _database(), _worker()
    status = 200 if database == "ok" else 503
    return JsonResponse({"database": database, "worker": worker}, status=status)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether the site should get visitors: database reached and as this version expects it."""
    ready = _database() == "ok" and _up_to_date()
    return JsonResponse({"ready": ready}, status=200 if ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def _worker() -> str:
    try:
        return "ok" if state.worker().alive else "late"
    except DatabaseError:
        return "unknown"


_seen_up_to_date = False


def _up_to_date() -> bool:
    """Asked of the database until it is true once: a running process cannot fall behind."""
    global _seen_up_to_date
    if not _seen_up_to_date:
        from goldenbridge_site.running import upgrade

        try:
            _seen_up_to_date = not upgrade.pending()
        except DatabaseError:
            return False
    return _seen_up_to_date

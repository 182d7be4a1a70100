"""Pages for what went wrong. None of them shows settings, paths or a trace."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from goldenbridge_site.config.logs import loggable, request_id

log = logging.getLogger("goldenbridge_site.requests")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense to the site; nothing in it is used for the page."""
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in or not, this is not allowed; the reason is told where there is one."""
    log.warning("refused", extra={"path": loggable(request), "member": request.user.pk})
    reason = str(exception) if exception and exception.args else ""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page; offers the search."""
    return render(request, "errors/404.html", status=404)


def not_this_way(request: HttpRequest) -> HttpResponse:
    """405: an address that takes only what a form sends, opened like a page."""
    return render(request, "errors/405.html", status=405)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without touching the database; the id stands in the log beside the trace."""
    page = render_to_string("errors/500.html", {"request_id": request_id.get()})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was too old or came from elsewhere; what was written is shown again."""
    written = [
        (name, text)
        for name, text in request.POST.items()
        if name in {"title", "body"} and isinstance(text, str) and text.strip()
    ]
    return render(request, "errors/csrf.html", {"written": written}, status=403)

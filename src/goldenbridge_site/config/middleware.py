"""Rules that hold for every answer: request ids, browser rules, what may be kept in caches."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from goldenbridge_site.config.logs import loggable, request_id
from goldenbridge_site.config.once import answers
from goldenbridge_site.pages import errors

log = logging.getLogger("goldenbridge_site.requests")
Next = Callable[[HttpRequest], HttpResponse]
FORBIDDEN_FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def request_log(get_response: Next) -> Next:
    """Give every request an id, found in its log line and on the page of a failure.

    It also opens the request's store of answers (see `once`).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex[:12])
        kept = answers.set({})
        started = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            if not request.path.startswith("/static/"):
                log.info(
                    "request",
                    extra={
                        "method": request.method,
                        "path": loggable(request),
                        "status": response.status_code,
                        "milliseconds": round(1000 * (time.perf_counter() - started)),
                    },
                )
            return response
        finally:
            request_id.reset(token)
            answers.reset(kept)

    return middleware


def browser_rules(get_response: Next) -> Next:
    """Add the headers Django has no setting for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", FORBIDDEN_FEATURES)
        return response

    return middleware


def readable_refusals(get_response: Next) -> Next:
    """Give an address that takes no such request a page, where the framework answers with nothing.

    Somebody whose session ended in front of a form is led back to the form's address.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = errors.not_this_way(request)
        page["Allow"] = response.get("Allow", "")
        return page

    return middleware


def private_pages(get_response: Next) -> Next:
    """Keep what a signed-in member sees out of every cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated or request.method != "GET":
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware

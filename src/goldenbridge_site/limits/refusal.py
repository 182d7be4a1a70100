"""The answer to somebody who has to wait: what was written is shown again, to be sent later."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenbridge_site.limits.buckets import LimitReachedError

Next = Callable[[HttpRequest], HttpResponse]
SECRET = {"password", "password1", "password2", "oldpassword", "code", "csrfmiddlewaretoken"}
WORDS = {"body", "title", "words"}


class LimitMiddleware:
    """Turns LimitReachedError into an answer 429."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 429 where a limit was reached."""
        return refuse(request, error) if isinstance(error, LimitReachedError) else None


def refuse(request: HttpRequest, error: LimitReachedError) -> HttpResponse:
    """A page that says when to come back and holds the form's content, ready to be sent again."""
    response = render(
        request,
        "limits/wait.html",
        {"wait": spoken(error.wait), "kept": _kept(request), "path": request.get_full_path()},
        status=429,
    )
    response["Retry-After"] = str(error.wait)
    return response


def _kept(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """(name, content, whether a person wrote it) of every posted field that is no secret."""
    return [
        (name, text, name in WORDS)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in SECRET and isinstance(text, str)
    ]


def spoken(seconds: int) -> str:
    """A time to wait in words, rounded up."""
    if seconds < 60:
        return ngettext("%d second", "%d seconds", seconds) % seconds
    minutes = -(-seconds // 60)
    if minutes < 60:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    return _("one hour") if minutes == 60 else _("%d hours") % -(-minutes // 60)

"""The interface as a whole: its parts, and how problems are told."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from goldenbridge_site.api.reading import router
from goldenbridge_site.api.writing import FieldsError
from goldenbridge_site.limits.buckets import LimitReachedError
from goldenbridge_site.limits.refusal import spoken

api = NinjaAPI(
    title="Golden Bridge",
    version="1",
    description=(
        "Conflicts, posts and replies as JSON. Reading needs no key. Writing needs a key with the "
        "scope “write”, made under /account/tokens/ and sent as “Authorization: Bearer KEY”. "
        "The same rights and limits hold as on the pages."
    ),
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
api.add_router("", router)


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """403 with the reason."""
    return api.create_response(request, {"detail": str(error)}, status=403)


@api.exception_handler(FieldsError)
def wrong_fields(request: HttpRequest, error: FieldsError) -> HttpResponse:
    """422 with the problems by field."""
    return api.create_response(request, {"detail": error.problems}, status=422)


@api.exception_handler(LimitReachedError)
def wait(request: HttpRequest, error: LimitReachedError) -> HttpResponse:
    """429 with the time to wait."""
    words = _("Too much at once. Try again in %(time)s.") % {"time": spoken(error.wait)}
    response = api.create_response(request, {"detail": words}, status=429)
    response["Retry-After"] = str(error.wait)
    return response

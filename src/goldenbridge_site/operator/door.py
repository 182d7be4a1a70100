"""The door to the operator's pages: administrators with a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from goldenbridge_site import permissions

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def operators_only(view: View[P]) -> View[P]:
    """Let operators in; lead an administrator without a second factor to where it is set up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = request.user
        if permissions.may_operate(viewer):
            return view(request, *args, **kwargs)
        if permissions.administers(viewer) and request.method == "GET":
            messages.warning(request, _("The operator's pages need a second factor. Set one up."))
            return redirect("mfa_index")
        permissions.require(False, _("These pages are for administrators with a second factor."))
        raise AssertionError("require has refused")

    return cast(View[P], login_required(guarded))

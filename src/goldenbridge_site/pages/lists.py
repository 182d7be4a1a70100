"""Lists cut into pages."""

from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

T = TypeVar("T", bound=Any)
SIZE = 20


def page_of(request: HttpRequest, found: "QuerySet[T] | list[T]", size: int = SIZE) -> "Page[T]":
    """The page named by `?page=`; a number beyond the last gives the last."""
    return Paginator(found, size).get_page(request.GET.get("page"))

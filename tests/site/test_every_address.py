"""What holds for every address of the site: rules for browsers, caches, and form tokens."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from authorisation_table import PAGES, TABLE, Row
from authorisation_world import World, build, path_of

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
NO_TOKEN = {"unfollow/<str:token>/"}
"""A mail program posts there; the signature in the address is the permission."""

SIGNS_OUT = {"join/confirm/<key>/"}
"""The library signs out whoever opens another member's link; the page is a visitor's then."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The site of the authorisation matrix."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def get(world: World, row: Row, role: str) -> HttpResponse:
    """The answer to a GET row; what it writes is undone."""
    with transaction.atomic():
        client = world.browser(role)
        path = path_of(row.route, row.args(world))
        answer: HttpResponse = client.get(path, row.body(world, role, client))  # type: ignore[assignment]
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("row", [row for row in TABLE if row.method == "GET"], ids=str)
def test_every_answer_carries_the_rules_for_browsers(world: World, row: Row) -> None:
    for role in ("visitor", "administrator"):
        answer = get(world, row, role)
        policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
        assert policy == POLICY
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]
        assert "Access-Control-Allow-Origin" not in answer
        if role == "administrator" and row.route not in SIGNS_OUT and "api/v1/" not in row.route:
            assert "no-store" in answer["Cache-Control"]
        if answer["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            assert " style=" not in text
            assert "<style" not in text
            assert " onclick=" not in text


@pytest.mark.parametrize(
    "row",
    [row for row in PAGES if row.method == "POST" and row.route not in NO_TOKEN],
    ids=str,
)
def test_every_form_needs_its_token(world: World, row: Row) -> None:
    with transaction.atomic():
        client = world.browser("administrator")
        client.handler.enforce_csrf_checks = True
        given = row.body(world, "administrator", client)
        answer = client.post(path_of(row.route, row.args(world)), given)
        transaction.set_rollback(True)
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()

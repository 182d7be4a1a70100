"""The authorisation matrix: every address, method and role of the URL configuration itself."""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from authorisation_table import PAGES, PROGRAMS, TABLE, Row
from authorisation_world import ROLES, World, build, path_of
from goldenbridge_site import permissions
from goldenbridge_site.config.once import answers
from goldenbridge_site.operator.models import SiteSettings

# The mark makes pytest-django set the database up; the fixture below keeps what it holds.
pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# An address that only raises the list of addresses; the library adds it by itself.
NOT_ASKED = {"api-root"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The site, made once; every cell is tried in a savepoint that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every (route, view) of the URL configuration."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, path)
        elif isinstance(pattern, URLPattern) and pattern.name not in NOT_ASKED:
            yield path, pattern.callback


def ask(world: World, row: Row, role: str) -> str:
    """The cell as the site fills it."""
    with transaction.atomic():
        kept = answers.set(None)
        try:
            if row.read_only:
                SiteSettings(read_only=True).save()
            return shown(_send(world, row, role))
        finally:
            answers.reset(kept)
            transaction.set_rollback(True)


def _send(world: World, row: Row, role: str) -> HttpResponse:
    path = path_of(row.route, row.args(world))
    if row in PROGRAMS:
        client = world.program(role)
        given = row.body(world, role, client)
        if row.method == "GET":
            return client.get(path, given)  # type: ignore[return-value]
        return client.generic(row.method, path, json.dumps(given), "application/json")  # type: ignore[return-value]
    client = world.browser(role)
    given = row.body(world, role, client)
    return getattr(client, row.method.lower())(path, given)  # type: ignore[no-any-return]


def shown(response: HttpResponse) -> str:
    """A status, or `in` for a redirect to the sign-in page."""
    location = response.get("Location", "")
    leads_in = response.status_code == 302 and re.match(r"/sign-in/(\?|$)", location)
    return "in" if leads_in else str(response.status_code)


def wrong_cells(world: World, row: Row) -> dict[str, tuple[str, str]]:
    """The roles whose answer is not as the table says: (expected, found)."""
    found = {role: ask(world, row, role) for role in ROLES}
    return {r: (row.expected[r], found[r]) for r in ROLES if row.expected[r] != found[r]}


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_every_role_gets_the_answer_of_the_table(world: World, row: Row) -> None:
    assert wrong_cells(world, row) == {}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert missing(dict(routes())) == set()
    assert {row.route for row in TABLE} - set(dict(routes())) == set()


def missing(known: dict[str, Any]) -> set[str]:
    """Addresses without a row."""
    return set(known) - {row.route for row in TABLE}


def test_a_new_address_without_a_row_is_noticed() -> None:
    assert missing({**dict(routes()), "moderation/secret/": None}) == {"moderation/secret/"}


def listed(route: str) -> set[str]:
    """The methods the table has rows for."""
    return {row.method for row in TABLE if row.route == route}


ANY_METHOD = {"api/v1/openapi.json"}
"""Says the same whatever the method."""


def takes_put_for_post(route: str) -> bool:
    """The library's forms read PUT as a POST whose fields are empty."""
    view = dict(routes())[route]
    return "POST" in listed(route) and hasattr(view, "view_class")


@pytest.mark.parametrize("route", sorted({row.route for row in TABLE} - ANY_METHOD))
def test_methods_without_a_row_do_nothing(world: World, route: str) -> None:
    row = next(row for row in TABLE if row.route == route)
    for method in METHODS:
        if method in listed(route) or (method == "PUT" and takes_put_for_post(route)):
            continue
        asked = Row(route, method, row.cells, row.args)
        refusals = {"405", "403", "404", "401", "in"}
        if hasattr(dict(routes())[route], "view_class"):
            refusals.add("302")  # the library leads some people elsewhere before it looks further
        for role in ("visitor", "administrator"):
            assert _send_bare(world, asked, role) in refusals


def _send_bare(world: World, row: Row, role: str) -> str:
    path = path_of(row.route, row.args(world))
    with transaction.atomic():
        client = world.program(role) if row.route.startswith("api/v1/") else world.browser(role)
        found = shown(client.generic(row.method, path))  # type: ignore[arg-type]
        transaction.set_rollback(True)
    return found


WATCHED = {
    "is_member": "POST /drafts/save/",
    "verified": "POST /discussions/new/",
    "may_write": "POST /discussions/new/",
    "moderates": "GET /moderation/",
    "administers": "GET /operator/",
    "may_operate": "GET /operator/",
    "may_read_post": "GET /discussions/<slug:slug>/ hidden",
    "may_edit_post": "POST /discussions/<slug:slug>/edit/",
    "may_delete_post": "POST /discussions/<slug:slug>/delete/",
    "may_read_reply": "GET /replies/<int:pk>/ hidden",
    "may_reply": "POST /discussions/<slug:slug>/reply/",
    "may_edit_reply": "POST /replies/<int:pk>/edit/ hidden",
    "may_delete_reply": "DELETE /api/v1/replies/<pk>",
    "may_use_draft": "POST /drafts/<int:pk>/discard/",
    "may_keep_drafts": "POST /drafts/save/",
    "may_follow": "POST /discussions/<slug:slug>/follow/",
    "may_report": "POST /replies/<int:pk>/report/",
    "may_request_by_law": "POST /replies/<int:pk>/report/ read-only",
    "may_decide_on": "POST /moderation/members/<int:pk>/ a moderator",
    "may_undo": "POST /moderation/decisions/<int:pk>/undo/ another's",
    "may_read_decision": "GET /moderation/decisions/<int:pk>/",
    "may_appeal": "POST /moderation/decisions/<int:pk>/appeal/ a second time",
    "may_answer_appeal": "POST /moderation/appeals/<int:pk>/ against one's own decision",
    "may_write_notes": "POST /moderation/members/<int:pk>/notes/",
    "may_remove_note": "POST /moderation/notes/<int:pk>/remove/ another's",
    "may_give_role": "POST /operator/members/<int:pk>/role/ one's own",
    "may_make_tokens": "POST /account/tokens/",
    "may_revoke_token": "POST /account/tokens/<int:pk>/revoke/",
}
"""For each check, a row that must fail when the check is taken away."""

WATCHED_BY_OTHERS = {
    "has_second_factor": ("plain_administrator", "GET /operator/", "302"),
    "may_manage_account": ("demo", "GET /account/", "403"),
}
"""Checks about people who are none of the roles: who, which row, and the answer they get."""

ASKED_TWICE = {
    "may_read_post_history": ("may_read_post", "GET /discussions/<slug:slug>/history/ hidden"),
    "may_read_reply_history": ("may_read_reply", "GET /replies/<int:pk>/history/ hidden"),
}
"""Checks behind another one: the row fails when both are taken away, and holds with either."""

WATCHED_ELSEWHERE = {
    "may_read_notification": "the query is limited to the member's own rows already",
    "asked_to_reword": "test_moderation: asking to reword reopens the time to edit",
}


def checks() -> dict[str, Callable[..., bool]]:
    """Every function in the module of permissions that answers yes or no."""
    return {
        name: function
        for name, function in vars(permissions).items()
        if inspect.isfunction(function)
        and function.__module__ == permissions.__name__
        and not name.startswith(("_", "require"))
    }


def test_every_check_is_watched_by_a_row() -> None:
    watched = {*WATCHED, *WATCHED_BY_OTHERS, *ASKED_TWICE, *WATCHED_ELSEWHERE}
    assert set(checks()) == watched


def row_called(name: str) -> Row:
    """The row of the table with that name."""
    return next(row for row in TABLE if str(row) == name)


@pytest.mark.parametrize("name", sorted(WATCHED))
def test_taking_one_check_away_makes_the_matrix_fail(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = row_called(WATCHED[name])
    assert wrong_cells(world, row) == {}
    monkeypatch.setattr(permissions, name, lambda *args, **more: True)
    assert wrong_cells(world, row)


@pytest.mark.parametrize("name", sorted(WATCHED_BY_OTHERS))
def test_taking_a_check_on_others_away_is_noticed(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, called, expected = WATCHED_BY_OTHERS[name]
    assert ask(world, row_called(called), who) == expected
    monkeypatch.setattr(permissions, name, lambda *args, **more: True)
    assert ask(world, row_called(called), who) != expected


@pytest.mark.parametrize("name", sorted(ASKED_TWICE))
def test_taking_both_of_two_checks_away_makes_the_matrix_fail(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, called = ASKED_TWICE[name]
    row = row_called(called)
    monkeypatch.setattr(permissions, name, lambda *args, **more: True)
    assert wrong_cells(world, row) == {}
    monkeypatch.setattr(permissions, first, lambda *args, **more: True)
    assert wrong_cells(world, row)


def test_the_rows_of_programs_are_those_of_the_interface() -> None:
    assert {row.route for row in PAGES if row.route.startswith("api/v1/")} == {"api/v1/"}
    assert all(row.route.startswith("api/v1/") for row in PROGRAMS)

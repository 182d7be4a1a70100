"""Rules for browsers and caches, errors, the choice of colours, and that reading writes nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

import goldenbridge_site
from goldenbridge_site.accounts.models import User
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

pytestmark = pytest.mark.django_db
SOURCE = Path(goldenbridge_site.__file__).parent
PAGES = ["/", "/conflicts/", "/discussions/", "/search/", "/join/", "/sign-in/", "/rules/", "/no/"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_a_strict_policy(client: Client, page: str) -> None:
    headers = client.get(page).headers
    policy = {
        part.partition(" ")[0]: part.partition(" ")[2]
        for part in headers["Content-Security-Policy"].split("; ")
    }
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Request-ID"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_hold_nothing_the_policy_would_stop(client: Client, page: str) -> None:
    text = client.get(page).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver)', text)


def test_failures_are_pages_without_settings(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("goldenbridge_site.pages.views.cards.shown", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert b"secret detail" not in answer.content
    assert answer["X-Request-ID"].encode() in answer.content
    assert answer["Content-Security-Policy"]


def test_a_page_that_is_not_there_offers_the_search(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert b'action="/search/"' in answer.content


def test_another_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_members_pages_stay_out_of_caches(client: Client, member: User) -> None:
    client.force_login(member)
    for page in ("/", "/account/"):
        assert client.get(page)["Cache-Control"] == "private, no-store"


def test_every_form_needs_its_token(member: User, post: Post) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    for address in (
        "/discussions/new/",
        f"/discussions/{post.slug}/reply/",
        "/theme/",
        "/drafts/save/",
        "/account/profile/",
        "/sign-out/",
        "/join/",
    ):
        assert strict.post(address, {"body": "kept words"}).status_code in {302, 403}
    answer = strict.post("/discussions/new/", {"body": "kept words"})
    assert answer.status_code == 403
    assert b"kept words" in answer.content


def test_colours_are_kept_in_a_cookie(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/rules/"})
    assert answer["Location"] == "/rules/"
    assert b'data-theme="dark"' in client.get("/").content
    assert client.post("/theme/", {"theme": "x", "next": "//evil.example"})["Location"] == "/"
    assert b'data-theme="dark"' in client.get("/").content


def test_text_is_declared_safe_in_one_module_only() -> None:
    found = set()
    for file in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]:
        text = file.read_text(encoding="utf-8")
        if re.search(r"\bmark_safe\(|\|\s*safe\b|autoescape off|SafeString\(", text):
            found.add(str(file.relative_to(SOURCE)))
        assert not re.search(r"format_html\(\s*(?![A-Z]+,|pattern,)[^\s\"']", text), file
    assert {name for name in found if not name.endswith(".txt")} == {"markdown.py"}


def snapshot() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = {}
        for table in tables:
            if table.startswith(("search_index", "django_session", "limits_", "shared_cache")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            counts[table] = hash(tuple(sorted(map(repr, cursor.fetchall()))))
    return counts


def test_reading_changes_nothing(
    client: Client, member: User, post: Post, make_reply: Callable[..., Reply]
) -> None:
    make_reply(post, member)
    client.force_login(member)
    before = snapshot()
    todo, seen = ["/", "/account/", post.get_absolute_url()], set()
    while todo:
        address = todo.pop()
        if address in seen or len(seen) > 250:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code < 500, address
        if "html" in answer.headers.get("Content-Type", ""):
            links = re.findall(r'href="(/[^"#]*)', answer.content.decode())
            todo += [link.replace("&amp;", "&") for link in links if "/static/" not in link]
    assert len(seen) > 30
    assert snapshot() == before


def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_an_address_that_only_takes_forms_says_so(client: Client, db: None) -> None:
    answer = client.get("/theme/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "only takes what a form sends" in answer.content.decode()
    assert client.head("/theme/").status_code == 405

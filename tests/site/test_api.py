"""The JSON interface: keys, rights, limits, shapes, and what a fuzzer finds."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from goldenbridge_site.accounts.models import User
from goldenbridge_site.api import tokens
from goldenbridge_site.api.interface import api
from goldenbridge_site.api.models import ApiToken
from goldenbridge_site.config.wsgi import application
from goldenbridge_site.limits.allowances import ALLOWANCES, Allowance
from goldenbridge_site.limits.models import Bucket
from goldenbridge_site.moderation.models import Report
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

V1 = "/api/v1"
SECRET = "Words nobody should find again."


class Program:
    """A program with a key, or without one."""

    def __init__(self, key: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"} if key else None)

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return self.client.get(V1 + path, query)

    def send(self, method: str, path: str, given: Any = None) -> Any:
        """Write JSON."""
        return self.client.generic(method, V1 + path, json.dumps(given), "application/json")


def program(user: User, *scopes: str) -> Program:
    """A program of `user`."""
    return Program(tokens.make(user, "test", list(scopes)))


def test_reading_needs_no_key(post: Post, member: User, make_reply: Callable[..., Reply]) -> None:
    reply = make_reply(post, member)
    anybody = Program()
    assert anybody.get("/conflicts").json()["items"][0]["slug"] == "ruritania"
    assert anybody.get("/conflicts/ruritania").json()["title"] == "Ruritania"
    assert anybody.get("/posts").json()["items"][0]["slug"] == post.slug
    assert anybody.get(f"/posts/{post.slug}").json()["body"] == post.body
    assert anybody.get(f"/posts/{post.slug}/replies").json()["items"][0]["id"] == reply.pk
    assert anybody.get(f"/replies/{reply.pk}").json()["author"]["name"] == "alder"
    assert anybody.get("/members/alder").json()["replies"] == 1


def test_what_is_not_published_is_not_there(
    client: Client,
    post: Post,
    member: User,
    other: User,
    make_post: Callable[..., Post],
    make_reply: Callable[..., Reply],
) -> None:
    gone = make_reply(post, other, SECRET, status=Status.DELETED)
    make_reply(post, member, "Answer.", parent=gone)
    hidden = make_reply(post, other, SECRET, status=Status.HIDDEN)
    waiting = make_post(other, "Waits", body=SECRET, status=Status.WAITING)
    for path in ("/posts", f"/posts/{post.slug}", f"/posts/{post.slug}/replies", "/members/birch"):
        assert SECRET not in Program().get(path).content.decode()
    for path in (f"/replies/{gone.pk}", f"/replies/{hidden.pk}", f"/posts/{waiting.slug}"):
        assert Program().get(path).status_code == 404
    thread = Program().get(f"/posts/{post.slug}/replies").json()["items"]
    assert (thread[0]["status"], thread[0]["author"]) == ("deleted", None)
    own = program(other, "read")
    assert own.get(f"/posts/{waiting.slug}").json()["status"] == "waiting"
    assert program(other, "write").get(f"/posts/{waiting.slug}").status_code == 404


def test_no_address_of_a_member_is_ever_told(post: Post, member: User) -> None:
    for path in ("/posts", f"/posts/{post.slug}", "/members/alder"):
        assert "@example.org" not in Program().get(path).content.decode()
    assert "@example.org" not in program(member, "read").get("/me").content.decode()


def test_a_key_is_shown_once_kept_as_a_hash_and_revocable(
    signed_in: Callable[[User], Client], member: User
) -> None:
    browser = signed_in(member)
    page = browser.post(
        reverse("api-tokens"), {"name": "notebook", "scopes": ["read", "write"]}
    ).content.decode()
    key = page.split("<code>")[1].split("</code>")[0]
    token = ApiToken.objects.get()
    assert key not in str(token.__dict__)
    assert key not in browser.get(reverse("api-tokens")).content.decode()
    mine = Program(key)
    assert mine.get("/me").json() == {
        "name": "alder",
        "slug": "alder",
        "role": "member",
        "scopes": ["read", "write"],
    }
    browser.post(reverse("api-token-revoke", args=[token.pk]))
    assert mine.get("/me").status_code == 401


def test_another_members_key_cannot_be_revoked(
    signed_in: Callable[[User], Client], member: User, other: User
) -> None:
    tokens.make(other, "theirs", ["read"])
    token = ApiToken.objects.get()
    assert signed_in(member).post(reverse("api-token-revoke", args=[token.pk])).status_code == 404
    token.refresh_from_db()
    assert token.revoked is None


def test_writing_needs_a_key_with_the_scope(post: Post, other: User) -> None:
    path, given = f"/posts/{post.slug}/replies", {"body": "From a program."}
    assert Program().send("POST", path, given).status_code == 401
    assert Program("gb_made-up").send("POST", path, given).status_code == 401
    assert program(other, "read").send("POST", path, given).status_code == 403
    made = program(other, "write").send("POST", path, given)
    assert made.status_code == 201
    assert Reply.objects.get(pk=made.json()["id"]).author == other


def test_the_cookies_of_a_browser_count_for_nothing(
    signed_in: Callable[[User], Client], post: Post, member: User
) -> None:
    browser = signed_in(member)
    assert browser.get(f"{V1}/me").status_code == 401
    deleted = browser.delete(f"{V1}/posts/{post.slug}")
    assert deleted.status_code == 401


def test_a_suspended_or_deleted_member_cannot_write_with_an_old_key(
    post: Post, other: User
) -> None:
    mine = program(other, "read", "write")
    other.banned = True
    other.save()
    sent = mine.send("POST", f"/posts/{post.slug}/replies", {"body": "x"})
    assert sent.status_code == 403
    assert mine.get("/me").status_code == 200
    other.is_active = False
    other.save()
    assert mine.get("/me").status_code == 401


def test_a_post_is_published_edited_and_deleted(member: User, conflict: Any) -> None:
    mine = program(member, "read", "write")
    given = {"title": "From a program", "body": "Text.", "conflict": "ruritania", "tags": ["talks"]}
    made = mine.send("POST", "/posts", given)
    assert made.status_code == 201
    slug = made.json()["slug"]
    edit = {**given, "title": "Edited", "version": 1}
    assert mine.send("PUT", f"/posts/{slug}", edit).json()["version"] == 2
    assert mine.send("PUT", f"/posts/{slug}", edit).status_code == 409
    assert mine.send("DELETE", f"/posts/{slug}").status_code == 204
    assert Post.objects.get(slug=slug).body == ""


def test_others_texts_cannot_be_changed(
    post: Post, member: User, other: User, make_reply: Callable[..., Reply]
) -> None:
    reply = make_reply(post, member)
    theirs = program(other, "read", "write")
    edit = {"title": "Mine now", "body": "x", "version": 1}
    assert theirs.send("PUT", f"/posts/{post.slug}", edit).status_code == 403
    assert theirs.send("DELETE", f"/posts/{post.slug}").status_code == 403
    assert theirs.send("PUT", f"/replies/{reply.pk}", {"body": "x"}).status_code == 403
    assert theirs.send("DELETE", f"/replies/{reply.pk}").status_code == 403


def test_unknown_fields_and_parameters_are_refused(post: Post, member: User, other: User) -> None:
    mine = program(member, "read", "write")
    for extra in ("author", "is_staff", "created", "status"):
        given = {"title": "From a program", "body": "Text.", extra: other.pk}
        assert mine.send("POST", "/posts", given).status_code == 422
    assert Program().get("/posts", author_id=1).status_code == 422
    assert Program().get("/posts", size=101).status_code == 422
    assert Program().get("/posts", page=0).status_code == 422
    assert not Post.objects.filter(title="From a program").exists()


def test_problems_are_told_by_field(member: User, post: Post) -> None:
    mine = program(member, "write")
    sent = mine.send("POST", "/posts", {"title": "x", "body": " ", "tags": ["a"] * 5})
    assert sent.status_code == 422
    assert set(sent.json()["detail"]) == {"title", "body"}
    links = " ".join(f"https://example.org/{n}" for n in range(4))
    sent = mine.send("POST", f"/posts/{post.slug}/replies", {"body": links})
    assert sent.status_code == 422
    assert list(sent.json()["detail"]) == ["body"]


def test_reporting_by_number(post: Post, other: User, member: User) -> None:
    theirs = program(other, "write")
    path = f"/posts/{post.slug}/report"
    assert theirs.send("POST", path, {"rule": 99}).status_code == 422
    assert theirs.send("POST", path, {"rule": 7}).status_code == 422
    assert theirs.send("POST", path, {"rule": 2, "words": "Hints."}).status_code == 204
    assert program(member, "write").send("POST", path, {"rule": 2}).status_code == 403
    assert Report.objects.get().reporter == other


def test_notifications_are_the_members_own(post: Post, member: User, other: User) -> None:
    member.notifications.create(event="x", kind="reply_to_me", post=post)
    assert program(member, "read").get("/notifications").json()["total"] == 1
    assert program(other, "read").get("/notifications").json()["total"] == 0


def test_lists_are_cut_into_pages(member: User, make_post: Callable[..., Post]) -> None:
    for n in range(5):
        make_post(member, f"Post number {n}")
    first = Program().get("/posts", size=2).json()
    assert (first["total"], first["pages"], len(first["items"])) == (5, 3, 2)
    assert len(Program().get("/posts", size=2, page=3).json()["items"]) == 1
    assert Program().get("/posts", size=2, page=4).json()["items"] == []


def test_too_much_at_once_is_429_and_says_when(
    monkeypatch: pytest.MonkeyPatch, conflict: Any
) -> None:
    few = Allowance(2, ALLOWANCES["api-read"].per)
    monkeypatch.setitem(ALLOWANCES, "api-read", few)
    answers = [Program().get("/conflicts") for _n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0
    assert answers[2]["Content-Type"].startswith("application/json")


def test_no_other_site_may_read_through_a_browser(post: Post) -> None:
    answer = Client(headers={"Origin": "https://elsewhere.example"}).get(f"{V1}/posts")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert answer["Content-Type"].startswith("application/json")


def test_answers_to_a_key_are_kept_by_no_cache(member: User) -> None:
    assert "no-store" in program(member, "read").get("/me")["Cache-Control"]


def test_the_document_names_every_address(client: Client) -> None:
    document = client.get(f"{V1}/openapi.json").json()
    assert set(document["paths"]) == {
        f"{V1}{path}"
        for path in (
            "/conflicts",
            "/conflicts/{slug}",
            "/posts",
            "/posts/{slug}",
            "/posts/{slug}/replies",
            "/posts/{slug}/report",
            "/replies/{pk}",
            "/replies/{pk}/report",
            "/members/{slug}",
            "/search",
            "/me",
            "/notifications",
        )
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            assert operation["description"]
            assert "429" in operation["responses"]


@pytest.fixture
def fuzzed(
    member: User, other: User, post: Post, make_reply: Callable[..., Reply]
) -> Iterator[str]:
    """A site with something to find, and a key that may do everything."""
    make_reply(post, other)
    # As Django's own test client does: the test's transaction must outlive the requests.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield tokens.make(member, "fuzz", ["read", "write"])
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = application


@pytest.mark.django_db
@pytest.mark.parametrize("operation", [o.ok() for o in schema.get_all_operations()], ids=str)
def test_a_fuzzer_finds_no_500_and_no_answer_that_is_not_documented(
    operation: Any, fuzzed: str
) -> None:
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def fuzz(case: Any) -> None:
        Bucket.objects.all().delete()
        case.call_and_validate(
            headers={"Authorization": f"Bearer {fuzzed}"},
            checks=[
                not_a_server_error,
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ],
        )

    fuzz()

"""Limits: each one reached and passed, exact side by side, by address behind one proxy."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.background.tasks import night
from goldenbridge_site.limits import addresses, buckets, newcomers
from goldenbridge_site.limits.allowances import ALLOWANCES, NEWCOMER, Allowance
from goldenbridge_site.limits.buckets import LimitReachedError
from goldenbridge_site.limits.models import Bucket
from goldenbridge_site.limits.refusal import spoken
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply


def asked(user: User | AnonymousUser, **meta: str) -> HttpRequest:
    """A request of `user`."""
    request = RequestFactory().get("/", **meta)  # type: ignore[arg-type]
    request.user = user
    return request


def settled(member: User, post: Post) -> User:
    """Make `member` somebody who is no newcomer."""
    member.joined = timezone.now() - timedelta(days=30)
    member.save()
    for n in range(newcomers.TEXTS):
        Reply.objects.create(post=post, author=member, body=str(n), body_html=str(n))
    assert not newcomers.is_newcomer(member)
    return member


@pytest.mark.parametrize("name", sorted(ALLOWANCES))
def test_each_limit_is_reached_and_passed(
    name: str, post: Post, other: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked(settled(other, post))
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    for _n in range(ALLOWANCES[name].burst):
        buckets.spend(request, name)
    with pytest.raises(LimitReachedError) as refused:
        buckets.spend(request, name)
    assert 0 < refused.value.wait <= ALLOWANCES[name].seconds_each + 1
    now += timedelta(seconds=ALLOWANCES[name].seconds_each + 0.1)
    buckets.spend(request, name)
    with pytest.raises(LimitReachedError):
        buckets.spend(request, name)


@pytest.mark.parametrize("name", sorted(NEWCOMER))
def test_newcomers_have_less(name: str, other: User) -> None:
    assert NEWCOMER[name].burst < ALLOWANCES[name].burst
    request = asked(other)
    for _n in range(NEWCOMER[name].burst):
        buckets.spend(request, name)
    with pytest.raises(LimitReachedError):
        buckets.spend(request, name)


def test_members_and_addresses_have_their_own(member: User, other: User) -> None:
    for _n in range(NEWCOMER["report"].burst):
        buckets.spend(asked(member), "report")
    buckets.spend(asked(other), "report")
    buckets.spend(asked(AnonymousUser(), REMOTE_ADDR="198.51.100.7"), "report")


def test_a_refused_reply_keeps_its_text_and_says_when_to_come_back(
    post: Post, other: User, signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(other)
    url = reverse("reply", args=[post.slug])
    for n in range(NEWCOMER["reply"].burst):
        assert browser.post(url, {"body": f"Reply {n}."}).status_code == 302
    page = browser.post(url, {"body": "One <too> many.", "parent": ""})
    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0
    shown = page.content.decode()
    assert "One &lt;too&gt; many." in shown
    assert f'action="{url}"' in shown
    assert "Try again in" in shown
    assert post.replies.count() == NEWCOMER["reply"].burst


def test_passwords_are_not_kept_on_the_page_that_says_wait(db: None) -> None:
    from goldenbridge_site.limits import refusal

    request = RequestFactory().post("/", {"body": "kept", "password1": "not kept"})
    assert refusal._kept(request) == [("body", "kept", True)]


@pytest.fixture
def three_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So slow to come back that a busy machine does not give one back meanwhile."""
    monkeypatch.setitem(ALLOWANCES, "search", Allowance(3, timedelta(days=1)))


def test_searching_is_limited_by_address(client: Client, db: None, three_searches: None) -> None:
    url = reverse("search")
    for _n in range(ALLOWANCES["search"].burst):
        assert client.get(url, {"q": "bridge"}).status_code == 200
    assert client.get(url, {"q": "bridge"}).status_code == 429
    assert client.get(url, {"q": "bridge"}, REMOTE_ADDR="198.51.100.7").status_code == 200
    assert client.get(url).status_code == 200


def test_the_address_behind_one_trusted_proxy(settings: object, db: None) -> None:
    def client(peer: str, forwarded: str, proxies: int) -> str:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies  # type: ignore[attr-defined]
        visitor = AnonymousUser()
        more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
        return addresses.client(asked(visitor, REMOTE_ADDR=peer, **more))

    assert client("203.0.113.9", "198.51.100.7", 0) == "203.0.113.9"
    assert client("203.0.113.9", "198.51.100.7", 1) == "203.0.113.9", "no proxy of ours"
    assert client("127.0.0.1", "198.51.100.7", 1) == "198.51.100.7"
    assert client("10.0.0.2", "192.0.2.1, 198.51.100.7", 1) == "198.51.100.7", "not the made up one"
    assert client("127.0.0.1", "198.51.100.7", 2) == "127.0.0.1", "a proxy is missing"
    assert client("127.0.0.1", "nonsense", 1) == "127.0.0.1"
    assert client("127.0.0.1", "", 1) == "127.0.0.1"
    assert client("", "198.51.100.7", 1) == "198.51.100.7"


def test_a_forged_header_does_not_change_the_key(
    client: Client, db: None, three_searches: None
) -> None:
    url = reverse("search")
    for n in range(ALLOWANCES["search"].burst):
        client.get(url, {"q": "bridge"}, HTTP_X_FORWARDED_FOR=f"198.51.100.{n}")
    page = client.get(url, {"q": "bridge"}, HTTP_X_FORWARDED_FOR="198.51.100.200")
    assert page.status_code == 429


def test_addresses_are_not_kept_as_they_are(client: Client, db: None) -> None:
    client.get(reverse("search"), {"q": "bridge"}, REMOTE_ADDR="198.51.100.7")
    key = Bucket.objects.get().key
    assert "198.51.100.7" not in key
    Bucket.objects.update(updated=timezone.now() - buckets.KEPT - timedelta(minutes=1))
    night()
    assert not Bucket.objects.exists()


def test_one_household_of_the_new_protocol_is_one_address() -> None:
    def key(peer: str) -> str:
        return addresses.key(asked(AnonymousUser(), REMOTE_ADDR=peer))

    assert key("2001:db8:1:2::3") == key("2001:db8:1:2:ffff::4")
    assert key("2001:db8:1:2::3") != key("2001:db8:1:3::3")
    assert key("::ffff:198.51.100.7") == key("198.51.100.7")
    assert key("nonsense") == "unknown"


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_do_not_pass_more_than_the_limit(make_member: Callable[..., User]) -> None:
    member = make_member("elm")
    limit = NEWCOMER["post"].burst

    def attempt(_n: int) -> bool:
        try:
            buckets.spend_member(member, "post")
        except LimitReachedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as pool:
        passed = sum(pool.map(attempt, range(20)))
    assert passed == limit


def test_waiting_in_words() -> None:
    assert [spoken(s) for s in (1, 59, 60, 61, 3600, 3700)] == [
        "1 second",
        "59 seconds",
        "1 minute",
        "2 minutes",
        "one hour",
        "2 hours",
    ]


def test_joining_is_limited_by_address(client: Client, db: None) -> None:
    form = {"display_name": "", "email": "no address", "password1": "short", "website": ""}
    for _n in range(20):
        assert client.post("/join/", form).status_code == 200
    assert client.post("/join/", form).status_code == 429
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert client.post("/join/", form).status_code == 200

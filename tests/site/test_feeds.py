"""Atom feeds: valid, public only, and quiet when nothing changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client
from django.urls import reverse

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Words nobody should find again."


def read(client: Client, name: str, *args: str) -> Xml.Element:
    """The feed as a parsed document."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return Xml.fromstring(answer.content)


def titles(feed: Xml.Element) -> list[str]:
    """The titles of the entries, in order."""
    return [str(entry.findtext(f"{ATOM}title")) for entry in feed.findall(f"{ATOM}entry")]


def check(feed: Xml.Element) -> None:
    """What RFC 4287 demands: sections 4.1.1 and 4.1.2."""
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
            assert element.findtext(ATOM + name)
        updated = element.findtext(f"{ATOM}updated")
        assert datetime.fromisoformat(str(updated)).tzinfo is not None
        links = element.findall(f"{ATOM}link")
        assert all(link.get("href", "").startswith("http://testserver/") for link in links)
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert content.get("type") == "html"
    own = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(own) == 1


def test_all_posts_newest_first(
    client: Client, member: User, post: Post, make_post: Callable[..., Post]
) -> None:
    make_post(member, "A later one", body="With *stress* & <marks>.")
    feed = read(client, "feed-all")
    check(feed)
    assert titles(feed) == ["A later one", post.title]
    content = feed.findtext(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert "<em>stress</em> &amp; &lt;marks&gt;" in content


def test_one_discussion_with_its_replies(
    client: Client, post: Post, other: User, make_reply: Callable[..., Reply]
) -> None:
    make_reply(post, other, "An answer.")
    feed = read(client, "feed-post", post.slug)
    check(feed)
    assert titles(feed) == ["Reply by birch", post.title]


def test_one_conflict(
    client: Client, member: User, post: Post, make_post: Callable[..., Post]
) -> None:
    make_post(member, "About nothing", conflict=None)
    feed = read(client, "feed-conflict", "ruritania")
    check(feed)
    assert titles(feed) == [post.title]


def test_nothing_hidden_deleted_or_waiting_is_told(
    client: Client,
    member: User,
    post: Post,
    make_post: Callable[..., Post],
    make_reply: Callable[..., Reply],
    signed_in: Callable[[User], Client],
) -> None:
    for status in (Status.HIDDEN, Status.WAITING, Status.DELETED):
        made = make_post(member, f"Not {status}", body=SECRET, status=status)
        make_reply(post, member, SECRET, status=status)
        assert client.get(reverse("feed-post", args=[made.slug])).status_code == 404
    browser = signed_in(member)
    for name, args in (
        ("feed-all", []),
        ("feed-post", [post.slug]),
        ("feed-conflict", ["ruritania"]),
    ):
        text = browser.get(reverse(name, args=args)).content.decode()
        assert SECRET not in text
        assert "Not hidden" not in text
        assert "@example.org" not in text


def test_a_conflict_that_is_not_shown_has_no_feed(client: Client, conflict: Conflict) -> None:
    conflict.shown = False
    conflict.save()
    assert client.get(reverse("feed-conflict", args=["ruritania"])).status_code == 404


@pytest.mark.parametrize("empty", [True, False])
def test_a_feed_that_did_not_change_is_not_sent_again(
    client: Client, empty: bool, request: pytest.FixtureRequest, db: None
) -> None:
    if not empty:
        request.getfixturevalue("post")
    url = reverse("feed-all")
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_change_is_sent(
    client: Client, member: User, post: Post, make_post: Callable[..., Post]
) -> None:
    url = reverse("feed-all")
    tag = client.get(url)["ETag"]
    make_post(member, "A later one")
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_characters_that_xml_cannot_hold_are_left_out(
    client: Client, member: User, make_post: Callable[..., Post]
) -> None:
    make_post(member, "A title", body="Bell \x07 and form feed \x0c.", slug="bell")
    Post.objects.update(title="Bell \x07")
    assert titles(read(client, "feed-all")) == ["Bell "]


def test_payloads_stay_text(client: Client, member: User, make_post: Callable[..., Any]) -> None:
    payload = "<script>pwn()</script><img src=q onerror=pwn()> [a](javascript:pwn())"
    make_post(member, "]]><script>pwn()</script>", body=payload, slug="p")
    feed = read(client, "feed-all")
    content = str(feed.findtext(f"{ATOM}entry/{ATOM}content"))
    for mark in ("<script", "<img", 'href="javascript'):
        assert mark not in content

"""Search: words, snippets, visibility, and what people type that means something to an index."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from goldenbridge_site.accounts.models import User
from goldenbridge_site.events import post_changed
from goldenbridge_site.posts import publishing as posts
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies import publishing as replies
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.search import finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(member: User) -> Post:
    data = {"title": "Guarantees for Kyiv", "body": "A <b>bridge</b> & a *promise* by Ásgeir."}
    rest = {"conflict": None, "tags": [], "see_also": []}
    return posts.publish(member, uuid.uuid4(), data | rest)


@pytest.fixture
def answered(written: Post, other: User) -> Reply:
    return replies.publish(other, written, None, uuid.uuid4(), "The harvest decides the winter.")


@pytest.mark.parametrize("query", ["guarantees", "KYIV bridge", "asgeir", "promi", "kyiv guarant"])
def test_posts_are_found_by_title_and_text(written: Post, query: str) -> None:
    assert [hit.post for hit in finding.find(query)] == [written]


def test_replies_are_found_and_lead_to_their_place(answered: Reply, client: Client) -> None:
    (hit,) = finding.find("harvest winter")
    assert hit.reply == answered
    assert f"#reply-{answered.pk}" in client.get("/search/?q=harvest").content.decode()


def test_the_snippet_marks_the_words_and_escapes_the_rest(written: Post) -> None:
    (hit,) = finding.find("bridge")
    assert "<mark>bridge</mark>" in hit.snippet
    assert "<b>" not in hit.snippet


@pytest.mark.parametrize(
    "query",
    [
        'AND "',
        "*",
        "NEAR(",
        ";--",
        "'",
        '"',
        "a OR",
        "()",
        "title:x",
        "-",
        "^x",
        "\x00",
        "%",
        "{a b}",
        "&|!",
        "kyiv' OR '1'='1",
        "\\",
        "x" * 5000,
        "é" * 300,
    ],
)
def test_whatever_is_typed_is_answered(written: Post, client: Client, query: str) -> None:
    assert client.get("/search/", {"q": query}).status_code == 200


def test_only_what_everybody_may_read_is_found(
    written: Post, answered: Reply, client: Client
) -> None:
    Reply.objects.filter(pk=answered.pk).update(status=Status.HIDDEN)
    assert finding.find("harvest") == []
    Reply.objects.filter(pk=answered.pk).update(status=Status.PUBLISHED)
    Post.objects.filter(pk=written.pk).update(status=Status.HIDDEN)
    assert finding.find("harvest") == []
    assert finding.find("guarantees") == []


def test_edited_and_deleted_words_are_forgotten(written: Post, answered: Reply) -> None:
    written.title = "Other"
    written.save()
    post_changed.send(sender=Post, post=written)
    assert finding.find("guarantees") == []
    assert len(finding.find("other")) == 1
    replies.delete(answered)
    assert finding.find("harvest") == []
    posts.delete(written)
    assert finding.find("bridge") == []


def test_the_page_says_when_nothing_was_found(client: Client, written: Post) -> None:
    assert "Nothing was found" in client.get("/search/?q=zebra").content.decode()
    assert "There is no word" in client.get("/search/?q=!!").content.decode()


def test_many_results_come_in_pages(
    client: Client, member: User, make_post: Callable[..., Post]
) -> None:
    for n in range(25):
        post_changed.send(sender=Post, post=make_post(member, f"Frozen river {n}"))
    assert "Page 1 of 2" in client.get("/search/?q=frozen").content.decode()
    assert "Page 2 of 2" in client.get("/search/?q=frozen&page=9").content.decode()

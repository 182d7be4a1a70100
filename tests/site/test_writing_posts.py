"""Writing posts: preview, publish, drafts, edits that collide, history, see also, deletion."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts import publishing, versions
from goldenbridge_site.posts.models import Post, Status, Tag
from goldenbridge_site.replies.models import Reply

pytestmark = pytest.mark.django_db
NEW = "/discussions/new/"


def form(**changes: Any) -> dict[str, Any]:
    return {
        "title": "A guarantee is a promise",
        "body": "First.\n\nSecond.",
        "conflict": "",
        "tags": "guarantees, Peace talks",
        "see_also": "",
        "form": str(uuid.uuid4()),
        "version": "0",
        "action": "publish",
    } | changes


def test_a_post_is_published_with_its_tags(member: User, client: Client) -> None:
    client.force_login(member)
    answer = client.post(NEW, form(), follow=True)
    assert answer.redirect_chain[-1][0] == "/discussions/a-guarantee-is-a-promise/"
    post = Post.objects.get()
    assert (post.author, post.status, post.version) == (member, "published", 1)
    assert {tag.slug for tag in post.tags.all()} == {"guarantees", "peace-talks"}
    assert b"<p>First.</p>" in answer.content
    assert not Draft.objects.exists()
    for page in ("/", "/discussions/", "/tags/peace-talks/", "/members/alder/"):
        assert b"A guarantee is a promise" in client.get(page).content


def test_the_same_form_sent_twice_makes_one_post(member: User, client: Client) -> None:
    client.force_login(member)
    data = form()
    client.post(NEW, data)
    client.post(NEW, data)
    assert Post.objects.count() == 1


def test_the_same_title_gets_another_address(member: User, client: Client) -> None:
    client.force_login(member)
    client.post(NEW, form())
    client.post(NEW, form(body="Other."))
    assert {post.slug for post in Post.objects.all()} == {
        "a-guarantee-is-a-promise",
        "a-guarantee-is-a-promise-2",
    }


def test_the_addresses_of_the_site_are_never_a_post(member: User, client: Client) -> None:
    client.force_login(member)
    client.post(NEW, form(title="Preview"))
    assert Post.objects.get().slug == "preview-2"


def test_a_preview_publishes_nothing_and_keeps_a_draft(member: User, client: Client) -> None:
    client.force_login(member)
    answer = client.post(NEW, form(action="preview", body="**loud** <script>pwn()</script>"))
    assert b"<strong>loud</strong>" in answer.content
    assert b"<script>pwn" not in answer.content
    assert not Post.objects.exists()
    assert Draft.objects.get().body.startswith("**loud**")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "ab"}, "Title"),
        ({"body": "   "}, "Text"),
        ({"body": "x" * 40_001}, "Text"),
        ({"tags": "a,b,c,d,e,f"}, "At most 5 tags."),
        ({"see_also": "/discussions/nothing/"}, "leads to no discussion"),
    ],
)
def test_a_refused_form_keeps_every_word(
    member: User, client: Client, changes: dict[str, str], words: str
) -> None:
    client.force_login(member)
    data = form(**changes)
    answer = client.post(NEW, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert data["title"] in page
    assert not Post.objects.exists()
    assert Draft.objects.get().title == data["title"]


def test_fields_that_are_not_in_the_form_are_ignored(
    member: User, other: User, client: Client
) -> None:
    client.force_login(member)
    client.post(NEW, form(author=other.pk, status="hidden", reply_count=99, created="2001-01-01"))
    post = Post.objects.get()
    assert (post.author, post.status, post.reply_count) == (member, "published", 0)
    assert post.created.year > 2001


def test_words_of_an_expired_session_come_back_after_signing_in(
    member: User, client: Client
) -> None:
    answer = client.post(NEW, form(body="Written for an hour."))
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/discussions/new/"
    client.post(answer["Location"], {"login": member.email, "password": "a few unrelated words 47"})
    page = client.get(NEW).content.decode()
    assert "Written for an hour." in page
    assert "guarantees, Peace talks" in page
    assert not Post.objects.exists()


def test_an_edit_is_a_new_version_with_its_difference(member: User, client: Client) -> None:
    client.force_login(member)
    client.post(NEW, form())
    post = Post.objects.get()
    address = f"/discussions/{post.slug}/"
    assert "First." in client.get(address + "edit/").content.decode()
    client.post(address + "edit/", form(base="1", body="First, changed.\n\nSecond."))
    post.refresh_from_db()
    assert (post.version, post.slug) == (2, "a-guarantee-is-a-promise")
    assert b"edited, version 2" in client.get(address).content
    page = client.get(address + "history/?from=1&to=2").content.decode()
    assert "added:" in page
    assert ", changed" in page


def test_an_edit_of_an_old_version_overwrites_nothing_and_shows_both(
    member: User, client: Client
) -> None:
    client.force_login(member)
    client.post(NEW, form())
    post = Post.objects.get()
    address = f"/discussions/{post.slug}/edit/"
    client.post(address, form(base="1", body="The other tab."))
    answer = client.post(address, form(base="1", body="This tab."))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "was changed since you opened this form" in page
    assert "The other" in page
    assert "This tab." in page
    post.refresh_from_db()
    assert post.body == "The other tab."


@pytest.mark.parametrize("who", ["other", "moderator"])
def test_nobody_edits_the_words_of_another(
    who: str, post: Post, client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    for part in ("edit/", "delete/"):
        assert client.post(f"/discussions/{post.slug}/{part}", form(base="1")).status_code == 403
    post.refresh_from_db()
    assert (post.version, post.status) == (1, "published")


def test_see_also_shows_on_both_pages(
    member: User, post: Post, conflict: Conflict, client: Client
) -> None:
    client.force_login(member)
    Tag.objects.create(name="peace", slug="peace")
    links = f"http://testserver/discussions/{post.slug}/\n/conflicts/ruritania/\n/tags/peace/"
    client.post(NEW, form(see_also=links))
    made = Post.objects.get(slug="a-guarantee-is-a-promise")
    page = client.get(made.get_absolute_url()).content.decode()
    assert post.title in page
    assert "/conflicts/ruritania/" in page
    for address in (post.get_absolute_url(), "/conflicts/ruritania/", "/tags/peace/"):
        assert made.title in client.get(address).content.decode()


def test_a_deleted_post_leaves_its_answers_and_no_words(
    member: User, other: User, post: Post, client: Client, make_reply: Callable[..., Reply]
) -> None:
    make_reply(post, other, "An answer that stays.")
    Post.objects.update(reply_count=1)
    client.force_login(member)
    client.post(f"/discussions/{post.slug}/delete/")
    post.refresh_from_db()
    assert (post.title, post.body, post.body_html) == ("", "", "")
    assert not post.history.exists()
    page = client.get(post.get_absolute_url()).content.decode()
    assert "An answer that stays." in page
    assert "A first paragraph" not in page
    assert post.slug not in client.get("/discussions/").content.decode()


def test_a_deleted_post_without_answers_is_gone(member: User, post: Post, client: Client) -> None:
    client.force_login(member)
    client.post(f"/discussions/{post.slug}/delete/")
    assert client.get(post.get_absolute_url()).status_code == 404


def test_a_newcomers_first_post_waits_while_the_switch_is_on(
    member: User, other: User, client: Client
) -> None:
    SiteSettings(first_post_waits=True).save()
    client.force_login(member)
    page = client.post(NEW, form(), follow=True).content.decode()
    assert "waits for a moderator" in page
    post = Post.objects.get()
    assert post.status == Status.WAITING
    client.force_login(other)
    assert client.get(post.get_absolute_url()).status_code == 404
    publishing.release(post)
    assert client.get(post.get_absolute_url()).status_code == 200
    client.force_login(member)
    client.post(NEW, form(title="A second one"))
    assert Post.objects.get(title="A second one").status == Status.PUBLISHED


def test_read_only_refuses_and_keeps_the_words(member: User, client: Client) -> None:
    SiteSettings(read_only=True).save()
    client.force_login(member)
    assert client.post(NEW, form(body="Kept.")).status_code == 403
    assert Draft.objects.get().body == "Kept."
    assert not Post.objects.exists()


def test_citing_names_author_version_and_address(post: Post, client: Client) -> None:
    page = client.get(post.get_absolute_url()).content.decode()
    assert f"version 1, http://testserver/discussions/{post.slug}/" in page
    assert "@misc{alder" in page


def test_the_difference_puts_both_texts_back_together() -> None:
    before, after = "a b c, d\n\ne", "a x c d\n\ne f"
    pieces = versions.compare(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A long reply. " * 2800, "A long reply, edited. " * 1800),
        ("a b " * 10_000, "a " * 20_000),
        ("\n" * 20_000 + "x", "y\n\n" * 10_000),
        ("a b " * 50 + "\n", "a " * 100 + "\n"),
        (("a b " * 50 + "\n") * 200, ("a " * 100 + "\n") * 200),
    ],
    ids=["long", "worst words", "worst lines", "worst paragraph", "many worst paragraphs"],
)
def test_texts_that_take_long_to_compare_are_compared_coarsely(before: str, after: str) -> None:
    pieces = versions.compare(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


def test_a_word_changed_in_a_long_text_is_found() -> None:
    paragraphs = [f"Paragraph {n} has its own words. " * 12 + "\n" for n in range(80)]
    changed = [*paragraphs]
    changed[40] = changed[40].replace("its own words", "other words", 1)
    pieces = versions.compare("".join(paragraphs), "".join(changed))
    assert {p.text.strip() for p in pieces if p.kind == "removed"} <= {"its", "own", "its own"}
    assert {p.text.strip() for p in pieces if p.kind == "added"} == {"other"}

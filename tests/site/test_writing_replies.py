"""Writing replies: members, visitors who join first, quotations, edits, closed threads."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.follows.models import Follow
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

pytestmark = pytest.mark.django_db
MakeReply = Callable[..., Reply]


def form(**changes: Any) -> dict[str, Any]:
    return {
        "body": "I doubt the second step.",
        "parent": "",
        "form": str(uuid.uuid4()),
        "version": "0",
        "kind": "reply",
        "action": "publish",
    } | changes


def where(post: Post) -> str:
    return f"/discussions/{post.slug}/reply/"


def test_a_reply_stands_in_the_thread(post: Post, other: User, client: Client) -> None:
    client.force_login(other)
    answer = client.post(where(post), form())
    reply = Reply.objects.get()
    assert answer["Location"] == f"/discussions/{post.slug}/#reply-{reply.pk}"
    page = client.get(post.get_absolute_url()).content.decode()
    assert "I doubt the second step." in page
    assert "Reply published." in page
    post.refresh_from_db()
    assert (post.reply_count, post.last_reply_at) == (1, reply.created)


def test_a_double_click_makes_one_reply(post: Post, other: User, client: Client) -> None:
    client.force_login(other)
    data = form()
    client.post(where(post), data)
    client.post(where(post), data)
    client.post(where(post), form())
    assert Reply.objects.count() == 1
    assert not Draft.objects.exists()
    client.post(where(post), form(body="Something else."))
    assert Reply.objects.count() == 2


def test_a_reply_to_a_reply_names_it_and_quotes_it(
    post: Post, member: User, other: User, client: Client, make_reply: MakeReply
) -> None:
    parent = make_reply(post, member, "One line.\nTwo lines.")
    client.force_login(other)
    page = client.get(f"{where(post)}?parent={parent.pk}&quote=1").content.decode()
    assert "Reply to alder" in page
    assert "&gt; One line.\n&gt; Two lines." in page
    client.post(where(post), form(parent=parent.pk))
    assert Reply.objects.latest("pk").parent == parent


def test_the_parent_must_be_of_the_same_post(
    post: Post, member: User, client: Client, make_post: Callable[..., Post], make_reply: MakeReply
) -> None:
    elsewhere = make_reply(make_post(member, "Another post"), member)
    client.force_login(member)
    assert client.post(where(post), form(parent=elsewhere.pk)).status_code == 404
    assert client.post(where(post), form(parent="9" * 30)).status_code == 404
    assert client.post(where(post), form(parent="x")).status_code == 404


def test_a_preview_shows_what_will_appear(post: Post, other: User, client: Client) -> None:
    client.force_login(other)
    page = client.post(where(post), form(action="preview", body="*so*")).content.decode()
    assert "<em>so</em>" in page
    assert not Reply.objects.exists()


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 10_001])
def test_a_refused_reply_keeps_its_words(
    body: str, post: Post, other: User, client: Client
) -> None:
    client.force_login(other)
    answer = client.post(where(post), form(body=body))
    assert answer.status_code == 422
    assert body.strip() in answer.content.decode()
    assert not Reply.objects.exists()


def test_characters_no_database_keeps_do_no_harm(post: Post, other: User, client: Client) -> None:
    client.force_login(other)
    client.post(where(post), form(body="before\x00after"))
    assert Reply.objects.get().body.startswith("beforeafter")
    answer = client.post("/discussions/new/", {"title": "A\x00B", "body": "x\x00y", "form": "z"})
    assert answer.status_code in {302, 422}


def test_the_box_to_follow_stands_as_it_was_left(post: Post, other: User, client: Client) -> None:
    client.force_login(other)
    client.post(where(post), form(follow="on", cadence="daily"))
    assert Follow.objects.get(member=other, post=post).cadence == "daily"
    client.post(where(post), form(body="Another."))
    other.refresh_from_db()
    assert other.follows_own_threads is False


def test_a_reply_says_which_version_it_answered(
    post: Post, member: User, other: User, client: Client, make_reply: MakeReply
) -> None:
    make_reply(post, other)
    Post.objects.update(version=2)
    page = client.get(post.get_absolute_url()).content.decode()
    assert "written about version 1" in page


def test_a_closed_thread_refuses_and_gives_the_words_back(
    post: Post, other: User, client: Client
) -> None:
    client.force_login(other)
    Post.objects.update(locked=True)
    answer = client.post(where(post), form())
    assert answer.status_code == 403
    assert "I doubt the second step." in answer.content.decode()
    assert Draft.objects.get().body == "I doubt the second step."
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "state", [{"banned": True}, {"suspended_until": timezone.now() + timedelta(days=1)}]
)
def test_a_suspended_member_reads_and_does_not_write(
    state: dict[str, Any], post: Post, other: User, client: Client
) -> None:
    client.force_login(other)
    User.objects.filter(pk=other.pk).update(**state)
    assert client.get(post.get_absolute_url()).status_code == 200
    assert client.post(where(post), form()).status_code == 403
    assert not Reply.objects.exists()
    assert Draft.objects.count() == 1


def test_an_unconfirmed_member_does_not_write(
    post: Post, make_member: Callable[..., User], client: Client
) -> None:
    client.force_login(make_member("rowan", verified=False))
    assert client.post(where(post), form()).status_code == 403
    assert not Reply.objects.exists()


def test_an_edit_leaves_a_mark_and_a_history(
    post: Post, other: User, client: Client, make_reply: MakeReply
) -> None:
    reply = make_reply(post, other, "Before.")
    client.force_login(other)
    client.post(f"/replies/{reply.pk}/edit/", form(body="After."))
    page = client.get(post.get_absolute_url()).content.decode()
    assert "After." in page
    assert f"/replies/{reply.pk}/history/" in page
    assert "Before" in client.get(f"/replies/{reply.pk}/history/").content.decode()


def test_the_time_to_edit_ends(
    post: Post, other: User, client: Client, make_reply: MakeReply
) -> None:
    reply = make_reply(post, other, "Before.", created=timezone.now() - timedelta(hours=2))
    client.force_login(other)
    answer = client.post(f"/replies/{reply.pk}/edit/", form(body="After."))
    assert answer.status_code == 403
    assert "could be edited is over" in answer.content.decode()
    reply.refresh_from_db()
    assert reply.body == "Before."


@pytest.mark.parametrize("part", ["edit", "delete"])
def test_replies_of_others_cannot_be_touched(
    part: str, post: Post, member: User, other: User, client: Client, make_reply: MakeReply
) -> None:
    reply = make_reply(post, other)
    client.force_login(member)
    assert client.post(f"/replies/{reply.pk}/{part}/", form()).status_code == 404


def test_deletion_says_before_what_will_be_left(
    post: Post, member: User, other: User, client: Client, make_reply: MakeReply
) -> None:
    reply = make_reply(post, other)
    client.force_login(other)
    address = f"/replies/{reply.pk}/delete/"
    assert "nothing of it will be left" in client.get(address).content.decode()
    make_reply(post, member, parent=reply)
    assert "will stand in its place" in client.get(address).content.decode()
    client.post(address)
    reply.refresh_from_db()
    assert (reply.body, reply.body_html, reply.status) == ("", "", "deleted")
    assert not reply.history.exists()
    assert client.get(f"/replies/{reply.pk}/").status_code == 404
    assert client.get(f"/replies/{reply.pk}/history/").status_code == 404


@pytest.mark.parametrize(("action", "target"), [("join", "/join/"), ("sign-in", "/sign-in/")])
def test_a_visitors_words_are_kept_while_joining_or_signing_in(
    action: str, target: str, post: Post, client: Client
) -> None:
    answer = client.post(where(post), form(action=action))
    assert answer["Location"].startswith(f"{target}?next=")
    assert "I doubt the second step." in client.get(answer["Location"]).content.decode()
    assert not Reply.objects.exists()
    assert not Draft.objects.exists()


def test_a_visitors_words_wait_in_the_box_after_signing_in(
    post: Post, other: User, client: Client
) -> None:
    answer = client.post(where(post), form(action="sign-in"))
    back = client.post(
        answer["Location"],
        {"login": other.email, "password": "a few unrelated words 47", "next": where(post)},
        follow=True,
    )
    assert back.redirect_chain[-1][0] == where(post)
    page = back.content.decode()
    assert "I doubt the second step." in page
    assert "is back" in page
    assert not Reply.objects.exists()

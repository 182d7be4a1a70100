"""Threads: order, placeholders, what is folded, how many questions the database is asked."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.moderation.models import Rule
from goldenbridge_site.posts.models import Post, Status, Tag
from goldenbridge_site.replies import publishing, thread
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.runs.models import Picture

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
MakeReply = Callable[..., Reply]


def bodies(shown: thread.Thread) -> list[tuple[int, str]]:
    return [(row.depth, re.sub(r"<.*?>|\n", "", row.html) or row.kind) for row in shown.rows]


def test_answers_stand_below_what_they_answer(
    post: Post, member: User, make_reply: MakeReply
) -> None:
    first = make_reply(post, member, "1")
    second = make_reply(post, member, "2")
    make_reply(post, member, "1a", parent=first)
    make_reply(post, member, "2a", parent=second)
    make_reply(post, member, "1b", parent=first)
    expected = [(0, "1"), (1, "1a"), (1, "1b"), (0, "2"), (1, "2a")]
    assert bodies(thread.build(NOBODY, post)) == expected
    newest = [(0, "2"), (1, "2a"), (0, "1"), (1, "1a"), (1, "1b")]
    assert bodies(thread.build(NOBODY, post, "newest")) == newest
    assert bodies(thread.build(NOBODY, post, "discussed")) == expected


def test_a_deleted_reply_stays_while_an_answer_hangs_on_it(
    post: Post, member: User, other: User, make_reply: MakeReply
) -> None:
    top = make_reply(post, member, "secret words")
    middle = make_reply(post, member, "other secret", parent=top)
    leaf = make_reply(post, other, "answer", parent=middle)
    publishing.delete(top)
    publishing.delete(middle)
    assert bodies(thread.build(NOBODY, post)) == [(0, "deleted"), (1, "deleted"), (2, "answer")]
    publishing.delete(leaf)
    assert thread.build(NOBODY, post).rows == []


def test_a_placeholder_tells_nothing(
    client: Client, post: Post, other: User, member: User, make_reply: MakeReply
) -> None:
    top = make_reply(post, other, "secret words")
    make_reply(post, member, "answer", parent=top)
    publishing.delete(top)
    page = client.get(post.get_absolute_url()).content.decode()
    assert "This reply was deleted." in page
    assert "secret" not in page
    assert other.display_name not in page


def test_a_moved_reply_below_a_newer_one_keeps_a_deleted_parent(
    post: Post, member: User, make_reply: MakeReply
) -> None:
    old = make_reply(post, member, "old")
    young = make_reply(post, member, "young")
    publishing.delete(young)
    old.parent = young
    old.save()
    assert bodies(thread.build(NOBODY, post)) == [(0, "deleted"), (1, "old")]


def test_hidden_and_waiting_replies(
    post: Post, member: User, other: User, moderator: User, make_reply: MakeReply
) -> None:
    make_reply(post, other, "hidden", status=Status.HIDDEN, hidden_rule=Rule.objects.first())
    make_reply(post, other, "waits", status=Status.WAITING)
    assert bodies(thread.build(NOBODY, post)) == [(0, "hidden")]
    assert thread.build(NOBODY, post).rows[0].by == ""
    assert thread.build(NOBODY, post).rows[0].rule
    for viewer in (other, moderator):
        assert [row.kind for row in thread.build(viewer, post).rows] == ["own-hidden", "waiting"]
    assert [row.kind for row in thread.build(member, post).rows] == ["hidden"]


def test_around_one_reply_the_rest_is_folded_and_counted(
    post: Post, member: User, make_reply: MakeReply
) -> None:
    a = make_reply(post, member, "a")
    make_reply(post, member, "a1", parent=a)
    b = make_reply(post, member, "a2", parent=a)
    make_reply(post, member, "a2x", parent=b)
    make_reply(post, member, "b")
    shown = thread.build(NOBODY, post, at=b.pk)
    assert bodies(shown) == [(0, "a"), (1, "a2"), (2, "a2x")]
    assert shown.left_out == 2


def test_indent_stops_and_the_answered_member_is_named(
    post: Post, member: User, make_reply: MakeReply
) -> None:
    parent = None
    for n in range(8):
        parent = make_reply(post, member, str(n), parent=parent)
    rows = thread.build(NOBODY, post).rows
    assert [row.indent for row in rows] == [0, 1, 2, 3, 4, 5, 5, 5]
    assert [bool(row.parent_by) for row in rows] == [False] * 6 + [True] * 2


def test_whatever_names_and_texts_hold_is_escaped(
    client: Client, post: Post, other: User, make_reply: MakeReply
) -> None:
    User.objects.filter(pk=other.pk).update(display_name='<b onclick="x">')
    make_reply(post, other, "<script>pwn()</script> " * 400)
    page = client.get(post.get_absolute_url()).content.decode()
    assert "<script>pwn" not in page
    assert "<b onclick" not in page
    assert page.count("&lt;script&gt;pwn()") > 400


def test_only_the_author_may_edit_and_only_in_time(
    post: Post, member: User, other: User, make_reply: MakeReply
) -> None:
    make_reply(post, other, "new")
    make_reply(post, other, "old", created=timezone.now() - timedelta(days=2))
    rows = {row.html: row for row in thread.build(other, post).rows}
    assert [rows[k].may_edit for k in sorted(rows)] == [True, False]
    assert all(row.may_delete for row in rows.values())
    assert not any(row.may_edit or row.may_delete for row in thread.build(member, post).rows)


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_thread_of_a_thousand_replies_asks_few_questions(
    client: Client,
    post: Post,
    member: User,
    other: User,
    django_assert_max_num_queries: Callable[..., object],
    signed_in: bool,
) -> None:
    made = Reply.objects.bulk_create(
        Reply(post=post, author=(member, other)[n % 2], body=f"{n}", body_html=f"<p>{n}</p>")
        for n in range(1000)
    )
    for n, reply in enumerate(made[1:], start=1):
        reply.parent = made[(n * 7) % n] if n % 5 else None
    Reply.objects.bulk_update(made, ["parent"])
    # A post with everything a post can have: a figure beside it, an outside article, tags.
    Conflict.objects.update(scenario="ruritania")
    Picture.objects.create(scenario="ruritania", fingerprint="", engine="", numbers={})
    Post.objects.update(body="https://article.example/")
    post.tags.add(Tag.objects.create(name="peace", slug="peace"))
    if signed_in:
        client.force_login(other)
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        page = client.get(post.get_absolute_url())
    assert page.content.count(b'<article class="reply ') == 1000

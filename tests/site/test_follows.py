"""Who is told of what: reasons, choices, stopping, visitors."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.events import post_published, reply_published
from goldenbridge_site.follows import following, unfollow
from goldenbridge_site.follows.models import Cadence, Follow, Visitor
from goldenbridge_site.mail import sending
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.moderation.models import Act, Decision
from goldenbridge_site.notifications import choices, telling
from goldenbridge_site.notifications.models import Choice, Kind, Notification
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

pytestmark = pytest.mark.django_db
Maker = Callable[..., Any]


@pytest.fixture
def say(make_reply: Maker) -> Callable[..., Reply]:
    """Publish a reply and tell of it, as publishing does."""

    def publish(post: Post, author: User, body: str = "An answer.", **fields: Any) -> Reply:
        with transaction.atomic():
            reply: Reply = make_reply(post, author, body, **fields)
            reply_published.send(sender=Reply, reply=reply)
        return reply

    return publish


def mailed() -> dict[str, str]:
    """Recipient and reason of every waiting mail."""
    return {
        row.recipient.replace("member:", ""): row.reason
        for row in OutboxMail.objects.filter(state="waiting")
    }


def test_the_author_of_what_is_answered_is_told_once_and_the_writer_never(
    post: Post, member: User, other: User, say: Maker
) -> None:
    following.follow(member, post)
    following.follow(other, post)
    reply = say(post, other)
    assert mailed() == {str(member.pk): "reply_to_me"}
    assert [n.member for n in Notification.objects.all()] == [member]
    reply_published.send(sender=Reply, reply=reply)
    assert OutboxMail.objects.count() == 1
    assert Notification.objects.count() == 1


def test_many_reasons_make_one_mail(
    post: Post, member: User, other: User, make_member: Maker, say: Maker
) -> None:
    third = make_member("elm")
    first = say(post, third)
    OutboxMail.objects.all().delete()
    following.follow(third, post)
    following.follow(third, first)
    second = say(post, other, parent=first)
    assert mailed() == {str(third.pk): "reply_to_me"}
    row = OutboxMail.objects.get()
    assert (row.event, row.reply) == (f"reply:{second.pk}", second)


def test_a_follower_of_a_reply_hears_of_all_below_it_and_nothing_beside_it(
    post: Post, member: User, other: User, make_member: Maker, say: Maker
) -> None:
    third = make_member("elm")
    first = say(post, other)
    following.follow(third, first)
    OutboxMail.objects.all().delete()
    below = say(post, other, parent=first)
    say(post, member, parent=below)
    say(post, other)
    rows = OutboxMail.objects.filter(member=third)
    assert rows.count() == 2


def test_unconfirmed_suspended_demo_and_deleted_members_get_no_mail(
    post: Post, other: User, make_member: Maker, say: Maker
) -> None:
    soon = timezone.now() + timedelta(days=1)
    for n, fields in enumerate(
        ({"verified": False}, {"suspended_until": soon}, {"is_demo": True}, {"is_active": False})
    ):
        following.follow(make_member(f"member {n}", **fields), post)
    say(post, other)
    assert set(mailed()) == {str(post.author.pk)}


@pytest.mark.parametrize(
    ("choice", "lines", "rows"),
    [
        (Choice.AT_ONCE, 1, [False]),
        (Choice.DAILY, 1, [True]),
        (Choice.SITE, 1, []),
        (Choice.OFF, 0, []),
    ],
)
def test_the_choice_for_answers_to_oneself_holds(
    post: Post, member: User, other: User, say: Maker, choice: Choice, lines: int, rows: list[bool]
) -> None:
    choices.choose(member, {Kind.REPLY_TO_ME: choice})
    say(post, other)
    assert Notification.objects.count() == lines
    assert [row.daily for row in OutboxMail.objects.all()] == rows


def test_with_everything_off_nothing_is_mailed_whatever_is_followed(
    post: Post, member: User, other: User, say: Maker
) -> None:
    following.follow(member, post)
    assert post.conflict is not None
    following.follow(member, post.conflict)
    choices.choose(member, dict.fromkeys(Kind, Choice.OFF))
    say(post, other)
    assert not OutboxMail.objects.exists()


def test_a_new_choice_also_holds_for_what_is_followed_already(
    post: Post, make_member: Maker, other: User, say: Maker
) -> None:
    third = make_member("elm")
    following.follow(third, post, Cadence.EACH)
    choices.choose(third, {Kind.REPLY_IN_THREAD: Choice.DAILY})
    say(post, other)
    assert OutboxMail.objects.get(member=third).daily
    following.follow(third, post, Cadence.EACH)  # the more specific choice, made later
    say(post, other)
    assert not OutboxMail.objects.filter(member=third).order_by("pk").last().daily


def test_a_stopped_thread_is_silent_also_for_answers_to_oneself(
    post: Post, member: User, other: User, say: Maker
) -> None:
    mine = say(post, member)
    following.stop(member, post)
    say(post, other, parent=mine)
    assert not OutboxMail.objects.exists()
    assert Notification.objects.filter(member=member).count() == 1


def test_a_new_post_tells_the_followers_of_its_conflict(
    conflict: Conflict, member: User, other: User, make_post: Maker
) -> None:
    following.follow(member, conflict)
    following.follow(other, conflict)
    post = make_post(member)
    post_published.send(sender=Post, post=post)
    assert mailed() == {str(other.pk): "post_in_conflict"}


def test_a_rollback_tells_nobody(post: Post, other: User, say: Maker) -> None:

    def fails() -> None:
        with transaction.atomic():
            say(post, other)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not OutboxMail.objects.exists()
    assert not Notification.objects.exists()
    assert not OrmQ.objects.exists()


# Pages


def test_a_member_follows_and_stops_on_the_page(
    post: Post, other: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(other)
    url = reverse("follow-post", args=[post.slug])
    assert client.get(url).status_code == 200
    assert not Follow.objects.exists()
    assert client.post(url, {"cadence": "daily"}).status_code == 302
    assert Follow.objects.get().cadence == "daily"
    assert client.post(url, {"cadence": "hourly"}).status_code == 422
    client.post(url, {"act": "stop"})
    assert Follow.objects.get().stopped is not None


def test_an_unconfirmed_member_cannot_follow(
    post: Post, make_member: Maker, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(make_member("elm", verified=False))
    assert (
        client.post(reverse("follow-post", args=[post.slug]), {"cadence": "each"}).status_code
        == 403
    )


def link_in(text: str, start: str) -> str:
    """The first path in `text` that begins with `start`."""
    found = re.search(rf"http://[^/\s]+({start}\S+)", text)
    assert found is not None, text
    return found.group(1)


def test_a_visitor_follows_after_confirming_by_a_button(
    post: Post, other: User, client: Client, say: Maker
) -> None:
    url = reverse("follow-post", args=[post.slug])
    answer = client.post(url, {"email": "Reader@example.org", "cadence": "each"})
    assert answer.status_code == 200
    assert not Follow.objects.exists()
    sending.send_due()
    link = link_in(str(mail.outbox[0].body), "/follow/confirm/")
    assert client.get(link).status_code == 200
    assert not Follow.objects.exists()
    assert client.post(link).status_code == 302
    follow = Follow.objects.get()
    assert follow.visitor is not None
    assert follow.visitor.email == "reader@example.org"
    say(post, other)
    assert f"visitor:{follow.visitor.pk}" in mailed()


def test_asking_again_and_again_sends_few_mails(post: Post, client: Client) -> None:
    for _n in range(5):
        client.post(
            reverse("follow-post", args=[post.slug]),
            {"email": "reader@example.org", "cadence": "each"},
        )
    assert OutboxMail.objects.count() == 1


def test_a_filled_honeypot_sends_nothing_and_says_the_same(post: Post, client: Client) -> None:
    data = {"email": "reader@example.org", "cadence": "each", "website": "http://spam.example"}
    answer = client.post(reverse("follow-post", args=[post.slug]), data)
    assert answer.status_code == 200
    assert not OutboxMail.objects.exists()


def test_visitors_cannot_follow_where_the_operator_says_no(post: Post, client: Client) -> None:
    SiteSettings(visitor_follows=False).save()
    data = {"email": "reader@example.org", "cadence": "each"}
    assert client.post(reverse("follow-post", args=[post.slug]), data).status_code == 403


def test_a_bent_or_old_confirmation_is_404(post: Post, client: Client) -> None:
    assert client.get("/follow/confirm/1.post.1.each:abc:def/").status_code == 404


def test_a_visitors_follows_become_those_of_the_member_with_the_address(
    post: Post, make_member: Maker
) -> None:
    visitor = Visitor.objects.create(email="elm@example.org", confirmed=timezone.now())
    following.follow(visitor, post, Cadence.DAILY)
    elm = make_member("elm")
    address = EmailAddress.objects.get(user=elm)
    email_confirmed.send(sender=EmailAddress, request=None, email_address=address)
    assert not Visitor.objects.exists()
    assert [(f.member, f.cadence) for f in Follow.objects.all()] == [(elm, "daily")]


# Stopping by the link in a mail


def test_get_changes_nothing_and_post_without_cookies_stops(
    post: Post, member: User, say: Maker, other: User
) -> None:
    following.follow(member, post)
    client = Client(enforce_csrf_checks=True)
    url = reverse("unfollow", args=[unfollow.token(member, post)])
    page = client.get(url)
    assert page.status_code == 200
    assert b"Stop this mail" in page.content
    assert Follow.objects.get().stopped is None
    client.cookies.clear()
    done = client.post(url, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert Follow.objects.get().stopped is not None
    say(post, other)
    assert not OutboxMail.objects.exists()


def test_undo_restores_exactly_what_was(post: Post, member: User, client: Client) -> None:
    url = reverse("unfollow", args=[unfollow.token(member, post)])
    page = client.post(url)
    kept = re.search(r'name="undo" value="([^"]+)"', page.content.decode())
    assert kept is not None
    assert Follow.objects.count() == 1
    assert client.post(url, {"undo": kept.group(1)}).status_code == 200
    assert not Follow.objects.exists()
    assert client.post(url, {"undo": "nonsense"}).status_code == 404


def test_all_mail_can_be_stopped_and_put_back(
    post: Post, member: User, other: User, client: Client, say: Maker
) -> None:
    choices.choose(member, {Kind.REPLY_TO_ME: Choice.DAILY, Kind.MODERATION: Choice.OFF})
    before = choices.of(member)
    url = reverse("unfollow", args=[unfollow.token(member)])
    kept = re.search(r'name="undo" value="([^"]+)"', client.post(url).content.decode())
    say(post, other)
    assert not OutboxMail.objects.exists()
    assert choices.of(member)[Kind.MODERATION] == Choice.OFF
    assert kept is not None
    client.post(url, {"undo": kept.group(1)})
    assert choices.of(member) == before


@pytest.mark.parametrize("state", ["suspended", "deleted", "signed out"])
def test_the_link_works_for_everybody(post: Post, member: User, client: Client, state: str) -> None:
    url = reverse("unfollow", args=[unfollow.token(member, post)])
    if state == "suspended":
        User.objects.filter(pk=member.pk).update(banned=True)
    if state == "deleted":
        User.objects.filter(pk=member.pk).update(deleted=timezone.now(), is_active=False)
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 200


def test_a_bent_link_is_404_and_says_how_to_turn_mail_off(
    post: Post, member: User, client: Client
) -> None:
    token = unfollow.token(member, post)
    page = client.post(reverse("unfollow", args=[token[:-1] + ("a" if token[-1] != "a" else "b")]))
    assert page.status_code == 404
    assert b"To turn mail off" in page.content


def test_the_link_does_not_tell_the_title_of_a_hidden_post(
    post: Post, member: User, client: Client
) -> None:
    Post.objects.filter(pk=post.pk).update(status=Status.HIDDEN)
    page = client.get(reverse("unfollow", args=[unfollow.token(member, post)]))
    assert post.title.encode() not in page.content


# Notifications


def test_the_list_leads_to_the_reply_and_get_marks_nothing(
    post: Post, member: User, other: User, say: Maker, signed_in: Callable[[User], Client]
) -> None:
    reply = say(post, other)
    client = signed_in(member)
    page = client.get(reverse("notifications")).content.decode()
    assert reply.get_absolute_url() in page
    assert Notification.objects.filter(read=None).count() == 1
    assert '<span class="count">1' in page
    newest = Notification.objects.get().pk
    client.post(reverse("notifications-read"), {"newest": newest})
    assert not Notification.objects.filter(read=None).exists()


def test_a_line_about_a_deleted_reply_holds_no_word_of_it(
    post: Post, member: User, other: User, say: Maker, signed_in: Callable[[User], Client]
) -> None:
    reply = say(post, other, "Words that go.")
    Reply.objects.filter(pk=reply.pk).update(status=Status.DELETED)
    page = signed_in(member).get(reverse("notifications")).content.decode()
    assert other.display_name not in page
    assert "is gone" in page


def test_anothers_line_is_404(
    post: Post, member: User, other: User, say: Maker, signed_in: Callable[[User], Client]
) -> None:
    say(post, other)
    line = Notification.objects.get()
    answer = signed_in(other).post(reverse("notifications-read"), {"line": line.pk})
    assert answer.status_code == 404


def test_the_choices_page_keeps_choices_and_refuses_others(
    member: User, post: Post, signed_in: Callable[[User], Client]
) -> None:
    following.follow(member, post)
    client = signed_in(member)
    url = reverse("account-notifications")
    assert post.title in client.get(url).content.decode()
    data = {kind.value: "daily" for kind in Kind}
    assert client.post(url, data).status_code == 302
    assert set(choices.of(member).values()) == {Choice.DAILY}
    assert client.post(url, {**data, "moderation": "pigeon"}).status_code == 200
    assert set(choices.of(member).values()) == {Choice.DAILY}


def test_a_decision_is_a_line_that_leads_to_it(
    post: Post, member: User, moderator: User, signed_in: Callable[[User], Client]
) -> None:
    decision = Decision.objects.create(
        moderator=moderator, act=Act.HIDE, post=post, member=member, reason="Off the subject."
    )
    telling.decided(decision, "A decision", "It broke rule 3.")
    page = signed_in(member).get(reverse("notifications")).content.decode()
    assert reverse("decision", args=[decision.pk]) in page

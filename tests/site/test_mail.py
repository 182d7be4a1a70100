"""The outbox and what comes out of it, received by a real SMTP server."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenbridge_site.accounts.models import User
from goldenbridge_site.events import post_published, reply_published
from goldenbridge_site.follows import following
from goldenbridge_site.follows.models import Cadence
from goldenbridge_site.mail import attempt, bounces, digests, sending, state
from goldenbridge_site.mail.models import DeadAddress, OutboxMail
from goldenbridge_site.mail.outbox import next_digest
from goldenbridge_site.moderation.models import Act, Decision
from goldenbridge_site.notifications import choices, telling
from goldenbridge_site.notifications.models import Choice, Kind
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply
from smtp_receiver import Receiver, listening, port_of

pytestmark = pytest.mark.django_db
Maker = Callable[..., Any]
State = OutboxMail.State


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A mail server on this machine, and a site that uses it."""
    kept = Receiver()
    server = listening(kept)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port_of(server)
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    settings.SITE_URL = "https://peace.example.org"
    settings.DEFAULT_FROM_EMAIL = "bridge@peace.example.org"
    yield kept
    server.stop()


@pytest.fixture
def say(make_reply: Maker) -> Callable[..., Reply]:
    """Publish a reply and tell of it, as publishing does."""

    def publish(post: Post, author: User, body: str = "An answer.", **fields: Any) -> Reply:
        with transaction.atomic():
            reply: Reply = make_reply(post, author, body, **fields)
            reply_published.send(sender=Reply, reply=reply)
        return reply

    return publish


def plain(message: EmailMessage) -> str:
    """The text part."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_reply_arrives_whole_and_can_be_stopped_by_the_mail_program(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    reply = say(post, other, "I doubt *the second* point.")
    assert sending.send_due() == 1
    assert sending.send_due() == 0
    (message,) = receiver.got
    assert receiver.recipients == [member.email]
    assert message["Subject"] == f"[Golden Bridge] Reply to you: {post.title}"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(message["List-Unsubscribe"]).strip("<> ")
    assert link.startswith("https://peace.example.org/unfollow/")
    text = plain(message)
    assert "I doubt *the second* point." in text
    assert f"https://peace.example.org{reply.get_absolute_url()}" in text
    assert "A first paragraph." in text  # what it answers
    assert "http://" not in text
    stopped = Client().post(
        link.removeprefix("https://peace.example.org"), {"List-Unsubscribe": "One-Click"}
    )
    assert stopped.status_code == 200
    say(post, other)
    assert sending.send_due() == 0


def test_the_html_part_says_the_same_without_anything_loaded(
    post: Post, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other, "I doubt *it*. <script>pwn()</script> ![a](https://evil.example/x.png)")
    sending.send_due()
    part = receiver.got[0].get_body(("html",))
    assert part is not None
    page = str(part.get_content())
    assert "<em>it</em>" in page
    assert "<script" not in page
    assert "<img" not in page


def test_mails_about_one_post_are_one_thread(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    following.follow(member, post)
    first = say(post, other)
    say(post, other, parent=first)
    sending.send_due()
    one, two = receiver.got
    root = one["References"]
    assert two["References"] == f"{root} {one['Message-ID']}"
    assert two["In-Reply-To"] == one["Message-ID"]
    assert one["Message-ID"] != two["Message-ID"]


def test_no_line_break_of_a_member_reaches_a_header(
    member: User, other: User, make_post: Maker, say: Maker, receiver: Receiver
) -> None:
    post = make_post(member, "Peace\r\nBcc: all@example.org", slug="peace")
    User.objects.filter(pk=other.pk).update(display_name="birch\r\nBcc: x@example.org")
    other.refresh_from_db()
    say(post, other)
    sending.send_due()
    (message,) = receiver.got
    assert message["Bcc"] is None
    assert "Bcc: all@example.org" in message["Subject"]


def test_no_address_of_a_member_is_in_anothers_mail(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    sending.send_due()
    assert str(other.email) not in receiver.got[0].as_string()


@pytest.mark.parametrize("status", [Status.HIDDEN, Status.DELETED, Status.WAITING])
def test_a_reply_that_is_gone_is_not_mailed(
    post: Post, other: User, say: Maker, receiver: Receiver, status: str
) -> None:
    reply = say(post, other)
    Reply.objects.filter(pk=reply.pk).update(status=status)
    assert sending.send_due() == 0
    row = OutboxMail.objects.get()
    assert (row.state, receiver.got) == (State.DROPPED, [])


def test_a_reply_under_a_hidden_post_is_not_mailed(
    post: Post, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    Post.objects.filter(pk=post.pk).update(status=Status.HIDDEN)
    assert sending.send_due() == 0


def test_off_is_off_for_mail_that_waits(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    choices.choose(member, {Kind.REPLY_TO_ME: Choice.SITE})
    assert sending.send_due() == 0


def test_a_member_suspended_meanwhile_gets_no_mail(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    User.objects.filter(pk=member.pk).update(banned=True)
    assert sending.send_due() == 0


def test_a_choice_of_daily_made_meanwhile_holds(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    choices.choose(member, {Kind.REPLY_TO_ME: Choice.DAILY})
    assert sending.send_due() == 0
    assert OutboxMail.objects.get().daily


# A server that fails


def test_without_a_server_mail_waits_with_growing_delay_and_is_given_up_after_three_days(
    post: Post, other: User, say: Maker, settings: Any, receiver: Receiver
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    say(post, other)
    waits = []
    for _n in range(4):
        OutboxMail.objects.update(due=timezone.now())
        assert sending.send_due() == 0
        row = OutboxMail.objects.get()
        waits.append(row.due - timezone.now())
    assert row.state == State.WAITING
    assert "refused" in row.last_error.lower()
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[0]
    OutboxMail.objects.update(due=timezone.now(), created=timezone.now() - timedelta(days=4))
    sending.send_due()
    assert OutboxMail.objects.get().state == State.FAILED
    assert state.now().failed == 1
    settings.EMAIL_PORT = port
    assert state.retry() == 1
    assert sending.send_due() == 1


def test_a_dead_server_is_tried_once_a_round(
    post: Post, member: User, other: User, say: Maker, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    for _n in range(3):
        say(post, other)
    sending.send_due()
    assert sorted(OutboxMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_busy_answer_is_tried_again_and_the_others_go_out(
    post: Post, member: User, other: User, make_member: Maker, say: Maker, receiver: Receiver
) -> None:
    following.follow(make_member("elm"), post)
    receiver.refuse[str(member.email)] = "451 4.7.1 Try again later"
    say(post, other)
    assert sending.send_due() == 1
    assert OutboxMail.objects.get(member=member).state == State.WAITING
    receiver.refuse.clear()
    OutboxMail.objects.update(due=timezone.now())
    assert sending.send_due() == 1


def test_an_address_that_does_not_exist_stops(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    receiver.refuse[str(member.email)] = "550 5.1.1 No such user"
    say(post, other)
    sending.send_due()
    assert DeadAddress.objects.get().email == member.email
    receiver.refuse.clear()
    say(post, other)
    assert sending.send_due() == 0


def test_a_refusal_for_policy_silences_nobody(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    receiver.refuse[str(member.email)] = "550 5.7.1 Relaying denied"
    for _n in range(3):
        say(post, other)
        sending.send_due()
    assert OutboxMail.objects.filter(state=State.FAILED).count() == 3
    assert not DeadAddress.objects.exists()


def test_a_bare_refusal_counts_when_it_comes_twice(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    receiver.refuse[str(member.email)] = "550 unknown"
    say(post, other)
    sending.send_due()
    assert not DeadAddress.objects.exists()
    say(post, other)
    sending.send_due()
    assert DeadAddress.objects.exists()


def came_back(address: str, message_id: str) -> bytes:
    """A report of failed delivery as RFC 3464 shapes it."""
    return f"""From: MAILER-DAEMON@mx.example.org
To: bridge@peace.example.org
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

It could not be delivered.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user
--x
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: Reply to you
--x--
""".encode()


def test_a_message_that_came_back_marks_the_address_only_if_it_is_real(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    sending.send_due()
    sent = OutboxMail.objects.get()
    assert bounces.returned(came_back(str(member.email), "<reply-1.guess@example.org>")) == ""
    assert bounces.returned(came_back(str(other.email), sent.message_id)) == ""
    assert not DeadAddress.objects.exists()
    assert bounces.returned(came_back(str(member.email), sent.message_id)) == member.email
    assert DeadAddress.objects.get().email == member.email


def test_the_owner_can_have_an_address_tried_again(
    member: User, signed_in: Callable[[User], Client]
) -> None:
    bounces.mark(str(member.email), "550 5.1.1 gone")
    client = signed_in(member)
    url = reverse("account-notifications")
    assert b"come back" in client.get(url).content
    client.post(url, {"act": "revive"})
    assert not DeadAddress.objects.exists()


# Twice, at once


def test_a_task_that_runs_twice_sends_once(
    post: Post, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    row = sending._take()
    assert row is not None
    assert sending.send_due() == 0  # taken by the first
    sending._deal_with(row, sending._Server())
    assert sending.send_due() == 0
    assert len(receiver.got) == 1


def test_a_taken_row_is_free_again_after_its_time(
    post: Post, other: User, say: Maker, receiver: Receiver
) -> None:
    say(post, other)
    assert sending._take() is not None
    OutboxMail.objects.update(due=timezone.now() - timedelta(seconds=1))
    assert sending.send_due() == 1


# Digests


def test_daily_mail_is_one_mail_with_what_is_still_wanted(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    choices.choose(member, {Kind.REPLY_TO_ME: Choice.DAILY})
    say(post, other, "The first.")
    gone = say(post, other, "The second.")
    say(post, other, "The third.")
    Reply.objects.filter(pk=gone.pk).update(status=Status.DELETED)
    assert sending.send_due() == 0
    assert digests.collect() == 0  # not yet
    OutboxMail.objects.update(due=timezone.now())
    assert digests.collect() == 1
    assert digests.collect() == 0
    assert sending.send_due() == 1
    (message,) = receiver.got
    assert message["Subject"] == "[Golden Bridge] Daily: 2 replies"
    assert "The first." in plain(message)
    assert "The second." not in plain(message)
    states = OutboxMail.objects.filter(daily=True).values_list("state", flat=True)
    assert sorted(states) == [State.DROPPED, State.SENT, State.SENT]


def test_a_digest_of_nothing_is_not_sent(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    choices.choose(member, {Kind.REPLY_TO_ME: Choice.DAILY})
    say(post, other)
    OutboxMail.objects.update(due=timezone.now())
    digests.collect()
    choices.choose(member, {Kind.REPLY_TO_ME: Choice.OFF})
    assert sending.send_due() == 0
    assert receiver.got == []


def test_more_than_ten_in_an_hour_become_one_digest(
    post: Post, member: User, other: User, say: Maker, receiver: Receiver
) -> None:
    for n in range(13):
        say(post, other, f"Answer {n}.")
    assert sending.send_due() == sending.HOURLY == 10
    left = OutboxMail.objects.filter(daily=True, state=State.WAITING)
    assert left.count() == 3
    OutboxMail.objects.filter(daily=True).update(due=timezone.now())
    digests.collect()
    assert sending.send_due() == 1
    assert receiver.got[-1]["Subject"] == "[Golden Bridge] Daily: 3 replies"


def test_daily_mail_is_made_at_six() -> None:
    now = timezone.now().replace(hour=5, minute=59)
    assert next_digest(now).hour == 6
    assert next_digest(now).date() == now.date()
    assert next_digest(now.replace(hour=6, minute=0)).date() == now.date() + timedelta(days=1)


# Other mail


def test_a_new_post_is_mailed_to_a_follower_of_its_conflict(
    member: User, other: User, make_post: Maker, receiver: Receiver
) -> None:
    post = make_post(member)
    following.follow(other, post.conflict, Cadence.EACH)
    post_published.send(sender=Post, post=post)
    assert sending.send_due() == 1
    assert receiver.got[0]["Subject"] == f"[Golden Bridge] New discussion: {post.title}"
    assert "Stop mail about this conflict" in plain(receiver.got[0])


def test_a_decision_is_told_also_to_a_suspended_member(
    post: Post, member: User, moderator: User, receiver: Receiver
) -> None:
    User.objects.filter(pk=member.pk).update(banned=True)
    decision = Decision.objects.create(
        moderator=moderator, act=Act.HIDE, post=post, member=member, reason="Off the subject."
    )
    telling.decided(decision, "Your post was hidden", "It broke rule 3.")
    telling.decided(decision, "Your post was hidden", "It broke rule 3.")
    assert sending.send_due() == 1
    assert "It broke rule 3." in plain(receiver.got[0])


def test_account_mail_goes_through_the_outbox_first_and_leaves_no_secret_behind(
    post: Post, member: User, other: User, say: Maker, client: Client, receiver: Receiver
) -> None:
    say(post, other)
    client.post(reverse("account_reset_password"), {"email": member.email})
    assert receiver.got == []
    assert sending.send_due() == 2
    assert "/sign-in/reset/" in plain(receiver.got[0])
    assert OutboxMail.objects.get(kind="account").text == ""


def test_a_test_mail_says_whether_it_works(receiver: Receiver, settings: Any) -> None:
    state.send_test("operator@example.org")
    assert sending.send_due() == 1
    assert attempt.attempt("operator@example.org") == ""
    assert len(receiver.got) == 2
    receiver.refuse["nobody@example.org"] = "550 5.1.1 No such user"
    assert "No such user" in attempt.attempt("nobody@example.org")
    settings.EMAIL_PORT = 1
    assert "cannot be reached" in attempt.attempt("operator@example.org")


def test_without_a_server_mail_is_a_file_that_can_be_read(
    post: Post, other: User, say: Maker, settings: Any, tmp_path: Any, capsys: Any
) -> None:
    settings.EMAIL_BACKEND = "goldenbridge_site.mail.files.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    say(post, other, "A long line with an address. " * 20)
    assert sending.send_due() == 1
    (path,) = (tmp_path / "mail").glob("*.eml")
    assert path.stat().st_mode & 0o777 == 0o600
    assert str(path) in capsys.readouterr().out
    assert post.get_absolute_url() in path.read_text()
    assert state.now().to_files

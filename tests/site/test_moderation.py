"""Reports, the queue, decisions and their undoing, sanctions, second looks, the logs."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.config.logs import JsonLines
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.follows.models import Follow
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.moderation import queue, sanctions
from goldenbridge_site.moderation.models import Act, Appeal, Decision, MemberNote, Report, Rule
from goldenbridge_site.notifications.models import Choice, Kind, Notification, Preference
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

Make = Callable[..., User]
SECRET = "Words nobody should find again."


@pytest.fixture
def rule(db: None) -> Rule:
    """The rule about violence."""
    return Rule.objects.get(number=2)


@pytest.fixture
def reply(post: Post, other: User, make_reply: Callable[..., Reply]) -> Reply:
    """A reply of `other` with words to look for."""
    return make_reply(post, other, SECRET)


def as_member(user: User) -> Client:
    """A browser of its own in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def decide(by: User, text: Post | Reply, act: str, **fields: object) -> int:
    """Press a button of the queue; returns the status."""
    name = "moderate-post" if isinstance(text, Post) else "moderate-reply"
    url = reverse(name, args=[text.pk])
    return as_member(by).post(url, {"act": act, **fields}).status_code


def hide(by: User, text: Post | Reply, rule: Rule) -> Decision:
    """Hide a text through the page."""
    assert decide(by, text, "hide", rule=rule.pk, word="Too far.") == 302
    text.refresh_from_db()
    return Decision.objects.get(act=Act.HIDE, member=text.author, undone_by=None)


def test_a_report_reaches_the_queue_and_its_reporter_stays_hidden(
    reply: Reply, member: User, other: User, moderator: User, rule: Rule
) -> None:
    page = as_member(member).post(
        reverse("report-reply", args=[reply.pk]), {"rule": rule.pk, "words": "Hints at harm."}
    )
    assert page.status_code == 302
    shown = as_member(moderator).get(reverse("moderation")).content.decode()
    assert "reported once" in shown
    assert "Hints at harm." in shown
    assert SECRET in shown
    assert rule.title in shown
    assert "none hidden before" in shown
    hide(moderator, reply, rule)
    told = as_member(other).get(Decision.objects.get().get_absolute_url()).content.decode()
    assert "Too far." in told
    assert "Hints at harm." not in told
    assert member.display_name not in told


def test_a_moderator_does_not_learn_who_reported_their_own_text(
    post: Post, member: User, moderator: User, make_reply: Callable[..., Reply], rule: Rule
) -> None:
    mine = make_reply(post, moderator, "A moderator's own words.")
    Report.objects.create(reporter=member, reply=mine, rule=rule, words="Unfair.")
    for url in (reverse("moderation"), reverse("moderate-reply", args=[mine.pk])):
        shown = as_member(moderator).get(url).content.decode()
        assert "A reader writes:" in shown
        assert f"{member.display_name} writes:" not in shown


def test_a_second_report_of_the_same_reader_replaces_the_first(
    reply: Reply, member: User, rule: Rule
) -> None:
    browser = as_member(member)
    for words in ("first", "second"):
        browser.post(reverse("report-reply", args=[reply.pk]), {"rule": rule.pk, "words": words})
    assert [report.words for report in Report.objects.all()] == ["second"]


def test_nobody_reports_their_own_text(reply: Reply, other: User, rule: Rule) -> None:
    page = as_member(other).post(reverse("report-reply", args=[reply.pk]), {"rule": rule.pk})
    assert page.status_code == 403
    assert not Report.objects.exists()


def test_a_visitor_can_make_a_legal_request_and_no_other_report(
    client: Client, post: Post, rule: Rule
) -> None:
    legal = Rule.objects.get(legal=True)
    url = reverse("report-post", args=[post.slug])
    asked = {"rule": legal.pk, "words": "Law X, because of Y.", "contact": "a@example.org"}
    assert client.post(url, {**asked, "rule": rule.pk}).status_code == 422
    assert client.post(url, {**asked, "contact": ""}).status_code == 422
    assert client.post(url, {**asked, "words": ""}).status_code == 422
    assert client.post(url, asked).status_code == 302
    report = Report.objects.get()
    assert (report.reporter, report.contact, report.rule) == (None, "a@example.org", legal)


def test_hiding_leaves_a_placeholder_and_tells_the_author_why(
    client: Client, post: Post, reply: Reply, other: User, moderator: User, rule: Rule
) -> None:
    decision = hide(moderator, reply, rule)
    assert (reply.status, reply.hidden_rule) == (Status.HIDDEN, rule)
    post.refresh_from_db()
    assert post.reply_count == 0
    page = client.get(post.get_absolute_url()).content.decode()
    assert SECRET not in page
    assert rule.title in page
    assert SECRET in as_member(other).get(post.get_absolute_url()).content.decode()
    note = Notification.objects.get(member=other)
    assert (note.kind, note.decision) == (Kind.MODERATION, decision)
    mail = OutboxMail.objects.get(member=other)
    assert rule.title in mail.text
    assert "Too far." in mail.text


def test_readers_of_a_hidden_post_are_told_the_rule_and_nothing_else(
    client: Client, post: Post, moderator: User, rule: Rule
) -> None:
    assert decide(moderator, post, "hide", rule=rule.pk, reason="reason in the log") == 302
    answer = client.get(post.get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 404
    assert f"hidden by a moderator: {rule.title}." in page
    for secret in (post.title, "A first paragraph", "reason in the log", "alder"):
        assert secret not in page


def test_an_author_who_wants_no_mail_gets_the_notification_only(
    reply: Reply, other: User, moderator: User, rule: Rule
) -> None:
    Preference.objects.create(member=other, kind=Kind.MODERATION, choice=Choice.SITE)
    hide(moderator, reply, rule)
    assert Notification.objects.filter(member=other).exists()
    assert not OutboxMail.objects.filter(member=other).exists()


def test_undo_brings_everything_back_also_follows_and_reports(
    client: Client, post: Post, reply: Reply, member: User, other: User, moderator: User, rule: Rule
) -> None:
    follow = Follow.objects.create(member=other, post=post)
    report = Report.objects.create(reporter=member, reply=reply, rule=rule)
    decision = hide(moderator, reply, rule)
    report.refresh_from_db()
    assert report.decision == decision
    page = as_member(moderator).post(reverse("decision-undo", args=[decision.pk]))
    assert page.status_code == 302
    reply.refresh_from_db()
    report.refresh_from_db()
    follow.refresh_from_db()
    post.refresh_from_db()
    assert (reply.status, reply.hidden_rule) == (Status.PUBLISHED, None)
    assert report.decision is None
    assert follow.stopped is None
    assert post.reply_count == 1
    assert SECRET in client.get(post.get_absolute_url()).content.decode()
    as_member(moderator).post(reverse("decision-undo", args=[decision.pk]))
    assert Decision.objects.filter(act=Act.UNDO).count() == 1


def test_undo_does_not_bring_back_what_its_author_deleted(
    reply: Reply, other: User, moderator: User, rule: Rule
) -> None:
    decision = hide(moderator, reply, rule)
    as_member(other).post(reverse("reply-delete", args=[reply.pk]))
    as_member(moderator).post(reverse("decision-undo", args=[decision.pk]))
    reply.refresh_from_db()
    assert (reply.status, reply.body) == (Status.DELETED, "")


def test_keeping_a_reported_text_closes_the_reports_and_tells_nobody(
    reply: Reply, member: User, other: User, moderator: User, rule: Rule
) -> None:
    Report.objects.create(reporter=member, reply=reply, rule=rule)
    assert decide(moderator, reply, "keep") == 302
    assert queue.lines() == []
    assert not Notification.objects.filter(member=other).exists()
    assert Decision.objects.get().reason == "Breaks no rule."


def test_two_moderators_do_not_decide_the_same_thing(
    reply: Reply, moderator: User, make_member: Make, rule: Rule
) -> None:
    second = make_member("elm", role=Role.MODERATOR)
    seen = {"version": reply.version, "decision": 0}
    assert decide(moderator, reply, "lock", **seen) == 302
    url = reverse("moderate-reply", args=[reply.pk])
    page = as_member(second).post(url, {"act": "hide", "rule": rule.pk, **seen})
    assert page.status_code == 409
    assert "cedar decided meanwhile" in page.content.decode()
    reply.refresh_from_db()
    assert reply.status == Status.PUBLISHED


def test_hiding_needs_a_rule_and_rewording_a_word(reply: Reply, moderator: User) -> None:
    assert decide(moderator, reply, "hide") == 422
    assert decide(moderator, reply, "reword") == 422
    assert decide(moderator, reply, "explode") == 422
    assert not Decision.objects.exists()


def test_the_page_shows_what_readers_and_author_will_see_before_the_press(
    reply: Reply, moderator: User, rule: Rule
) -> None:
    url = reverse("moderate-reply", args=[reply.pk])
    page = as_member(moderator).post(url, {"look": "1", "rule": rule.pk, "word": "Mind it."})
    shown = page.content.decode()
    assert f"hidden by a moderator: {rule.title}." in shown
    assert f"Rule {rule.number}: {rule.title}. Mind it." in shown
    assert not Decision.objects.exists()


def test_asking_to_reword_reopens_the_time_to_edit(
    reply: Reply, other: User, moderator: User
) -> None:
    Reply.objects.filter(pk=reply.pk).update(created=timezone.now() - timedelta(days=3))
    url = reverse("reply-edit", args=[reply.pk])
    assert as_member(other).get(url).status_code == 403
    assert decide(moderator, reply, "reword", word="Leave the name out.") == 302
    assert as_member(other).get(url).status_code == 200
    assert as_member(other).post(url, {"body": "Other words."}).status_code == 302
    assert as_member(other).get(url).status_code == 403


def test_a_first_text_waits_and_is_approved(
    client: Client, post: Post, other: User, moderator: User, make_reply: Callable[..., Reply]
) -> None:
    waiting = make_reply(post, other, SECRET, status=Status.WAITING)
    shown = as_member(moderator).get(reverse("moderation")).content.decode()
    assert "first reply" in shown
    assert 'value="approve"' in shown
    assert SECRET not in client.get(post.get_absolute_url()).content.decode()
    assert decide(moderator, waiting, "approve") == 302
    assert SECRET in client.get(post.get_absolute_url()).content.decode()


def test_a_waiting_text_whose_author_was_asked_comes_back_after_the_edit(
    post: Post, other: User, moderator: User, make_reply: Callable[..., Reply]
) -> None:
    waiting = make_reply(post, other, SECRET, status=Status.WAITING)
    decide(moderator, waiting, "reword", word="Say whom you mean.")
    assert queue.lines() == []
    as_member(other).post(reverse("reply-edit", args=[waiting.pk]), {"body": "Better words."})
    assert [line.key for line in queue.lines()] == [("reply", waiting.pk)]


def test_a_closed_thread_takes_no_reply_and_stays_readable(
    client: Client, post: Post, other: User, moderator: User
) -> None:
    assert decide(moderator, post, "lock") == 302
    url = reverse("reply", args=[post.slug])
    assert as_member(other).post(url, {"body": "One more."}).status_code == 403
    assert client.get(post.get_absolute_url()).status_code == 200
    assert decide(moderator, post, "unlock") == 302
    assert as_member(other).post(url, {"body": "One more."}).status_code == 302


def test_moving_a_reply_takes_its_answers_along_and_can_be_undone(
    post: Post,
    reply: Reply,
    member: User,
    moderator: User,
    make_post: Callable[..., Post],
    make_reply: Callable[..., Reply],
) -> None:
    answer = make_reply(post, member, parent=reply)
    elsewhere = make_post(member, "Another place")
    url = reverse("move-reply", args=[reply.pk])
    assert as_member(moderator).post(url, {"to": elsewhere.get_absolute_url()}).status_code == 302
    answer.refresh_from_db()
    post.refresh_from_db()
    elsewhere.refresh_from_db()
    assert answer.post == elsewhere
    assert (post.reply_count, elsewhere.reply_count) == (0, 2)
    below_itself = f"{elsewhere.get_absolute_url()}#reply-{answer.pk}"
    assert as_member(moderator).post(url, {"to": below_itself}).status_code == 409
    as_member(moderator).post(reverse("decision-undo", args=[Decision.objects.get().pk]))
    answer.refresh_from_db()
    post.refresh_from_db()
    assert (answer.post, answer.parent, post.reply_count) == (post, reply, 2)


def test_moving_a_post_to_another_conflict_and_back(
    post: Post, conflict: Conflict, moderator: User
) -> None:
    second = Conflict.objects.create(slug="b", title="B", summary="", known_on="2022-01-01")
    url = reverse("move-post", args=[post.pk])
    assert as_member(moderator).post(url, {"conflict": second.pk}).status_code == 302
    post.refresh_from_db()
    assert post.conflict == second
    as_member(moderator).post(reverse("decision-undo", args=[Decision.objects.get().pk]))
    post.refresh_from_db()
    assert post.conflict == conflict


def sanction(by: User, member: User, act: str, rule: Rule, **fields: object) -> int:
    """Press a button on the member's page; returns the status."""
    url = reverse("moderate-member", args=[member.pk])
    given = {"act": act, "rule": rule.pk, "days": 7, "word": "Please stop.", **fields}
    return as_member(by).post(url, given).status_code


def test_a_suspended_member_reads_but_does_not_write_in_open_sessions_too(
    post: Post, other: User, moderator: User, rule: Rule
) -> None:
    browser = as_member(other)
    url = reverse("reply", args=[post.slug])
    assert browser.post(url, {"body": "Before."}).status_code == 302
    assert sanction(moderator, other, "suspend", rule) == 302
    assert browser.post(url, {"body": "After."}).status_code == 403
    assert browser.get(post.get_absolute_url()).status_code == 200
    other.refresh_from_db()
    assert other.suspended()
    assert not other.suspended(timezone.now() + timedelta(days=8))


def test_undoing_one_sanction_never_lifts_another(other: User, moderator: User, rule: Rule) -> None:
    sanction(moderator, other, "suspend", rule, days=1)
    sanction(moderator, other, "ban", rule)
    sanction(moderator, other, "suspend", rule, days=30)
    browser = as_member(moderator)
    ban = Decision.objects.get(act=Act.BAN)
    longest = Decision.objects.filter(act=Act.SUSPEND).first()
    assert longest is not None
    browser.post(reverse("decision-undo", args=[longest.pk]))
    other.refresh_from_db()
    assert other.banned
    assert other.suspended_until is not None
    assert other.suspended_until < timezone.now() + timedelta(days=2)
    browser.post(reverse("decision-undo", args=[ban.pk]))
    other.refresh_from_db()
    assert not other.banned
    assert other.suspended()


def test_a_spammer_is_hidden_in_one_press_with_one_line_in_the_log(
    client: Client,
    post: Post,
    other: User,
    moderator: User,
    rule: Rule,
    make_post: Callable[..., Post],
    make_reply: Callable[..., Reply],
) -> None:
    texts = [make_reply(post, other, SECRET) for _n in range(3)]
    mine = make_post(other, "Buy this")
    hidden_before = make_reply(post, other, "old", status=Status.HIDDEN)
    Report.objects.create(reply=texts[0], rule=rule)
    assert sanction(moderator, other, "hide_all", rule) == 302
    assert Decision.objects.count() == 1
    assert queue.lines() == []
    assert SECRET not in client.get(post.get_absolute_url()).content.decode()
    assert client.get(mine.get_absolute_url()).status_code == 404
    other.refresh_from_db()
    assert other.banned
    as_member(moderator).post(reverse("decision-undo", args=[Decision.objects.get().pk]))
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert Reply.objects.filter(author=other, status=Status.PUBLISHED).count() == 3
    hidden_before.refresh_from_db()
    assert hidden_before.status == Status.HIDDEN
    other.refresh_from_db()
    assert not other.banned


def test_a_warning_is_told_and_stays_in_the_record(
    other: User, moderator: User, rule: Rule
) -> None:
    assert sanction(moderator, other, "warn", rule) == 302
    assert "Please stop." in OutboxMail.objects.get(member=other).text
    page = as_member(moderator).get(reverse("moderate-member", args=[other.pk]))
    assert "Please stop." in page.content.decode()


def test_moderators_are_decided_on_by_administrators_only(
    moderator: User, administrator: User, make_member: Make, rule: Rule
) -> None:
    second = make_member("elm", role=Role.MODERATOR)
    assert sanction(moderator, second, "ban", rule) == 403
    assert sanction(moderator, moderator, "ban", rule) == 403
    assert sanction(administrator, second, "ban", rule) == 302


def test_a_moderator_cannot_edit_anothers_words(
    post: Post, reply: Reply, moderator: User, administrator: User
) -> None:
    for person in (moderator, administrator):
        browser = as_member(person)
        url = reverse("post-edit", args=[post.slug])
        assert browser.post(url, {"title": "Mine now", "body": "x"}).status_code == 403
        url = reverse("reply-edit", args=[reply.pk])
        assert browser.post(url, {"body": "Mine now"}).status_code == 404
    post.refresh_from_db()
    reply.refresh_from_db()
    assert post.title != "Mine now"
    assert reply.body == SECRET


def test_private_notes_are_for_moderators(
    client: Client, other: User, member: User, moderator: User
) -> None:
    url = reverse("member-note", args=[other.pk])
    assert as_member(member).post(url, {"words": "x"}).status_code == 403
    as_member(moderator).post(url, {"words": "Had a hard week."})
    note = MemberNote.objects.get()
    page = reverse("moderate-member", args=[other.pk])
    assert "Had a hard week." in as_member(moderator).get(page).content.decode()
    assert "Had a hard week." not in as_member(other).get(other.get_absolute_url()).content.decode()
    assert as_member(member).post(reverse("note-remove", args=[note.pk])).status_code == 403
    as_member(moderator).post(reverse("note-remove", args=[note.pk]))
    assert not MemberNote.objects.exists()


def test_another_moderator_takes_the_second_look(
    reply: Reply, other: User, moderator: User, make_member: Make, rule: Rule
) -> None:
    decision = hide(moderator, reply, rule)
    url = reverse("appeal", args=[decision.pk])
    assert as_member(other).post(url, {"words": "It was a quotation."}).status_code == 302
    assert as_member(other).post(url, {"words": "Again."}).status_code == 403
    appeal = Appeal.objects.get()
    answer = reverse("appeal-answer", args=[appeal.pk])
    given = {"upheld": "yes", "answer": "It was indeed."}
    assert as_member(moderator).post(answer, given).status_code == 403
    second = make_member("elm", role=Role.MODERATOR)
    assert "second look" in as_member(second).get(reverse("moderation")).content.decode()
    assert "second look" not in as_member(moderator).get(reverse("moderation")).content.decode()
    assert as_member(second).post(answer, given).status_code == 302
    reply.refresh_from_db()
    assert reply.status == Status.PUBLISHED
    told = as_member(other).get(decision.get_absolute_url()).content.decode()
    assert "It was indeed." in told
    assert OutboxMail.objects.filter(member=other, event=f"appeal:{appeal.pk}").count() == 1
    assert as_member(second).post(answer, given).status_code == 403


def test_a_second_look_can_leave_the_decision_as_it_is(
    reply: Reply, other: User, moderator: User, administrator: User, rule: Rule
) -> None:
    decision = hide(moderator, reply, rule)
    as_member(other).post(reverse("appeal", args=[decision.pk]), {"words": "Why?"})
    answer = reverse("appeal-answer", args=[Appeal.objects.get().pk])
    as_member(administrator).post(answer, {"upheld": "no", "answer": "Rule 2 says so."})
    reply.refresh_from_db()
    assert reply.status == Status.HIDDEN
    assert "The decision stands" in (
        as_member(other).get(decision.get_absolute_url()).content.decode()
    )


def test_a_banned_member_can_still_ask_for_a_second_look(
    other: User, moderator: User, rule: Rule
) -> None:
    sanction(moderator, other, "ban", rule)
    decision = Decision.objects.get()
    page = as_member(other).get(decision.get_absolute_url())
    assert "Ask for a second look" in page.content.decode()
    sent = as_member(other).post(reverse("appeal", args=[decision.pk]), {"words": "Please."})
    assert sent.status_code == 302
    assert Appeal.objects.count() == 1


def test_the_public_log_shows_the_act_and_the_rule_without_the_text(
    client: Client, post: Post, reply: Reply, other: User, member: User, moderator: User, rule: Rule
) -> None:
    assert decide(moderator, reply, "hide", rule=rule.pk, reason="Quotes a threat.") == 302
    page = client.get(reverse("moderation-log")).content.decode()
    assert rule.title in page
    assert "a reply" in page
    assert moderator.display_name in page
    for secret in (SECRET, post.title, other.display_name, "Quotes a threat."):
        assert secret not in page
    audit = as_member(moderator).get(reverse("moderation-audit")).content.decode()
    assert "Quotes a threat." in audit
    assert as_member(member).get(reverse("moderation-audit")).status_code == 403


def test_every_act_is_logged_with_who_when_why_and_what_undoes_it(
    post: Post, reply: Reply, other: User, moderator: User, rule: Rule
) -> None:
    acts = ["keep", "lock", "unlock", "reword", "hide"]
    for act in acts:
        assert decide(moderator, reply, act, rule=rule.pk, word="A word.") == 302
    for act in ("warn", "suspend", "ban", "hide_all"):
        assert sanction(moderator, other, act, rule) == 302
    found = list(Decision.objects.all())
    assert {decision.act for decision in found} == {*acts, "warn", "suspend", "ban", "hide_all"}
    for decision in found:
        assert decision.moderator == moderator
        assert decision.reason
        assert decision.member == other
    for decision in found:
        as_member(moderator).post(reverse("decision-undo", args=[decision.pk]))
    assert Decision.objects.filter(act=Act.UNDO).count() == len(found)
    reply.refresh_from_db()
    other.refresh_from_db()
    assert (reply.status, reply.locked) == (Status.PUBLISHED, False)
    assert not other.suspended()


def test_the_keys_of_the_queue_can_be_switched_off(moderator: User) -> None:
    browser = as_member(moderator)
    url = reverse("moderation")
    assert 'data-keys="on"' in browser.get(url).content.decode()
    browser.post(reverse("moderation-keys"), {"keys": "off"})
    assert 'data-keys="off"' in browser.get(url).content.decode()


def test_the_queue_asks_the_database_no_more_often_when_it_is_long(
    post: Post, other: User, moderator: User, rule: Rule, make_reply: Callable[..., Reply]
) -> None:
    browser = as_member(moderator)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("moderation"))
        return len(queries)

    Report.objects.create(reply=make_reply(post, other, "Text"), rule=rule)
    short = asked()
    for n in range(15):
        Report.objects.create(reply=make_reply(post, other, f"Text {n}"), rule=rule)
    assert asked() == short


def test_a_newcomers_links_are_few(post: Post, other: User) -> None:
    body = " ".join(f"https://example.org/{n}" for n in range(3))
    url = reverse("reply", args=[post.slug])
    assert as_member(other).post(url, {"body": body}).status_code == 422
    assert as_member(other).post(url, {"body": body.rpartition(" ")[0]}).status_code == 302


def test_a_sanction_of_the_past_has_ended(other: User, moderator: User) -> None:
    other.suspended_until = timezone.now() - timedelta(seconds=1)
    other.save()
    assert not other.suspended()
    sanctions.settle(other)
    assert other.suspended_until is None


def test_with_the_switch_on_a_newcomers_first_text_waits_and_the_next_does_not(
    client: Client, post: Post, other: User, moderator: User
) -> None:
    words = "read by a moderator before it appears"
    assert words not in client.get(reverse("rules")).content.decode()
    SiteSettings(first_post_waits=True).save()
    assert words in client.get(reverse("rules")).content.decode()
    browser, url = as_member(other), reverse("reply", args=[post.slug])
    told = browser.post(url, {"body": SECRET}, follow=True).content.decode()
    assert "waits for a moderator" in told
    assert SECRET in told
    first = Reply.objects.get()
    assert first.status == Status.WAITING
    assert not Notification.objects.filter(member=post.author).exists()
    assert SECRET not in client.get(post.get_absolute_url()).content.decode()
    assert decide(moderator, first, "approve") == 302
    assert Notification.objects.filter(member=post.author).count() <= 1
    browser.post(url, {"body": "A second one."})
    assert Reply.objects.order_by("-pk")[0].status == Status.PUBLISHED


def test_the_header_tells_moderators_how_much_waits(
    reply: Reply, member: User, moderator: User, rule: Rule
) -> None:
    Report.objects.create(reporter=member, reply=reply, rule=rule)
    waiting = '<span class="count">1<span class="unseen"> waiting</span></span>'
    assert waiting in as_member(moderator).get(reverse("rules")).content.decode()
    assert "waiting</span>" not in as_member(member).get(reverse("rules")).content.decode()


def test_every_decision_is_one_line_of_the_servers_log(
    reply: Reply, moderator: User, rule: Rule, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("goldenbridge_site")
    logger.addHandler(caplog.handler)
    try:
        decide(moderator, reply, "hide", rule=rule.pk, reason="two\r\nlines")
    finally:
        logger.removeHandler(caplog.handler)
    found = [record for record in caplog.records if record.name == "goldenbridge_site.moderation"]
    assert len(found) == 1
    line = JsonLines().format(found[0])
    assert "\n" not in line
    assert json.loads(line)["act"] == "hide"
    assert json.loads(line)["moderator"] == moderator.pk
    assert SECRET not in line

"""Moderators' and operators' pages in a real browser: axe, keys, and without scripts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from browser import NARROW, WIDE, Visit, started
from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.api import tokens
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.moderation.models import Appeal, Decision, MemberNote, Report, Rule
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies.models import Reply

pytestmark = pytest.mark.django_db(transaction=True)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
PICTURES = os.environ.get("GOLDENBRIDGE_TEST_PICTURES", "")
"""A folder to keep pictures of the pages in, to be looked at."""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with started(chromium) as made:
        yield made


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    """The rules of a new site; a test that empties the tables takes them away."""
    from importlib import import_module

    if not Rule.objects.exists():
        first = import_module("goldenbridge_site.moderation.migrations.0003_first_rules")
        for number, title, text, legal in first.RULES:
            Rule.objects.create(number=number, title=title, text=text, legal=legal)


@pytest.fixture
def administrator_with_factor(administrator: User) -> User:
    """An administrator who may operate."""
    Authenticator.objects.create(user=administrator, type="totp", data={"secret": "x"})
    return administrator


@pytest.fixture
def desk(
    post: Post,
    member: User,
    other: User,
    make_member: Callable[..., User],
    make_reply: Callable[..., Reply],
    make_post: Callable[..., Post],
) -> dict[str, Any]:
    """A busy desk: reports, a legal request, a first text, an answer to a hidden one, an appeal."""
    chair = make_member("juniper", role=Role.MODERATOR)
    violence, legal = Rule.objects.get(number=2), Rule.objects.get(legal=True)
    first = make_reply(post, member, "In none of our cases did insiders act to stop a war.")
    reported = make_reply(
        post,
        other,
        "Perhaps because nobody here is willing to *say out loud* what should be done "
        "to him.\n\n## A heading\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        parent=first,
    )
    for reader in (member, chair):
        Report.objects.create(
            reporter=reader, reply=reported, rule=violence, words="This hints at harm."
        )
    Report.objects.create(contact="reader@example.net", post=post, rule=legal, words="Law X, § 2.")
    waiting = make_reply(
        post, make_member("larch"), "Is one point a week for all audiences?", status=Status.WAITING
    )
    make_post(make_member("maple"), "A first post that waits", status=Status.WAITING)
    hidden = make_reply(post, other, "Buy this.", status=Status.HIDDEN, hidden_rule=violence)
    decision = Decision.objects.create(
        moderator=chair,
        act="hide",
        reply=hidden,
        member=other,
        rule=violence,
        reason="r",
        word_to_author="Too far.",
        before={"status": "published"},
    )
    appeal = Appeal.objects.create(decision=decision, author=other, words="It was a joke.")
    MemberNote.objects.create(member=other, author=chair, text="Had a hard week.")
    tokens.make(other, "notebook", ["read"])
    OutboxMail.objects.create(
        event="reply:1",
        recipient="address:a@example.org",
        kind="account",
        message_id="<1@x>",
        last_error="421 try later",
        state="failed",
    )
    return {
        "post": post, "reported": reported, "waiting": waiting, "other": other,
        "decision": decision, "appeal": appeal, "rule": violence,
    }  # fmt: skip


def enter(visit: Visit, user: User) -> None:
    """Sign in without the form."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    visit.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visit.root}]
    )


def pages(desk: dict[str, Any], who: str) -> list[str]:
    """The addresses of this area that `who` opens."""
    if who == "visitor":
        return [
            reverse("moderation-log"), reverse("api-about"),
            reverse("report-post", args=[desk["post"].slug]),
        ]  # fmt: skip
    if who == "member":
        return [
            desk["decision"].get_absolute_url(), reverse("api-tokens"),
            reverse("report-post", args=[desk["post"].slug]),
        ]  # fmt: skip
    if who == "moderator":
        return [
            reverse("moderation"), reverse("moderation-audit"),
            reverse("moderate-reply", args=[desk["reported"].pk]),
            reverse("moderate-post", args=[desk["post"].pk]),
            reverse("moderate-member", args=[desk["other"].pk]),
            reverse("appeal-answer", args=[desk["appeal"].pk]),
        ]  # fmt: skip
    return [
        reverse(name)
        for name in (
            "operator", "operator-members", "operator-invitations", "operator-conflicts",
            "operator-conflict-new", "operator-settings", "operator-texts", "operator-rules",
            "operator-rule-new",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("who", ["visitor", "member", "moderator", "operator"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: Any, desk: dict[str, Any], moderator: User,
    administrator_with_factor: User, who: str, size: Any, theme: Any,
) -> None:  # fmt: skip
    people = {
        "member": desk["other"], "moderator": moderator, "operator": administrator_with_factor
    }  # fmt: skip
    visit = Visit(browser, live_server.url, viewport=size, color_scheme=theme)
    if who in people:
        enter(visit, people[who])
    found = []
    for address in pages(desk, who):
        page = visit.open(address)
        for item in Axe().run(page, options=RULES).response["violations"]:
            nodes = [node["html"][:160] for node in item["nodes"][:3]]
            found.append(f"{address}: {item['id']}: {nodes}")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > page.evaluate("document.documentElement.clientWidth"):
            found.append(f"{address}: {width} px wide")
        if PICTURES:
            name = address.strip("/").replace("/", "-") + f"-{size['width']}-{theme}.png"
            page.screenshot(path=str(Path(PICTURES) / name), full_page=True)
    assert found == []
    visit.leave()


def test_the_queue_is_worked_by_keys(
    browser: Browser, live_server: Any, desk: dict[str, Any], moderator: User
) -> None:
    visit = Visit(browser, live_server.url)
    enter(visit, moderator)
    page = visit.open(reverse("moderation"))
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == f"reply-{desk['reported'].pk}"
    with page.expect_navigation():
        page.keyboard.press("h")
    desk["reported"].refresh_from_db()
    assert desk["reported"].status == Status.HIDDEN
    assert "Your last decision" in visit.text()
    visit.press("Undo")
    desk["reported"].refresh_from_db()
    assert desk["reported"].status == Status.PUBLISHED
    page = visit.open(reverse("moderation"))
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "word"
    page.keyboard.type("hk")
    assert Decision.objects.filter(act="keep").count() == 0
    visit.leave()


def test_keys_that_are_off_do_nothing(
    browser: Browser, live_server: Any, desk: dict[str, Any], moderator: User
) -> None:
    visit = Visit(browser, live_server.url)
    enter(visit, moderator)
    page = visit.open(reverse("moderation"))
    visit.press("Switch the keys off")
    for key in ("j", "h", "k"):
        page.keyboard.press(key)
    assert page.url.endswith(reverse("moderation"))
    assert Decision.objects.count() == 1
    desk["reported"].refresh_from_db()
    assert desk["reported"].status == Status.PUBLISHED
    visit.leave()


def test_report_and_decision_without_scripts(
    browser: Browser, live_server: Any, desk: dict[str, Any], member: User, moderator: User
) -> None:
    reader = Visit(browser, live_server.url, java_script_enabled=False)
    enter(reader, member)
    reader.open(reverse("report-reply", args=[desk["reported"].pk]))
    reader.page.get_by_label("Advertises or repeats itself").check()
    reader.fill("What should a moderator know?", "Again.")
    reader.press("Send the report")
    assert "A moderator will read it" in reader.text()
    reader.leave()
    visit = Visit(browser, live_server.url, java_script_enabled=False)
    enter(visit, moderator)
    visit.open(reverse("moderation"))
    item = f"#reply-{desk['reported'].pk}"
    visit.page.locator(f"{item} details.words summary").click()
    visit.page.locator(f"{item} select[name=rule]").select_option(str(desk["rule"].pk))
    visit.page.locator(f"{item} textarea[name=word]").fill("Say it without the hint.")
    visit.page.locator(f"{item} button[value='1'][name=look]").click()
    assert "Say it without the hint." in visit.text()
    visit.page.locator("button[value=hide]").click()
    desk["reported"].refresh_from_db()
    assert desk["reported"].status == Status.HIDDEN
    visit.press("Undo")
    desk["reported"].refresh_from_db()
    assert desk["reported"].status == Status.PUBLISHED
    visit.leave()

"""Whole journeys in Chromium, with scripts and without."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, expect

from browser import NARROW, Visit, started
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.events import post_changed
from goldenbridge_site.mail import tasks
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies import publishing
from goldenbridge_site.replies.models import Reply

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a few unrelated words 47"
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with started(chromium) as made:
        yield made


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Open]:
    visits: list[Visit] = []

    def begin(**options: Any) -> Visit:
        visits.append(Visit(browser, live_server.url, **options))
        return visits[-1]

    yield begin
    for one in visits:
        one.leave()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def newest_mail_to(address: str) -> Any:
    tasks.send_due()
    return [message for message in mail.outbox if address in message.to][-1]


def link_in(message: Any, part: str) -> str:
    found = re.search(rf"https?://[^/\s]+(/{part}\S+)", message.body)
    assert found, message.body
    return found.group(1)


def test_a_citizen_reads_on_a_phone(
    visit: Open, post: Post, other: User, make_reply: Callable[..., Reply], scripts: bool
) -> None:
    make_reply(post, other, "An answer.")
    post_changed.send(sender=Post, post=post)
    reader = visit(viewport=NARROW, java_script_enabled=scripts)
    sizes: list[int] = []
    reader.page.on("response", lambda answer: sizes.append(len(answer.body())))
    page = reader.open(post.get_absolute_url())
    assert page.locator("h1").inner_text() == post.title
    for words in ("alder", "Analysis, not advice", "1 minute", "An answer.", "E-mail me when"):
        assert words in reader.text()
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 150_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.press("Ruritania")
    assert page.locator("h1").inner_text() == "Ruritania"
    reader.press("Search", within="header")
    page.get_by_role("searchbox").fill("paragraph")
    reader.press("Search")
    reader.press(post.title)
    assert page.url.endswith(post.get_absolute_url())


def test_a_newcomer_joins_replies_and_is_told(
    visit: Open, post: Post, member: User, scripts: bool
) -> None:
    newcomer = visit(java_script_enabled=scripts)
    page = newcomer.open(post.get_absolute_url())
    page.locator("#write textarea").fill("Is one point a week for **all** audiences?")
    newcomer.press("Join and post this")
    assert "is kept and waits for you" in newcomer.text()
    newcomer.fill("E-mail address", "larch@example.org")
    newcomer.fill("Name shown", "larch")
    newcomer.fill("Password", PASSWORD)
    newcomer.press("Join")
    assert "Check your e-mail" in newcomer.text()
    assert not Reply.objects.exists()

    # In another browser: confirming is a press, and leads back to the box with the text.
    phone = visit(java_script_enabled=scripts, viewport=NARROW)
    page = phone.open(link_in(newest_mail_to("larch@example.org"), "join/confirm/"))
    phone.press("Confirm")
    box = page.locator("form.writing textarea")
    assert box.input_value() == "Is one point a week for **all** audiences?"
    phone.press("Preview")
    expect(page.locator(".preview strong")).to_have_text("all")
    assert not Reply.objects.exists()
    phone.press("Post reply")
    page.wait_for_url("**/discussions/*/#reply-*")
    reply = Reply.objects.get()
    assert page.locator(f"#reply-{reply.pk}").is_visible()
    assert "Reply published." in phone.text()
    if scripts:
        focused = page.evaluate("document.activeElement.id")
        assert focused == f"reply-{reply.pk}"
        expect(page.locator("#status")).to_have_text("Reply published.")

    # Somebody answers; a mail comes and leads to the answer; mails stop with one press.
    publishing.publish(member, reply.post, reply, Draft().form, "For those who watch.")
    told = newest_mail_to("larch@example.org")
    assert "Reply to you" in told.subject
    phone.open("/")
    page = phone.open(link_in(told, "discussions/"))
    assert "For those who watch." in phone.text()
    stranger = visit(java_script_enabled=scripts)
    stranger.open(link_in(told, "unfollow/"))
    stranger.page.locator("main form button").first.click()
    stranger.page.wait_for_load_state()
    before = len(mail.outbox)
    publishing.publish(member, reply.post, reply, Draft().form, "And one more thing.")
    tasks.send_due()
    assert [m for m in mail.outbox[before:] if "larch@example.org" in m.to] == []

    # The reply goes, its place stays, and the answers still make sense.
    page = phone.open(post.get_absolute_url())
    page.locator(f"#reply-{reply.pk}").get_by_role("link", name="Delete").click()
    phone.press("Delete")
    page = phone.open(post.get_absolute_url())
    assert "This reply was deleted." in phone.text()
    assert "For those who watch." in phone.text()
    assert "all audiences" not in phone.text()


def test_a_draft_survives_a_closed_tab_and_two_tabs(visit: Open, member: User) -> None:
    writer = visit()
    writer.sign_in(member.email or "", PASSWORD)
    page = writer.open("/discussions/new/")
    page.get_by_label("Title").fill("A title of my own")
    page.get_by_label("Text").fill("Words that must not be lost.")
    expect(page.locator(".saved").first).to_contain_text("Saved", timeout=8000)
    page.close()
    writer.page = writer.new_page()
    page = writer.open("/discussions/new/")
    assert page.get_by_label("Text").input_value() == "Words that must not be lost."
    second = writer.new_page()
    second.goto(f"{writer.root}/discussions/new/")
    page.get_by_label("Text").fill("First tab.")
    expect(page.locator(".saved").first).to_contain_text("Saved", timeout=8000)
    second.get_by_label("Text").fill("Second tab.")
    expect(second.locator(".saved").first).to_contain_text("Saved", timeout=8000)
    bodies = set(Draft.objects.values_list("body", flat=True))
    assert bodies == {"First tab.", "Second tab."}


def test_leaving_at_once_still_saves(visit: Open, member: User) -> None:
    writer = visit()
    writer.sign_in(member.email or "", PASSWORD)
    page = writer.open("/discussions/new/")
    page.get_by_label("Text").fill("Typed a moment ago.")
    writer.open("/rules/")
    page = writer.open("/discussions/new/")
    assert page.get_by_label("Text").input_value() == "Typed a moment ago."


def test_an_expired_session_loses_nothing(visit: Open, member: User, scripts: bool) -> None:
    writer = visit(java_script_enabled=scripts)
    writer.sign_in(member.email or "", PASSWORD)
    page = writer.open("/discussions/new/")
    page.get_by_label("Title").fill("Written for an hour")
    page.get_by_label("Text").fill("While the session ran out.")
    writer.context.clear_cookies(name="goldenbridge_session")
    writer.press("Publish")
    assert "is kept and waits for you" in writer.text()
    writer.fill("E-mail address", member.email or "")
    page.locator("#id_password").fill(PASSWORD)
    writer.press("Sign in")
    assert page.get_by_label("Text").input_value() == "While the session ran out."
    writer.press("Publish")
    assert Post.objects.get().title == "Written for an hour"


def test_a_thread_by_keyboard(
    visit: Open, post: Post, member: User, other: User, make_reply: Callable[..., Reply]
) -> None:
    top = make_reply(post, other, "Top.")
    make_reply(post, member, "Below.", parent=top)
    reader = visit()
    reader.sign_in(member.email or "", PASSWORD)
    page = reader.open(post.get_absolute_url())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    fold = page.locator(f"#reply-{top.pk} .fold")
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.get_attribute("aria-expanded") == "false"
    assert "Show 1 hidden below this" in fold.inner_text()
    assert "Below." not in reader.text()
    page.keyboard.press("Enter")
    assert "Below." in reader.text()
    page.locator(f"#reply-{top.pk} a.answer").first.focus()
    page.keyboard.press("Enter")
    box = page.locator(f"#reply-{top.pk} textarea")
    expect(box).to_be_focused()
    page.keyboard.type("Typed without a mouse.")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Post reply"
    page.keyboard.press("Enter")
    page.wait_for_url("**#reply-*")
    made = Reply.objects.latest("pk")
    assert (made.parent, made.body) == (top, "Typed without a mouse.")
    assert page.evaluate("document.activeElement.id") == f"reply-{made.pk}"

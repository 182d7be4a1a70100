"""Every hostile text in every place members write, opened in Chromium: nothing of it happens."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from browser import Visit, started
from goldenbridge_site import markdown
from goldenbridge_site.accounts.models import User
from goldenbridge_site.links.models import LinkCard
from goldenbridge_site.mail import messages, outbox
from goldenbridge_site.notifications.models import Kind
from goldenbridge_site.posts.models import Post, SeeAlso, Tag
from goldenbridge_site.replies.models import Reply
from hostile import HOSTILE, Seen, check

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = [text for text in HOSTILE.values() if "\x00" not in text]
ARTICLE = "https://news.example/article"
WATCH = """window.pwned = 0; window.pwn = () => { window.pwned += 1; };
document.addEventListener("securitypolicyviolation", () => { window.pwned += 1; });"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with started(chromium) as made:
        yield made


@pytest.fixture
def attacked(
    member: User, make_post: Callable[..., Post], make_reply: Callable[..., Reply]
) -> Post:
    """A post that is hostile in title, text, tag, see-also, replies, names and preview card."""
    everything = "\n\n".join([*HOSTILE.values(), ARTICLE])
    User.objects.filter(pk=member.pk).update(
        display_name=HOSTILE["handler on an image"],
        biography=everything,
        biography_html=markdown.to_html(everything, heading=3),
    )
    post = make_post(member, HOSTILE["json"], body=everything, slug="attacked")
    tag = Tag.objects.create(name=HOSTILE["handler on any element"][:40], slug="attacked")
    post.tags.add(tag)
    LinkCard.objects.create(
        state=LinkCard.State.READY,
        url=ARTICLE,
        title=HOSTILE["script element"],
        text=everything[:300],
        site=HOSTILE["json"],
    )
    for n, text in enumerate(TITLES):
        other = make_post(member, text[:150], slug=f"other-{n}")
        SeeAlso.objects.create(post=post, to_post=other, position=n)
        make_reply(post, member, text)
    return post


def test_in_a_browser_nothing_of_it_happens(
    browser: Browser, live_server: Any, attacked: Post
) -> None:
    visit = Visit(browser, live_server.url)
    visit.context.add_init_script(WATCH)
    pages = [
        *(attacked.get_absolute_url(), "/", "/discussions/", "/discussions/?page=2"),
        *("/tags/attacked/", f"{attacked.get_absolute_url()}history/"),
        *(
            attacked.author.get_absolute_url(),
            "/search/?q=pwn",
            "/search/?q=<script>pwn()</script>",
        ),
    ]
    for address in pages:
        page = visit.open(address)
        page.wait_for_load_state("networkidle")
        for part in page.locator("details:not([open]) > summary").all():
            part.click()
        page.keyboard.press("Tab")
        assert page.evaluate("window.pwned") == 0, address
        assert page.locator("[onerror], [onclick], [onload], [hx-get], [data-hx-get]").count() == 0
        assert page.url.startswith(live_server.url)
    visit.leave()


def test_programs_and_feeds_get_text(client: Client, attacked: Post) -> None:
    for address in (f"/api/v1/posts/{attacked.slug}", f"/api/v1/posts/{attacked.slug}/replies"):
        answer = client.get(address)
        assert answer["Content-Type"].startswith("application/json")
        assert answer["X-Content-Type-Options"] == "nosniff"
        found = list(_htmls(json.loads(answer.content)))
        assert found
        for made in found:
            check(made)
    feed = client.get(f"/feeds/discussions/{attacked.slug}.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert b"<script" not in feed.content


def _htmls(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            if name == "html" and isinstance(value, str):
                yield value
            else:
                yield from _htmls(value)
    elif isinstance(found, list):
        for value in found:
            yield from _htmls(value)


def test_mail_holds_no_markup_of_theirs(attacked: Post, other: User) -> None:
    for reply in Reply.objects.filter(post=attacked).select_related("post", "author")[:40]:
        row = outbox.about(reply, other, Kind.REPLY_IN_THREAD, False, None)
        made = messages.about_reply(row, reply, Kind.REPLY_IN_THREAD, other.email or "")
        part = str(made.alternatives[0][0])
        seen = Seen(part)
        assert not seen.tags & {"script", "img", "svg", "iframe", "form", "object", "style", "base"}
        assert not [name for name, _value in seen.attributes if name.startswith("on")]
        assert not [
            v for name, v in seen.attributes if name == "href" and "javascript" in v.lower()
        ]
        assert "\n" not in made.subject

"""axe finds nothing on any page: signed in and out, light and dark, wide and narrow."""

import functools
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser import NARROW, WIDE, Visit, started
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies import publishing
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.runs import engine
from goldenbridge_site.runs.models import Picture

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a few unrelated words 47"
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
OPEN_TO_ALL = [
    "/", "/conflicts/", "/conflicts/ruritania/", "/discussions/", "{post}", "{post}?sort=newest",
    "{post}reply/?parent={reply}", "{post}history/", "/replies/{reply}/history/", "/tags/peace/",
    "/members/alder/", "/search/?q=first", "/search/?q=zebra", "/how-it-works/", "/rules/",
    "/privacy/", "/contact/", "/accessibility/", "/join/", "/join/sent/", "/sign-in/",
    "/sign-in/reset/", "/sign-in/reset/sent/", "/no/such/page/", "/moderation/log/",
]  # fmt: skip
MEMBERS = [
    "/", "{post}", "/discussions/new/", "{post}edit/", "{post}delete/", "{post}reply/?quote=1",
    "/replies/{reply}/edit/", "/replies/{reply}/delete/", "/replies/{other}/report/", "/account/",
    "/account/profile/", "/account/drafts/", "/account/data/", "/account/email/",
    "/account/password/", "/account/sessions/", "/account/second-factor/", "/account/again/",
    "/account/notifications/", "/notifications/", "/sign-out/",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with started(chromium) as made:
        yield made


@functools.cache
def solved(scenario: str) -> dict[str, Any]:
    return engine.compute(scenario).shown


@pytest.fixture
def places(
    post: Post, member: User, other: User, make_reply: Callable[..., Reply], conflict: Any
) -> dict[str, str]:
    from goldenbridge_site.posts.models import Tag

    post.tags.add(Tag.objects.create(name="peace", slug="peace"))
    deep = None
    for n in range(7):
        deep = make_reply(post, (other, member)[n % 2], f"# Heading\n\nAnswer {n}", parent=deep)
    mine = make_reply(post, member, "Mine. " * 350)
    gone = make_reply(post, other, "Gone.")
    theirs = make_reply(post, other, "Theirs.", parent=gone)
    publishing.delete(gone)
    publishing.edit(mine, uuid.uuid4(), "Mine, edited. " * 350)
    saving.save(member, uuid.uuid4(), 0, saving.Words(kind="post", body="A draft.", title="Draft"))
    Picture.objects.create(
        scenario="ruritania", fingerprint="0" * 64, engine="0", numbers=solved("cuba-1962")
    )
    type(conflict).objects.update(scenario="ruritania")
    return {"post": post.get_absolute_url(), "reply": str(mine.pk), "other": str(theirs.pk)}


def faults(visit: Visit, addresses: list[str], places: dict[str, str]) -> list[str]:
    found = []
    for address in addresses:
        page = visit.open(address.format(**places))
        for item in Axe().run(page, options=RULES).response["violations"]:
            nodes = [node["html"][:160] for node in item["nodes"][:3]]
            found.append(f"{address}: {item['id']}: {nodes}")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > page.evaluate("document.documentElement.clientWidth"):
            found.append(f"{address}: {width} px wide")
    return found


@pytest.mark.parametrize("size", [WIDE, NARROW, {"width": 320, "height": 700}], ids=str)
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("who", ["visitor", "member"])
def test_axe_finds_nothing(
    browser: Browser,
    live_server: Any,
    places: dict[str, str],
    member: User,
    who: str,
    colours: str,
    size: dict[str, int],
) -> None:
    visit = Visit(browser, live_server.url, viewport=size, color_scheme=colours)
    if who == "member":
        visit.sign_in(member.email or "", PASSWORD)
    assert faults(visit, MEMBERS if who == "member" else OPEN_TO_ALL, places) == []
    visit.context.close()


def test_text_twice_as_large_loses_nothing(
    browser: Browser, live_server: Any, places: dict[str, str]
) -> None:
    # 1280 px at 200 % are 640 px for the page.
    visit = Visit(browser, live_server.url, viewport={"width": 640, "height": 450})
    assert [fault for fault in faults(visit, OPEN_TO_ALL, places) if "wide" in fault] == []
    visit.context.close()

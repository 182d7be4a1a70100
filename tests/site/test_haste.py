"""Forms for strangers that come back within a moment are refused, and nothing is lost."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenbridge_site.accounts.models import User
from goldenbridge_site.follows.models import Visitor
from goldenbridge_site.limits import haste
from goldenbridge_site.moderation.models import Report, Rule
from goldenbridge_site.posts.models import Post

pytestmark = pytest.mark.django_db
TOO_SOON = "as only machines do"
JOIN = {
    "email": "rowan@example.org",
    "display_name": "rowan",
    "password1": "a few unrelated words 47",
    "website": "",
}


@pytest.fixture(autouse=True)
def counted(settings: Any) -> None:
    """The limit as the site has it."""
    settings.SHORTEST_FORM_SECONDS = 2


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let seconds pass on a clock that otherwise stands still."""
    now = time.time()

    def later(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr(time, "time", lambda: now)
    return later


def shown(client: Client, address: str) -> str:
    """The moment that stands in the page's form for strangers."""
    page = client.get(address).content.decode()
    return page.partition('name="opened" value="')[2].partition('"')[0]


def test_joining_at_once_is_refused_and_the_second_press_counts(
    client: Client, wait: Callable[[float], None]
) -> None:
    moment = shown(client, "/join/")
    assert moment
    wait(1)
    answer = client.post("/join/", {**JOIN, "opened": moment}).content.decode()
    assert TOO_SOON in answer
    assert 'value="rowan"' in answer
    assert not User.objects.exists()
    wait(1)
    client.post("/join/", {**JOIN, "opened": moment})
    assert User.objects.get().display_name == "rowan"


@pytest.mark.parametrize("moment", ["", "1700000000.0", "bent:by:hand"])
def test_a_form_that_was_never_shown_is_refused(client: Client, moment: str) -> None:
    assert TOO_SOON in client.post("/join/", {**JOIN, "opened": moment}).content.decode()
    assert not User.objects.exists()


def test_one_moment_does_not_serve_for_ever(wait: Callable[[float], None]) -> None:
    moment = haste.moment()
    wait(haste.LONGEST - 1)
    assert not haste.hasty(moment)
    wait(2)
    assert haste.hasty(moment)


def test_visitors_who_follow_or_ask_by_law_take_their_time_too(
    client: Client, post: Post, wait: Callable[[float], None]
) -> None:
    Rule.objects.update(legal=False)
    law = Rule.objects.create(number=90, title="Against the law", legal=True)
    follow = {"email": "reader@example.org", "cadence": "each", "website": ""}
    legal = {"rule": law.pk, "words": "The law of libel.", "contact": "reader@example.org"}
    address = post.get_absolute_url()
    moment = shown(client, address)
    report = shown(client, f"{address}report/")
    for part, sent in (("follow/", follow), ("report/", legal)):
        answer = client.post(f"{address}{part}", {**sent, "opened": moment})
        assert answer.status_code == 422
        assert TOO_SOON in answer.content.decode()
        assert "reader@example.org" in answer.content.decode()
    assert not Visitor.objects.exists()
    assert not Report.objects.exists()
    wait(2)
    client.post(f"{address}follow/", {**follow, "opened": moment})
    client.post(f"{address}report/", {**legal, "opened": report})
    assert Visitor.objects.get().email == "reader@example.org"
    assert Report.objects.get().contact == "reader@example.org"


def test_members_are_never_asked_to_slow_down(client: Client, post: Post, other: User) -> None:
    client.force_login(other)
    answer = client.post(f"{post.get_absolute_url()}follow/", {"cadence": "each"})
    assert answer.status_code == 302

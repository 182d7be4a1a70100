"""What the tests of the site share: settings, members, posts."""

import os
from collections.abc import Callable
from typing import Any

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenbridge_site.config.test_settings")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from goldenbridge_site import markdown  # noqa: E402
from goldenbridge_site.accounts.models import Role, User  # noqa: E402
from goldenbridge_site.conflicts.models import Conflict  # noqa: E402
from goldenbridge_site.posts.models import Post, Status  # noqa: E402
from goldenbridge_site.replies.models import Reply  # noqa: E402

PASSWORD = "a few unrelated words 47"
"""The password of every member made here."""


@pytest.fixture
def make_member(db: None) -> Callable[..., User]:
    """Make a member by display name; `verified=False` leaves the address unconfirmed."""

    def make(name: str = "alder", *, verified: bool = True, **fields: Any) -> User:
        user = User.objects.create_user(
            f"{name.replace(' ', '.')}@example.org", PASSWORD, display_name=name, **fields
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
        return user

    return make


@pytest.fixture
def member(make_member: Callable[..., User]) -> User:
    """A confirmed member."""
    return make_member("alder")


@pytest.fixture
def other(make_member: Callable[..., User]) -> User:
    """A second confirmed member."""
    return make_member("birch")


@pytest.fixture
def moderator(make_member: Callable[..., User]) -> User:
    """A moderator."""
    return make_member("cedar", role=Role.MODERATOR)


@pytest.fixture
def administrator(make_member: Callable[..., User]) -> User:
    """An administrator, without a second factor yet."""
    return make_member("dogwood", role=Role.ADMINISTRATOR)


@pytest.fixture
def conflict(db: None) -> Conflict:
    """A conflict without a scenario."""
    return Conflict.objects.create(
        slug="ruritania",
        title="Ruritania",
        summary="An invented war, for teaching.",
        known_on="2022-03-27",
    )


@pytest.fixture
def make_post(db: None, conflict: Conflict) -> Callable[..., Post]:
    """Make a published post without telling anybody (no events)."""

    def make(author: User, title: str = "What each side could say", **fields: Any) -> Post:
        body = fields.pop("body", "A first paragraph.\n\nA second one.")
        return Post.objects.create(
            author=author,
            title=title,
            slug=fields.pop("slug", title.lower().replace(" ", "-")),
            body=body,
            body_html=markdown.to_html(body),
            conflict=fields.pop("conflict", conflict),
            published_at=fields.pop("published_at", timezone.now()),
            status=fields.pop("status", Status.PUBLISHED),
            **fields,
        )

    return make


@pytest.fixture
def post(member: User, make_post: Callable[..., Post]) -> Post:
    """A published post by `member`."""
    return make_post(member)


@pytest.fixture
def make_reply(db: None) -> Callable[..., Reply]:
    """Make a published reply without telling anybody (no events)."""

    def make(post: Post, author: User, body: str = "An answer.", **fields: Any) -> Reply:
        return Reply.objects.create(
            post=post,
            author=author,
            body=body,
            body_html=markdown.to_html(body, heading=4),
            words=len(body.split()),
            **fields,
        )

    return make


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Sign a member in without the form."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """What one test signed in, joined or sent does not count against the next."""
    cache.clear()

"""The small site on which the authorisation matrix is tried: one member of each role, and texts."""

import re
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows import login
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django_q.models import Task

from goldenbridge_site import markdown
from goldenbridge_site.accounts.models import Role, User
from goldenbridge_site.api import tokens
from goldenbridge_site.api.models import ApiToken
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.follows.models import Follow, Visitor
from goldenbridge_site.moderation.models import Act, Appeal, Decision, MemberNote, Rule
from goldenbridge_site.notifications.models import Notification
from goldenbridge_site.operator.models import Invitation
from goldenbridge_site.posts.models import Post, Status, Tag
from goldenbridge_site.replies.models import Reply

ROLES = (
    "visitor",
    "unverified",
    "member",
    "author",
    "suspended",
    "moderator",
    "administrator",
)
OTHERS = ("chair", "plain_administrator", "demo")
"""A second moderator, an administrator without a second factor, a demonstration account."""
PASSWORD = "a few unrelated words 47"


@dataclass
class World:
    """What the addresses of the matrix are about. The author wrote every text."""

    people: dict[str, User] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """A made thing by its name, such as `world.post`."""
        try:
            return self.made[name]
        except KeyError as error:
            raise AttributeError(name) from error

    def browser(self, role: str) -> Client:
        """A browser of `role` that has signed in and given the password again a moment ago."""
        cache.clear()
        client = Client(raise_request_exception=False)
        user = self.people.get(role)
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            record = {"method": "password", "at": time.time(), "reauthenticated": True}
            session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [record]
            session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
            session.save()
        return client

    def program(self, role: str) -> Client:
        """A program of `role` with a key that may do everything; a visitor's has none."""
        headers = {"Authorization": f"Bearer {self.keys[role]}"} if role in self.keys else None
        return Client(raise_request_exception=False, headers=headers)


def build() -> World:
    """Make the site. Call it inside a transaction that is rolled back."""
    world = World()
    for role in (*ROLES[1:], *OTHERS):
        world.people[role] = _person(role)
    for role in ROLES[1:]:
        world.keys[role] = tokens.make(world.people[role], "test", ["read", "write"])
    _texts(world)
    _moderation(world)
    _rest(world)
    return world


def _person(role: str) -> User:
    given: dict[str, Any] = {}
    if role in {"moderator", "chair"}:
        given["role"] = Role.MODERATOR
    if role in {"administrator", "plain_administrator"}:
        given["role"] = Role.ADMINISTRATOR
    if role == "demo":
        given["is_demo"] = True
    if role == "suspended":
        given["suspended_until"] = timezone.now() + timedelta(days=2)
    # Two names that are no role, because "moderator" and "administrator" are kept for the site.
    name = {"moderator": "cedar", "administrator": "dogwood"}.get(role, role)
    user = User.objects.create_user(
        f"{role}@example.org", PASSWORD, display_name=name, last_login=timezone.now(), **given
    )
    EmailAddress.objects.create(
        user=user, email=user.email, verified=role != "unverified", primary=True
    )
    if role == "administrator":
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    return user


def _text(**fields: Any) -> dict[str, Any]:
    body = "A first paragraph."
    return {"body": body, "body_html": markdown.to_html(body), **fields}


def _texts(world: World) -> None:
    author = world.people["author"]
    conflict = Conflict.objects.create(
        slug="ruritania", title="Ruritania", summary="A war.", known_on="2022-03-27"
    )
    second = Conflict.objects.create(
        slug="freedonia", title="Freedonia", summary="A war.", known_on="2022-03-27"
    )

    def post(slug: str, status: Status) -> Post:
        return Post.objects.create(
            **_text(
                author=author,
                title=f"Post {slug}",
                slug=slug,
                conflict=conflict,
                status=status,
                published_at=timezone.now(),
            )
        )

    published = post("published", Status.PUBLISHED)
    tag = Tag.objects.create(name="talks", slug="talks")
    published.tags.add(tag)

    def reply(status: Status, **more: Any) -> Reply:
        return Reply.objects.create(
            **_text(post=published, author=author, words=3, status=status, **more)
        )

    world.made |= {
        "conflict": conflict,
        "second": second,
        "post": published,
        "waiting_post": post("waiting", Status.WAITING),
        "hidden_post": post("hidden", Status.HIDDEN),
        "deleted_post": post("deleted", Status.DELETED),
        "reply": reply(Status.PUBLISHED),
        "waiting_reply": reply(Status.WAITING),
        "hidden_reply": reply(Status.HIDDEN),
        "tag": tag,
        "draft": Draft.objects.create(member=author, kind=Draft.Kind.POST, title="x", body="y"),
        "token": ApiToken.objects.get(member=author),
    }


def _moderation(world: World) -> None:
    author, rule = world.people["author"], Rule.objects.get(number=2)
    world.made |= {"rule": rule, "legal": Rule.objects.get(legal=True)}

    def decision(by: str, **more: Any) -> Decision:
        return Decision.objects.create(
            moderator=world.people[by],
            act=Act.HIDE,
            reply=world.hidden_reply,
            member=author,
            rule=rule,
            reason="r",
            before={"status": "published"},
            **more,
        )

    by_chair = decision("chair")
    against_moderator = decision("moderator")
    world.made |= {
        "decision": decision("moderator"),
        "by_chair": by_chair,
        "appeal": Appeal.objects.create(decision=by_chair, author=author, words="Why?"),
        "appeal_against_moderator": Appeal.objects.create(
            decision=against_moderator, author=author, words="Why?"
        ),
        "note": MemberNote.objects.create(
            member=author, author=world.people["moderator"], text="n"
        ),
        "note_of_chair": MemberNote.objects.create(
            member=author, author=world.people["chair"], text="n"
        ),
    }


def _rest(world: World) -> None:
    author = world.people["author"]
    visitor = Visitor.objects.create(email="reader@example.net", confirmed=timezone.now())
    Task.objects.create(
        id="task0",
        name="t",
        func="goldenbridge_site.links.cards.fill",
        args=(1,),
        success=False,
        started=timezone.now(),
        stopped=timezone.now(),
    )
    world.made |= {
        "visitor": visitor,
        "follow": Follow.objects.create(visitor=visitor, post=world.post),
        "notification": Notification.objects.create(
            member=author, event="x", kind="moderation", decision=world.decision
        ),
        "invitation": Invitation.objects.create(
            code="code", expires=timezone.now() + timedelta(days=1)
        ),
    }


def path_of(route: str, values: list[Any]) -> str:
    """The address of a route with its parts filled in, in order."""
    plain = re.sub(r"\(\?P<\w+>[^)]*\)", "<x>", route.removeprefix("^").removesuffix("$"))
    left = iter(values)
    return "/" + re.sub(r"<[^>]+>", lambda _part: str(next(left)), plain)

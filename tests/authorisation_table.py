"""Who gets which answer: every address, every method, every role. Written by hand.

Cells stand in the order of `authorisation_world.ROLES`:
visitor, unverified, member, author, suspended, moderator, administrator (with a second factor).
A number is the status; `in` is a redirect to the sign-in page. A row whose `what` is not empty
tries the same address on another thing; a `read_only` one while the site is in that mode.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from authorisation_world import PASSWORD, ROLES, World
from goldenbridge_site.accounts.models import User
from goldenbridge_site.follows import following, unfollow

Args = Callable[[World], list[Any]]
Body = Callable[[World, str, Client], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    route: str
    method: str
    cells: str
    args: Args = lambda world: []
    body: Body = lambda world, role, client: {}
    what: str = ""
    read_only: bool = False

    @property
    def expected(self) -> dict[str, str]:
        """The cell of each role."""
        return dict(zip(ROLES, self.cells.split(), strict=True))

    def __str__(self) -> str:
        return " ".join(filter(None, [self.method, "/" + self.route, self.what]))


def body(**fields: Any) -> Body:
    """The same fields for every role."""
    return lambda world, role, client: fields


EVERYBODY = "200 200 200 200 200 200 200"
MEMBERS = "in 200 200 200 200 200 200"
MODERATORS = "in 403 403 403 403 200 200"
DECIDERS = "in 403 403 403 403 302 302"
POST_DECIDERS = "403 403 403 403 403 302 302"
OPERATORS = "in 403 403 403 403 403 200"
OPERATING = "in 403 403 403 403 403 302"
OWN_AND_MODERATORS = "404 404 404 200 404 200 200"
NOBODY = "404 404 404 404 404 404 404"


def key(name: str, field: str = "pk") -> Args:
    """The thing of that name in the world, by its number or another field."""
    return lambda world: [getattr(world.made[name], field)]


POST, WAITING = key("post", "slug"), key("waiting_post", "slug")
HIDDEN, DELETED = key("hidden_post", "slug"), key("deleted_post", "slug")
REPLY, WAITING_REPLY, HIDDEN_REPLY = key("reply"), key("waiting_reply"), key("hidden_reply")


def author(world: World) -> list[Any]:
    """The member whose texts all others are."""
    return [world.people["author"].pk]


def confirmation(world: World) -> list[Any]:
    """The key in the mail to the unconfirmed member."""
    address = EmailAddress.objects.get(user=world.people["unverified"])
    return [EmailConfirmationHMAC(address).key]


def reset_key(world: World) -> list[Any]:
    """The two parts of a link to set a new password."""
    user = User.objects.get(pk=world.people["chair"].pk)
    return [user_pk_to_url_str(user), default_token_generator.make_token(user)]


def follow_token(world: World) -> list[Any]:
    """The token in the mail to a visitor who asked to follow."""
    return [following.confirm_token(following.Asked(world.visitor, world.post, "each"))]


def join(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid form to join."""
    return {
        "email": "hazel@example.net",
        "display_name": "hazel",
        "password1": "several unrelated words 12",
    }


def sign_in(world: World, role: str, client: Client) -> dict[str, Any]:
    """The right address and password."""
    return {"login": world.people["member"].email, "password": PASSWORD}


def new_password(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid form to change the password."""
    new = "entirely different words 93"
    return {"oldpassword": PASSWORD, "password1": new, "password2": new}


def first_code(world: World, role: str, client: Client) -> dict[str, Any]:
    """The code an app would show for the secret on the page."""
    client.get("/account/second-factor/app/")
    secret = client.session.get(totp.SECRET_SESSION_KEY, "")
    if not secret:
        return {"code": "000000"}
    counter = totp.yield_hotp_counters_from_time()
    return {"code": totp.format_hotp_value(totp.hotp_value(secret, next(iter(counter))))}


def report(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid report; a visitor's is a legal request."""
    rule = world.legal if role == "visitor" else world.rule
    return {"rule": rule.pk, "words": "Law X.", "contact": "reader@example.net"}


def follow(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid form to follow; a visitor's holds an address."""
    return {"email": "reader@example.net", "cadence": "each"}


def choices(world: World, role: str, client: Client) -> dict[str, Any]:
    """The choices of notifications as the page shows them."""
    kinds = ("reply_to_me", "reply_in_thread", "post_in_conflict", "moderation")
    return dict.fromkeys(kinds, "site")


def write(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid post."""
    return {
        "title": "A new title",
        "body": "Words.",
        "form": str(uuid.uuid4()),
        "base": world.post.version,
        "action": "publish",
    }


def answer(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid reply."""
    return {"body": "An answer.", "form": str(uuid.uuid4()), "action": "publish"}


def rule_body(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid rule."""
    return {"number": 30, "title": "Quotes without a source", "text": "", "active": "on"}


def conflict_body(slug: str) -> Body:
    """A valid conflict."""
    return body(
        title="A war",
        slug=slug,
        summary="It was.",
        known_on="2022-01-01",
        phase="ended",
        position="1",
        shown="on",
    )


def move_to_post(world: World, role: str, client: Client) -> dict[str, Any]:
    """A place to move a reply to: the top of its own thread."""
    return {"to": world.post.get_absolute_url()}


def hide(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid decision to hide."""
    return {"act": "hide", "rule": world.rule.pk, "reason": "r", "word": "w"}


def warn(world: World, role: str, client: Client) -> dict[str, Any]:
    """A valid warning."""
    return {"act": "warn", "rule": world.rule.pk, "word": "w", "days": 7}


SETTINGS = body(site_name="Golden Bridge", sign_up="open", edit_minutes="60")

PAGES = [
    # Read by everybody
    Row("", "GET", EVERYBODY),
    Row("how-it-works/", "GET", EVERYBODY),
    Row("rules/", "GET", EVERYBODY),
    Row("privacy/", "GET", EVERYBODY),
    Row("contact/", "GET", EVERYBODY),
    Row("accessibility/", "GET", EVERYBODY),
    Row("theme/", "POST", "302 302 302 302 302 302 302", body=body(theme="dark", next="/")),
    Row("healthz", "GET", EVERYBODY),
    Row("readyz", "GET", EVERYBODY),
    Row("members/<str:slug>/", "GET", EVERYBODY, lambda w: [w.people["author"].slug]),
    Row("conflicts/", "GET", EVERYBODY),
    Row("conflicts/<slug:slug>/", "GET", EVERYBODY, lambda w: [w.conflict.slug]),
    Row("tags/<str:slug>/", "GET", EVERYBODY, lambda w: [w.tag.slug]),
    Row("search/", "GET", EVERYBODY),
    Row("feeds/all.atom", "GET", EVERYBODY),
    Row("feeds/discussions/<slug:slug>.atom", "GET", EVERYBODY, POST),
    Row("feeds/discussions/<slug:slug>.atom", "GET", NOBODY, WAITING, what="waiting"),
    Row("feeds/conflicts/<slug:slug>.atom", "GET", EVERYBODY, lambda w: [w.conflict.slug]),
    Row("moderation/log/", "GET", EVERYBODY),
    # Joining and signing in
    Row("join/", "GET", "200 302 302 302 302 302 302"),
    Row("join/", "POST", "302 302 302 302 302 302 302", body=join),
    Row("join/sent/", "GET", EVERYBODY),
    Row("join/confirm/<key>/", "GET", EVERYBODY, confirmation),
    Row("join/confirm/<key>/", "POST", "in 302 in in in in in", confirmation),
    Row("sign-in/", "GET", "200 302 302 302 302 302 302"),
    Row("sign-in/", "POST", "302 302 302 302 302 302 302", body=sign_in),
    Row("sign-in/second-factor/", "GET", "in 302 302 302 302 302 302"),
    Row("sign-in/second-factor/", "POST", "in 302 302 302 302 302 302", body=body(code="1")),
    Row("sign-in/inactive/", "GET", EVERYBODY),
    Row("sign-in/reset/", "GET", EVERYBODY),
    Row(
        "sign-in/reset/",
        "POST",
        "302 302 302 302 302 302 302",
        body=body(email="member@example.org"),
    ),
    Row("sign-in/reset/sent/", "GET", EVERYBODY),
    Row(
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "GET",
        "302 302 302 302 302 302 302",
        reset_key,
    ),
    Row(
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "POST",
        "302 302 302 302 302 302 302",
        reset_key,
    ),
    Row("sign-in/reset/changed/", "GET", EVERYBODY),
    Row("sign-out/", "GET", EVERYBODY),
    Row("sign-out/", "POST", "302 302 302 302 302 302 302"),
    # A member's own
    Row("account/", "GET", MEMBERS),
    Row("account/profile/", "GET", MEMBERS),
    Row(
        "account/profile/",
        "POST",
        "in 302 302 302 302 302 302",
        body=body(display_name="hazel", biography="x"),
    ),
    Row("account/again/", "GET", MEMBERS),
    Row("account/again/", "POST", "in 302 302 302 302 302 302", body=body(password=PASSWORD)),
    Row("account/again/second-factor/", "GET", "in 302 302 302 302 302 200"),
    Row("account/again/second-factor/", "POST", "in 302 302 302 302 302 200", body=body(code="1")),
    Row("account/email/", "GET", MEMBERS),
    Row(
        "account/email/",
        "POST",
        "in 302 302 302 302 302 200",  # with a second factor no second address
        body=body(action_add="", email="new@example.org"),
    ),
    Row("account/password/", "GET", MEMBERS),
    Row("account/password/", "POST", "in 302 302 302 302 302 302", body=new_password),
    Row("account/password/set/", "GET", "in 302 302 302 302 302 302"),
    Row("account/password/set/", "POST", "in 302 302 302 302 302 302", body=new_password),
    Row("account/sessions/", "GET", MEMBERS),
    Row("account/sessions/", "POST", "in 302 302 302 302 302 302"),
    Row("account/second-factor/", "GET", MEMBERS),
    Row("account/second-factor/app/", "GET", "in 302 200 200 200 200 302"),
    Row("account/second-factor/app/", "POST", "in 302 302 302 302 302 302", body=first_code),
    Row("account/second-factor/app/stop/", "GET", "in 404 404 404 404 404 200"),
    Row("account/second-factor/app/stop/", "POST", "in 404 404 404 404 404 302"),
    Row("account/second-factor/codes/", "GET", "in 404 404 404 404 404 200"),
    Row("account/second-factor/codes/new/", "GET", MEMBERS),
    # Without a second factor the form says that there is nothing to make codes for.
    Row("account/second-factor/codes/new/", "POST", "in 200 200 200 200 200 302"),
    Row("account/second-factor/codes/download/", "GET", "in 404 404 404 404 404 200"),
    Row("account/data/", "GET", MEMBERS),
    Row("account/data/<str:form>/", "GET", MEMBERS, lambda w: ["json"]),
    Row("account/delete/", "GET", MEMBERS),
    Row(
        "account/delete/",
        "POST",
        "in 302 302 302 302 302 302",
        body=body(texts="keep", sure="on"),
    ),
    Row("account/drafts/", "GET", MEMBERS),
    Row("account/notifications/", "GET", MEMBERS),
    Row("account/notifications/", "POST", "in 302 302 302 302 302 302", body=choices),
    Row("account/tokens/", "GET", MEMBERS),
    Row(
        "account/tokens/",
        "POST",
        "in 403 200 200 403 200 200",
        body=body(name="x", scopes=["read"]),
    ),
    Row(
        "account/tokens/<int:pk>/revoke/",
        "POST",
        "404 404 404 302 404 404 404",
        lambda w: [w.token.pk],
    ),
    Row("notifications/", "GET", MEMBERS),
    Row(
        "notifications/read/",
        "POST",
        "in 404 404 302 404 404 404",
        body=lambda w, role, client: {"line": w.notification.pk},
    ),
    Row(
        "drafts/save/",
        "POST",
        "403 200 200 200 200 200 200",
        body=body(kind="post", title="t", body="b", form=str(uuid.uuid4())),
    ),
    Row(
        "drafts/<int:pk>/discard/",
        "POST",
        "404 404 404 302 404 404 404",
        lambda w: [w.draft.pk],
    ),
    # Following
    Row("discussions/<slug:slug>/follow/", "GET", EVERYBODY, POST),
    Row("discussions/<slug:slug>/follow/", "GET", OWN_AND_MODERATORS, WAITING, what="waiting"),
    Row("discussions/<slug:slug>/follow/", "POST", "200 403 302 302 403 302 302", POST, follow),
    Row("replies/<int:pk>/follow/", "GET", EVERYBODY, REPLY),
    Row("replies/<int:pk>/follow/", "GET", OWN_AND_MODERATORS, HIDDEN_REPLY, what="hidden"),
    Row("replies/<int:pk>/follow/", "POST", "200 403 302 302 403 302 302", REPLY, follow),
    Row("conflicts/<slug:slug>/follow/", "GET", EVERYBODY, lambda w: [w.conflict.slug]),
    Row(
        "conflicts/<slug:slug>/follow/",
        "POST",
        "200 403 302 302 403 302 302",
        lambda w: [w.conflict.slug],
        follow,
    ),
    Row("follow/confirm/<str:token>/", "GET", EVERYBODY, follow_token),
    Row(
        "follow/confirm/<str:token>/",
        "POST",
        "302 302 302 302 302 302 302",
        follow_token,
    ),
    Row("unfollow/<str:token>/", "GET", EVERYBODY, lambda w: [unfollow.token(w.visitor, w.post)]),
    Row("unfollow/<str:token>/", "POST", EVERYBODY, lambda w: [unfollow.token(w.visitor, w.post)]),
    # Posts
    Row("discussions/", "GET", EVERYBODY),
    Row("discussions/new/", "GET", MEMBERS),
    Row("discussions/new/", "POST", "in 403 302 302 403 302 302", body=write),
    Row("discussions/preview/", "POST", "403 200 200 200 200 200 200", body=body(body="*x*")),
    Row("discussions/<slug:slug>/", "GET", EVERYBODY, POST),
    Row("discussions/<slug:slug>/", "GET", OWN_AND_MODERATORS, WAITING, what="waiting"),
    Row("discussions/<slug:slug>/", "GET", OWN_AND_MODERATORS, HIDDEN, what="hidden"),
    Row("discussions/<slug:slug>/", "GET", NOBODY, DELETED, what="deleted"),
    Row("discussions/<slug:slug>/edit/", "GET", "in 403 403 200 403 403 403", POST),
    Row("discussions/<slug:slug>/edit/", "POST", "in 403 403 302 403 403 403", POST, write),
    Row(
        "discussions/<slug:slug>/edit/",
        "POST",
        "404 404 404 403 404 403 403",
        HIDDEN,
        write,
        "hidden",
    ),
    Row("discussions/<slug:slug>/delete/", "GET", "in 403 403 200 403 403 403", POST),
    Row("discussions/<slug:slug>/delete/", "POST", "in 403 403 302 403 403 403", POST),
    Row("discussions/<slug:slug>/history/", "GET", EVERYBODY, POST),
    Row("discussions/<slug:slug>/history/", "GET", OWN_AND_MODERATORS, HIDDEN, what="hidden"),
    # Replies
    Row("discussions/<slug:slug>/reply/", "GET", EVERYBODY, POST),
    Row("discussions/<slug:slug>/reply/", "POST", "302 403 302 302 403 302 302", POST, answer),
    Row(
        "discussions/<slug:slug>/reply/",
        "POST",
        "404 404 404 403 404 403 403",
        HIDDEN,
        answer,
        "hidden",
    ),
    Row("replies/<int:pk>/", "GET", "302 302 302 302 302 302 302", REPLY),
    Row("replies/<int:pk>/", "GET", "404 404 404 302 404 302 302", WAITING_REPLY, what="waiting"),
    Row("replies/<int:pk>/", "GET", "404 404 404 302 404 302 302", HIDDEN_REPLY, what="hidden"),
    Row("replies/<int:pk>/edit/", "GET", "in 404 404 200 404 404 404", REPLY),
    Row("replies/<int:pk>/edit/", "POST", "in 404 404 302 404 404 404", REPLY, answer),
    Row(
        "replies/<int:pk>/edit/",
        "POST",
        "in 404 404 403 404 404 404",
        HIDDEN_REPLY,
        answer,
        "hidden",
    ),
    Row("replies/<int:pk>/delete/", "GET", "in 404 404 200 404 404 404", REPLY),
    Row("replies/<int:pk>/delete/", "POST", "in 404 404 302 404 404 404", REPLY),
    Row("replies/<int:pk>/history/", "GET", EVERYBODY, REPLY),
    Row("replies/<int:pk>/history/", "GET", OWN_AND_MODERATORS, HIDDEN_REPLY, what="hidden"),
    # Reporting
    Row("discussions/<slug:slug>/report/", "GET", "200 403 200 403 403 200 200", POST),
    Row("discussions/<slug:slug>/report/", "POST", "302 403 302 403 403 302 302", POST, report),
    Row(
        "discussions/<slug:slug>/report/",
        "GET",
        "404 404 404 403 404 200 200",
        HIDDEN,
        what="hidden",
    ),
    Row("replies/<int:pk>/report/", "GET", "200 403 200 403 403 200 200", REPLY),
    Row("replies/<int:pk>/report/", "POST", "302 403 302 403 403 302 302", REPLY, report),
    Row(
        "replies/<int:pk>/report/",
        "POST",
        "404 404 404 403 404 302 302",
        WAITING_REPLY,
        report,
        "waiting",
    ),
    # While the site is read-only
    Row(
        "discussions/new/",
        "POST",
        "in 403 403 403 403 403 403",
        body=write,
        what="read-only",
        read_only=True,
    ),
    Row(
        "discussions/<slug:slug>/reply/",
        "POST",
        "302 403 403 403 403 403 403",
        POST,
        answer,
        "read-only",
        read_only=True,
    ),
    Row(
        "discussions/<slug:slug>/delete/",
        "POST",
        "in 403 403 403 403 403 403",
        POST,
        what="read-only",
        read_only=True,
    ),
    Row(
        "replies/<int:pk>/report/",
        "POST",
        "403 403 403 403 403 403 403",
        REPLY,
        report,
        "read-only",
        read_only=True,
    ),
    Row(
        "moderation/posts/<int:pk>/",
        "POST",
        DECIDERS,
        key("post"),
        hide,
        "read-only",
        read_only=True,
    ),
    # Moderation
    Row("moderation/", "GET", MODERATORS),
    Row("moderation/keys/", "POST", POST_DECIDERS, body=body(keys="off")),
    Row("moderation/posts/<int:pk>/", "GET", MODERATORS, lambda w: [w.post.pk]),
    Row("moderation/posts/<int:pk>/", "POST", DECIDERS, lambda w: [w.post.pk], hide),
    Row(
        "moderation/posts/<int:pk>/move/",
        "POST",
        POST_DECIDERS,
        lambda w: [w.post.pk],
        lambda w, role, client: {"conflict": w.second.pk},
    ),
    Row("moderation/replies/<int:pk>/", "GET", MODERATORS, REPLY),
    Row("moderation/replies/<int:pk>/", "POST", DECIDERS, REPLY, hide),
    Row("moderation/replies/<int:pk>/move/", "POST", POST_DECIDERS, REPLY, move_to_post),
    Row("moderation/members/<int:pk>/", "GET", MODERATORS, author),
    Row("moderation/members/<int:pk>/", "POST", DECIDERS, author, warn),
    Row(
        "moderation/members/<int:pk>/",
        "POST",
        "in 403 403 403 403 403 302",
        lambda w: [w.people["chair"].pk],
        warn,
        "a moderator",
    ),
    Row("moderation/members/<int:pk>/notes/", "POST", POST_DECIDERS, author, body(words="n")),
    Row("moderation/notes/<int:pk>/remove/", "POST", POST_DECIDERS, lambda w: [w.note.pk]),
    Row(
        "moderation/notes/<int:pk>/remove/",
        "POST",
        "403 403 403 403 403 403 302",
        lambda w: [w.note_of_chair.pk],
        what="another's",
    ),
    Row("moderation/audit/", "GET", MODERATORS),
    Row(
        "moderation/decisions/<int:pk>/",
        "GET",
        "in 404 404 200 404 200 200",
        lambda w: [w.decision.pk],
    ),
    Row("moderation/decisions/<int:pk>/undo/", "POST", POST_DECIDERS, lambda w: [w.decision.pk]),
    Row(
        "moderation/decisions/<int:pk>/undo/",
        "POST",
        "403 403 403 403 403 403 302",
        lambda w: [w.by_chair.pk],
        what="another's",
    ),
    Row(
        "moderation/decisions/<int:pk>/appeal/",
        "POST",
        "404 404 404 302 404 403 403",
        lambda w: [w.decision.pk],
        body(words="Why?"),
    ),
    Row(
        "moderation/decisions/<int:pk>/appeal/",
        "POST",
        "404 404 404 403 404 403 403",
        lambda w: [w.by_chair.pk],
        body(words="Why?"),
        "a second time",
    ),
    Row("moderation/appeals/<int:pk>/", "GET", MODERATORS, lambda w: [w.appeal.pk]),
    Row(
        "moderation/appeals/<int:pk>/",
        "POST",
        DECIDERS,
        lambda w: [w.appeal.pk],
        body(upheld="yes", answer="a"),
    ),
    Row(
        "moderation/appeals/<int:pk>/",
        "POST",
        "in 403 403 403 403 403 302",
        key("appeal_against_moderator"),
        body(upheld="yes", answer="a"),
        "against one's own decision",
    ),
    # Operating
    Row("operator/", "GET", OPERATORS),
    Row("operator/mail/retry/", "POST", OPERATING),
    Row("operator/mail/test/", "POST", OPERATING, body=body(address="desk@example.org")),
    Row("operator/tasks/<str:key>/retry/", "POST", OPERATING, lambda w: ["task0"]),
    Row("operator/tasks/<str:key>/forget/", "POST", OPERATING, lambda w: ["task0"]),
    Row("operator/members/", "GET", OPERATORS),
    Row(
        "operator/members/<int:pk>/role/",
        "POST",
        OPERATING,
        author,
        body(role="moderator"),
    ),
    Row(
        "operator/members/<int:pk>/role/",
        "POST",
        "in 403 403 403 403 403 403",
        lambda w: [w.people["administrator"].pk],
        body(role="member"),
        "one's own",
    ),
    Row("operator/invitations/", "GET", OPERATORS),
    Row("operator/invitations/", "POST", OPERATING),
    Row("operator/invitations/<int:pk>/withdraw/", "POST", OPERATING, lambda w: [w.invitation.pk]),
    Row("operator/conflicts/", "GET", OPERATORS),
    Row("operator/conflicts/new/", "GET", OPERATORS),
    Row("operator/conflicts/new/", "POST", OPERATING, body=conflict_body("new-one")),
    Row("operator/conflicts/<int:pk>/", "GET", OPERATORS, lambda w: [w.conflict.pk]),
    Row(
        "operator/conflicts/<int:pk>/",
        "POST",
        OPERATING,
        lambda w: [w.conflict.pk],
        conflict_body("ruritania"),
    ),
    Row("operator/settings/", "GET", OPERATORS),
    Row("operator/settings/", "POST", OPERATING, body=SETTINGS),
    Row("operator/texts/", "GET", OPERATORS),
    Row("operator/texts/", "POST", OPERATING, body=body(rules_text="x")),
    Row("operator/rules/", "GET", OPERATORS),
    Row("operator/rules/new/", "GET", OPERATORS),
    Row("operator/rules/new/", "POST", OPERATING, body=rule_body),
    Row("operator/rules/<int:pk>/", "GET", OPERATORS, lambda w: [w.rule.pk]),
    Row("operator/rules/<int:pk>/", "POST", OPERATING, lambda w: [w.rule.pk], rule_body),
    Row("api/v1/", "GET", EVERYBODY),
]


EDITED = {"title": "A new title", "body": "Words.", "version": 1}
KEYS = "401 200 200 200 200 200 200"

PROGRAMS = [
    Row("api/v1/openapi.json", "GET", EVERYBODY),
    Row("api/v1/conflicts", "GET", EVERYBODY),
    Row("api/v1/conflicts/<slug>", "GET", EVERYBODY, lambda w: [w.conflict.slug]),
    Row("api/v1/posts", "GET", EVERYBODY),
    Row(
        "api/v1/posts",
        "POST",
        "401 403 201 201 403 201 201",
        body=body(title="A new title", body="Words."),
    ),
    Row("api/v1/posts/<slug>", "GET", EVERYBODY, POST),
    Row("api/v1/posts/<slug>", "GET", OWN_AND_MODERATORS, WAITING, what="waiting"),
    Row("api/v1/posts/<slug>", "GET", NOBODY, DELETED, what="deleted"),
    Row("api/v1/posts/<slug>", "PUT", "401 403 403 200 403 403 403", POST, body(**EDITED)),
    Row(
        "api/v1/posts/<slug>",
        "PUT",
        "401 404 404 403 404 403 403",
        HIDDEN,
        body(**EDITED),
        "hidden",
    ),
    Row("api/v1/posts/<slug>", "DELETE", "401 403 403 204 403 403 403", POST),
    Row("api/v1/posts/<slug>/replies", "GET", EVERYBODY, POST),
    Row("api/v1/posts/<slug>/replies", "GET", OWN_AND_MODERATORS, HIDDEN, what="hidden"),
    Row(
        "api/v1/posts/<slug>/replies",
        "POST",
        "401 403 201 201 403 201 201",
        POST,
        body(body="An answer."),
    ),
    Row(
        "api/v1/posts/<slug>/report",
        "POST",
        "401 403 204 403 403 204 204",
        POST,
        body(rule=2, words="w"),
    ),
    Row("api/v1/replies/<pk>", "GET", EVERYBODY, REPLY),
    Row("api/v1/replies/<pk>", "GET", OWN_AND_MODERATORS, HIDDEN_REPLY, what="hidden"),
    Row("api/v1/replies/<pk>", "PUT", "401 403 403 200 403 403 403", REPLY, body(body="Words.")),
    Row("api/v1/replies/<pk>", "DELETE", "401 403 403 204 403 403 403", REPLY),
    Row(
        "api/v1/replies/<pk>/report",
        "POST",
        "401 403 204 403 403 204 204",
        REPLY,
        body(rule=2, words="w"),
    ),
    Row("api/v1/members/<slug>", "GET", EVERYBODY, lambda w: [w.people["author"].slug]),
    Row("api/v1/search", "GET", EVERYBODY, body=body(q="paragraph")),
    Row("api/v1/me", "GET", KEYS),
    Row("api/v1/notifications", "GET", KEYS),
]
"""Asked by programs with a key."""

TABLE = [*PAGES, *PROGRAMS]

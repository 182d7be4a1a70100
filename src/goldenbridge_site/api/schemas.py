"""The shapes of the JSON interface. Times are UTC in ISO 8601."""

from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field

T = TypeVar("T")


class Problem(Schema):
    """What was wrong: one sentence, or the problems of each field."""

    detail: str | list[Any] | dict[str, list[str]]


class Listed(Schema, Generic[T]):
    """One page of a list."""

    items: list[T]
    total: int
    page: int
    pages: int


class PageIn(Schema):
    """Which page of a list; at most 100 things a page."""

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class Person(Schema):
    """A member by name; `slug` is null for a deleted member."""

    name: str
    slug: str | None


class MemberOut(Person):
    """A member's page."""

    biography: str
    joined: date
    posts: int
    replies: int
    url: str


class ConflictOut(Schema):
    """A conflict."""

    slug: str
    title: str
    summary: str
    known_on: date
    scenario: str
    phase: Literal["ongoing", "ended", "lesson"]
    url: str


class PostLine(Schema):
    """A post in a list."""

    slug: str
    title: str
    author: Person
    conflict: str | None
    tags: list[str]
    start: str
    created: datetime
    edited: datetime | None
    version: int
    replies: int
    closed: bool
    status: Literal["published", "waiting", "hidden", "deleted"]
    url: str


class PostOut(PostLine):
    """A post with its text, as written and as shown."""

    body: str
    html: str


class ReplyOut(Schema):
    """A reply. Of a deleted or hidden one only its place in the thread is left."""

    id: int
    post: str
    parent: int | None
    depth: int
    status: Literal["published", "waiting", "hidden", "deleted"]
    author: Person | None
    html: str
    created: datetime
    edited: bool
    post_version: int
    url: str


class HitOut(Schema):
    """A find: a post, or a reply in it."""

    post: str
    reply: int | None
    title: str
    snippet: str
    url: str


class NotificationOut(Schema):
    """A line of the member's notifications."""

    id: int
    kind: str
    post: str | None
    reply: int | None
    created: datetime
    read: bool


class MeOut(Schema):
    """The member behind the key."""

    name: str
    slug: str | None
    role: Literal["member", "moderator", "administrator"]
    scopes: list[str]


class Strict(Schema):
    """Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class PostIn(Strict):
    """A post to publish; `see_also` holds addresses on this site."""

    title: str = Field(max_length=150)
    body: str = Field(max_length=40_000)
    conflict: str | None = Field(None, max_length=60)
    tags: list[str] = Field([], max_length=5)
    see_also: list[str] = Field([], max_length=12)


class PostEdit(PostIn):
    """Other words for a post; `version` is the one they replace."""

    version: int = Field(ge=1, le=1_000_000)


class ReplyIn(Strict):
    """A reply to publish, to the post or to another reply."""

    body: str = Field(max_length=10_000)
    parent: int | None = Field(None, ge=1, le=2**53)


class ReplyEdit(Strict):
    """Other words for a reply."""

    body: str = Field(max_length=10_000)


class ReportIn(Strict):
    """Which rule a text breaks, by number."""

    rule: int = Field(ge=1, le=10_000)
    words: str = Field("", max_length=2000)

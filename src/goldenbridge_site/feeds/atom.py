"""Atom documents (RFC 4287) of texts that everybody may read."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from goldenbridge_site.accounts import names
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

# Characters that no XML document may hold, even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SECONDS = 300
"""How long readers' programs may keep an answer before asking again."""


class _Feed(Atom1Feed):
    """Django's feed; an empty one carries a fixed moment, so that it is the same twice."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was changed."""
        if not self.items:
            return datetime(2022, 1, 1, tzinfo=UTC)
        newest: datetime = super().latest_post_date()
        return newest

    def root_attributes(self) -> dict[str, str]:
        """Let links inside the texts that name no host lead to this site."""
        return {**super().root_attributes(), "xml:base": str(self.feed["link"])}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """An entry with its whole text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True)
class Head:
    """What stands above the entries."""

    title: str
    subtitle: str
    path: str


def answer(request: HttpRequest, head: Head, texts: Sequence[Post | Reply]) -> HttpResponseBase:
    """The feed, or 304 if the reader has this very one."""
    base = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    feed = _Feed(
        title=clean(head.title),
        link=base + head.path,
        description="",
        subtitle=clean(head.subtitle),
        feed_url=base + request.path,
        language="en",
    )
    for text in texts:
        _add(feed, base, text)
    content = _written(feed)
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["ETag"] = etag
    response["Cache-Control"] = f"max-age={SECONDS}"
    return get_conditional_response(request, etag=etag, response=response) or response


def _written(feed: Atom1Feed) -> bytes:
    text: str = feed.writeString("utf-8")
    return text.encode()


def _add(feed: Atom1Feed, base: str, text: Post | Reply) -> None:
    published = (text.published_at or text.created) if isinstance(text, Post) else text.created
    title = (
        text.title
        if isinstance(text, Post)
        else _("Reply by %(name)s") % {"name": names.display(text.author)}
    )
    feed.add_item(
        title=clean(title),
        link=base + text.get_absolute_url(),
        description=None,  # type: ignore[arg-type]  # no summary beside the content
        content=clean(text.body_html),
        author_name=clean(names.display(text.author)),
        author_link=base + text.author.get_absolute_url() if text.author.slug else None,
        pubdate=published,
        updateddate=max(published, text.edited_at or published),
        unique_id=f"{base}/feeds/#{text._meta.model_name}-{text.pk}",
    )


def clean(text: str) -> str:
    """The text without characters that XML cannot carry."""
    return _NOT_XML.sub("", text)

"""Title, site and two lines from the head of a fetched page, as plain text."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice

from goldenbridge_site.links.fetching import Fetched

LONGEST_TITLE, LONGEST_TEXT, LONGEST_SITE = 200, 300, 100
HEAD = 262_144
"""Characters in which the head is looked for."""

# A page's work is bounded, whatever it holds: so many tags are looked at, each so long, by
# patterns whose branches begin differently. Each tag alone is then read by the HTML parser.
MOST_TAGS, LONGEST_TAG = 200, 4000
_START = re.compile(r"<(?:meta|title)\b", re.IGNORECASE)
_META = re.compile(r"""<meta\b(?:"[^"]*"|'[^']*'|[^'">])*>""", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>([^<]*)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What a card shows besides the address."""

    title: str
    text: str
    site: str


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = (given.get("property") or given.get("name") or "").lower()
        if tag == "meta" and name and "content" in given:
            self.found.setdefault(name, given["content"])


def read(page: Fetched) -> Words:
    """The words of `page`; `title` is empty where it has none."""
    text = _decoded(page)[:HEAD]
    text = re.split(r"<body\b", text, maxsplit=1, flags=re.IGNORECASE)[0]
    head, title = _Head(), ""
    for start in islice(_START.finditer(text), MOST_TAGS):
        piece = text[start.start() : start.start() + LONGEST_TAG]
        meta, heading = _META.match(piece), _TITLE.match(piece)
        if meta:
            head.feed(meta.group())
        elif heading and not title:
            title = html.unescape(heading.group(1))
    found = head.found
    return Words(
        plain(found.get("og:title") or title, LONGEST_TITLE),
        plain(found.get("og:description") or found.get("description", ""), LONGEST_TEXT),
        plain(found.get("og:site_name", ""), LONGEST_SITE),
    )


def _decoded(page: Fetched) -> str:
    names = [page.charset]
    match = _CHARSET.search(page.content[:4096])
    if match:
        names.append(match.group(1).decode("ascii"))
    for name in names:
        try:
            if name:
                return page.content.decode(name, errors="replace")
        except (LookupError, ValueError):  # no such encoding, or none of text
            continue
    return page.content.decode("utf-8", errors="replace")


def plain(text: str, longest: int) -> str:
    """One line of printable text of at most `longest` characters."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"

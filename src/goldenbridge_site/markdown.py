"""The one way from a member's Markdown to HTML.

Raw HTML is never passed through; what markdown-it made is then cleaned by nh3 against the lists
below. Images become links, headings are fitted under the page's own, and wide tables get a
scrolling frame.
"""

import html
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

RENDERER = 1
"""Raised when the same text would give other HTML, so that stored HTML is known to be old."""

TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "a", "code", "blockquote", "pre", "ul", "ol", "li"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
OUTSIDE = "nofollow ugc noopener noreferrer"
_URL = re.compile(r"https?://[^\s<>\"`{}|\\^\[\]]+", re.IGNORECASE)
_BLOCK = re.compile(r"<(?=/?(?:p|h[1-6]|li|ul|ol|blockquote|pre|table|tr|th|td|div|hr|br)\b)")
_LONE = re.compile(r'<p><a href="([^"]+)"[^>]*>[^<]*</a></p>')
_MARKS_AT_END = ".,;:!?'\")*_~"


def to_html(text: str, heading: int = 2) -> str:
    """Render `text` to safe HTML whose first heading level is `heading` (2 to 6)."""
    made = _PARSER.render(text.replace("\x00", ""), {"heading": heading})
    clean = nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=OUTSIDE,
        url_relative="deny",
        strip_comments=True,
    )
    # nh3 has escaped every "<table" a member could have typed, so these are its own.
    frame = f'<div class="scroll" role="region" tabindex="0" aria-label="{_("Table")}"><table>'
    return clean.replace("<table>", frame).replace("</table>", "</table></div>")


def stored(made: str) -> SafeString:
    """Mark HTML that `to_html` made, or a chart that the engine drew, as ready to print.

    This module is the site's only place where text is declared safe.
    """
    return mark_safe(made)


def with_cards(made: str, cards: Mapping[str, str]) -> SafeString:
    """Stored HTML in which the paragraphs that hold one address only give way to its card.

    `cards` maps addresses to HTML rendered by a template, so both parts are safe.
    """

    def card(match: re.Match[str]) -> str:
        return cards.get(html.unescape(match.group(1)), match.group())

    return mark_safe(_LONE.sub(card, made) if cards else made)


def lone_addresses(made: str) -> list[str]:
    """The addresses in stored HTML in whose place `with_cards` could put a card."""
    return [html.unescape(match.group(1)) for match in _LONE.finditer(made)]


def to_text(text: str) -> str:
    """The words of `text` without any marks, for search, excerpts and mail previews."""
    return " ".join(_words(to_html(text)))


def excerpt(text: str, words: int = 40) -> str:
    """The first `words` words of `text`, with an ellipsis if there are more."""
    found = to_text(text).split()
    return " ".join(found[:words]) + (" …" if len(found) > words else "")


def start(made: str, words: int) -> str:
    """The first `words` words of stored HTML; cheaper than `excerpt`, which renders anew."""
    room = 40 * words
    found = _words(made[:room])
    cut = len(found) > words or len(made) > room
    return " ".join(found[:words]) + (" …" if cut else "")


def _words(made: str) -> list[str]:
    """The words in HTML; those of two blocks never run into one."""
    return html.unescape(nh3.clean(_BLOCK.sub(" <", made), tags=set())).split()


def lone_links(text: str) -> list[str]:
    """Web addresses that stand alone in a paragraph: the ones that become preview cards."""
    found = []
    tokens = _PARSER.parse(text)
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and before.level == 0 and token.type == "inline":
            url = _alone(token.children or [])
            if url and url not in found:
                found.append(url)
    return found


def links(text: str) -> list[str]:
    """Every address a link in `text` leads to, as often as it stands there."""
    return [
        str(child.attrGet("href") or "")
        for token in _PARSER.parse(text)
        for child in token.children or []
        if child.type == "link_open"
    ]


def _alone(children: Sequence[Token]) -> str:
    if len(children) == 3 and children[0].type == "link_open":
        href = str(children[0].attrGet("href") or "")
        if href.lower().startswith(("http://", "https://")):
            return href
    return ""


def _fit_headings(state: StateCore) -> None:
    """Shift headings under the page's own and close gaps, so that no level is skipped."""
    base = int(state.env.get("heading", 2))
    opens = [token for token in state.tokens if token.type == "heading_open"]
    rank = {level: n for n, level in enumerate(sorted({int(t.tag[1]) for t in opens}))}
    previous, tag = base - 1, ""
    for token in state.tokens:
        if token.type == "heading_open":
            previous = min(base + rank[int(token.tag[1])], previous + 1, 6)
            token.tag = tag = f"h{previous}"
        elif token.type == "heading_close":
            token.tag = tag


def _link_addresses(state: StateCore) -> None:
    """Turn web addresses written as plain text into links."""
    for token in state.tokens:
        if token.type == "inline" and token.children and "://" in token.content:
            token.children = _linked(state, token.children)


def _linked(state: StateCore, children: list[Token]) -> list[Token]:
    made: list[Token] = []
    inside = 0
    for child in children:
        inside += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "text" or inside:
            made.append(child)
            continue
        end = 0
        for match in _URL.finditer(child.content):
            url = _without_closing_marks(match.group())
            if not state.md.validateLink(url):
                continue
            made.append(_text(child.content[end : match.start()]))
            opening = Token("link_open", "a", 1, attrs={"href": state.md.normalizeLink(url)})
            made += [opening, _text(url), Token("link_close", "a", -1)]
            end = match.start() + len(url)
        made.append(_text(child.content[end:]))
    return [token for token in made if token.type != "text" or token.content]


def _without_closing_marks(url: str) -> str:
    while url and url[-1] in _MARKS_AT_END:
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    parser.enable(["table", "strikethrough"]).disable("image")
    parser.core.ruler.push("fit_headings", _fit_headings)
    parser.core.ruler.push("link_addresses", _link_addresses)
    return parser


_PARSER = _parser()

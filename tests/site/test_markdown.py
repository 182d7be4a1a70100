"""Markdown to HTML: what is let through, what never is."""

import re
from html.parser import HTMLParser

import pytest

from goldenbridge_site import markdown

HOSTILE = {
    "script element": "<script>pwn()</script>",
    "handler on an image": "<img src=q onerror=pwn()>",
    "handler on any element": "<p onpointerenter=pwn()>a",
    "autofocus": "<input autofocus onfocus=pwn()>",
    "link": "[read](javascript:pwn())",
    "case and entity": "[read](JaVa&Tab;script:pwn())",
    "unicode space": '<a href="&#x2003;javascript:pwn()">a</a>',
    "data address": "[a](data:text/html,<b onclick=pwn()>b)",
    "other scheme": "<a href=vbscript:pwn()>a</a>",
    "svg": "<svg onload=pwn()>",
    "svg animation": "<svg><a><set attributeName=href to=javascript:pwn()><text>a",
    "foreign object": "<svg><foreignObject><img src=q onerror=pwn()>",
    "mathml": "<math><mi><style><img src=q onerror=pwn()>",
    "parses twice": '<noscript><b title="</noscript><img src=q onerror=pwn()>">',
    "comment": "<!--><img src=q onerror=pwn()>-->",
    "cdata": "<svg><![CDATA[><img src=q onerror=pwn()>]]>",
    "template": "<template><img src=q onerror=pwn()></template>",
    "frame": '<iframe srcdoc="&lt;img src=q onerror=pwn()&gt;">',
    "object": "<object data=javascript:pwn()>",
    "refresh": '<meta http-equiv=refresh content="0;url=//evil.example">',
    "base": "<base href=//evil.example/>",
    "form": "<form><button formaction=javascript:pwn()>Send</button></form>",
    "style element": '<style>@import "//evil.example/a.css"</style>',
    "overlay": '<a href=//evil.example style="position:fixed;inset:0">.</a>',
    "clobbering": "<img name=cookie><a id=htmx>",
    "htmx gadget": '<p hx-get="/sign-out/" hx-trigger=load> <p data-hx-get="/sign-out/">',
    "broken quoting": "<img title=`a` src=q/onerror=pwn()>",
    "broken nesting": "<<script>pwn()//<</script>",
    "title": '![a](q "b\\" onerror=\\"pwn()")',
    "autolink": 'https://a.example/"onmouseover="pwn()',
    "fence info": '```"><img src=q onerror=pwn()>\ncode\n```',
    "json": "</script><script>pwn()</script>",
    "template text": "{{ 7|add:7 }}",
    "nul": "a\x00b <script\x00>pwn()</script>",
    "relative": "[a](//evil.example/x) [b](/sign-out/)",
}


class Seen(HTMLParser):
    """Collects the elements and attributes a browser would make."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_dangerous_is_left(text: str) -> None:
    seen = Seen(markdown.to_html(text))
    assert seen.tags <= markdown.TAGS | {"div"}
    for name, value in seen.attributes:
        assert name in {"href", "rel", "start", "class", "role", "tabindex", "aria-label"}
        if name == "href":
            assert re.match(r"(https?://|mailto:)", value)
            assert "pwn" not in value or value.startswith("https://a.example/")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_cleaning_again_changes_nothing(text: str) -> None:
    made = markdown.to_html(text)
    bare = re.sub(r"</?div[^>]*>", "", made)
    assert (
        markdown.nh3.clean(
            bare,
            tags=markdown.TAGS,
            attributes=markdown.ATTRIBUTES,
            url_schemes=markdown.SCHEMES,
            link_rel=markdown.OUTSIDE,
        )
        == bare
    )


def test_outside_links_say_whose_they_are() -> None:
    made = markdown.to_html("[a](https://a.example/) and https://b.example/x_(y).")
    assert made.count('rel="nofollow ugc noopener noreferrer"') == 2
    assert 'href="https://b.example/x_(y)"' in made


def test_images_become_links_at_most() -> None:
    assert "<img" not in markdown.to_html("![a](https://a.example/a.png)")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n### b\n\n###### c", ["h2", "h3", "h4"]),
        ("### a\n\n# b\n\n## c", ["h2", "h2", "h3"]),
        ("# a\n\n# b", ["h2", "h2"]),
    ],
)
def test_headings_fit_under_the_page_without_gaps(text: str, levels: list[str]) -> None:
    assert re.findall(r"<(h\d)>", markdown.to_html(text)) == levels


def test_headings_of_replies_start_lower() -> None:
    assert "<h4>a</h4>" in markdown.to_html("# a", heading=4)


def test_tables_scroll_in_a_named_region() -> None:
    made = markdown.to_html("| a | b |\n|---|---|\n| 1 | 2 |")
    assert '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table>' in made
    assert "&lt;table&gt;" in markdown.to_html("<table>")


def test_text_has_the_words_only() -> None:
    assert markdown.to_text("# A *b*\n\n- [c](https://d.example/) & e") == "A b c & e"
    assert markdown.excerpt("one two three", 2) == "one two …"


def test_lone_links_are_those_that_fill_a_paragraph() -> None:
    text = (
        "https://a.example/1\n\nsee https://a.example/2\n\n> https://a.example/3\n\n"
        "[x](https://a.example/4)"
    )
    assert markdown.lone_links(text) == ["https://a.example/1", "https://a.example/4"]


def test_a_card_takes_the_place_of_its_address() -> None:
    made = markdown.to_html("https://a.example/?x=1&y=2\n\nmore https://a.example/?x=1&y=2")
    shown = markdown.with_cards(made, {"https://a.example/?x=1&y=2": "<div>CARD</div>"})
    assert shown.count("CARD") == 1
    assert "more <a" in shown


def test_the_longest_text_of_brackets_is_rendered() -> None:
    for text in ("[" * 40_000, ">" * 5_000 + "a", "*a_" * 13_000):
        assert markdown.to_html(text)


def test_words_of_blocks_stay_apart_and_marks_leave_no_gaps() -> None:
    text = "About **costs**, and [a source](https://example.org).\n\n- one\n- two"
    assert markdown.to_text(text) == "About costs, and a source. one two"
    assert markdown.start(markdown.to_html(text), 5) == "About costs, and a source. …"
    assert markdown.start("<p>Fish &amp; <em>chips</em></p>", 5) == "Fish & chips"
    assert markdown.start('<p>One <a href="https://example.org/' + "x" * 400, 5) == "One …"

"""Markdown to HTML: what is let through, what never is."""

import re

import pytest

from goldenbridge_site import markdown
from hostile import HOSTILE, check


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_dangerous_is_left(text: str) -> None:
    check(markdown.to_html(text))


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

"""`make check` notices a page that says something else than the code."""

from __future__ import annotations

from pathlib import Path

from tools.docs import commands, fields, picture, shapes
from tools.docs.__main__ import stale
from tools.docs.blocks import FENCE
from tools.docs.transcripts import output


def test_a_changed_or_missing_page_is_stale(tmp_path: Path) -> None:
    written = {"a.md": "what the code says\n", "b.md": "more\n"}
    (tmp_path / "a.md").write_text("what the code says\n")
    assert stale(written, tmp_path) == ["b.md"]
    (tmp_path / "b.md").write_text("more\n")
    assert stale(written, tmp_path) == []
    (tmp_path / "a.md").write_text("what somebody typed\n")
    assert stale(written, tmp_path) == ["a.md"]


def test_the_page_of_commands_says_what_help_says() -> None:
    page = commands.page()
    assert "## check" in page
    assert "--set" in page
    assert "Example: goldenbridge check my.yaml" in page


def test_every_command_has_an_example() -> None:
    sections = commands.page().split("\n## ")[1:]
    without = [part.splitlines()[0] for part in sections if "Example" not in part]
    assert not without


def test_the_page_of_fields_has_unit_and_range() -> None:
    (row,) = (line for line in fields.page().splitlines() if line.startswith("| `<track>.tempo`"))
    assert "0 to 1" in row
    assert "chance per" in row


def test_the_page_of_shapes_lists_each_once() -> None:
    names = [shape.format for shape in shapes.shapes()]
    assert "goldenbridge.check/1" in names
    assert len(names) == len(set(names))


def test_a_transcript_shows_what_is_printed(tmp_path: Path) -> None:
    shown = output("goldenbridge check ukraine-2022", str(tmp_path))
    assert shown.startswith("No problems.")
    refused = output("goldenbridge check no-such-conflict", str(tmp_path))
    assert "no-such-conflict" in refused


def test_fences_are_found_with_their_language() -> None:
    text = "a\n```sh\nmake run\n```\nb\n```python\nprint()\n```\n"
    assert FENCE.findall(text) == [("sh", "make run\n"), ("python", "print()\n")]


def test_a_picture_is_stale_when_its_numbers_change_not_when_its_letters_do() -> None:
    drawn = picture.digest({"data": [{"chance": 0.25}]})
    moved = picture.digest({"data": [{"chance": 0.26}]})
    assert picture.digest({"data": [{"chance": 0.25 + 1e-12}]}) == drawn != moved
    here = f"<svg>one font</svg>\n<!-- drawn from {drawn} -->\n"
    there = f"<svg>another font</svg>\n<!-- drawn from {drawn} -->\n"
    assert picture.alike(here, there)
    assert not picture.alike(here, here.replace(drawn, moved))
    assert not picture.alike("<svg>", "<svg>")

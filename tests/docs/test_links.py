"""Links lead somewhere, every page can be found, and every field that a page names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldenbridge.scenario.document import Document
from goldenbridge.scenario.explain import explain
from tools.docs.blocks import ROOT, pages

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMES = [str(page.relative_to(ROOT)) for page in pages()]
GENERATED = ("docs/reference/fields.md",)


def anchor(heading: str) -> str:
    """How a heading is addressed: lower case, spaces to hyphens, punctuation dropped."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.M | re.S)
    return {anchor(line.lstrip("#")) for line in text.splitlines() if line.startswith("#")}


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    dead = []
    for target in LINK.findall(page.read_text()):
        path, _, part = target.partition("#")
        if "://" in path:
            continue
        other = (page.parent / path).resolve() if path else page
        if not other.exists() or (part and part not in anchors(other)):
            dead.append(target)
    assert not dead


def test_every_page_is_listed_in_its_folder() -> None:
    unlisted = []
    for page in (ROOT / "docs").rglob("*.md"):
        index = page.parent / "README.md"
        if page == index:
            index = page.parent.parent / "README.md"
        listed = {(index.parent / link).resolve() for link in LINK.findall(index.read_text())}
        if page.resolve() not in listed:
            unlisted.append(str(page.relative_to(ROOT)))
    assert [name for name in unlisted if name != "docs/README.md"] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in GENERATED])
def test_fields_that_a_page_names_exist(name: str) -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / name).read_text(), flags=re.M | re.S)
    for path in re.findall(r"`([a-z_]+(?:\.[\w<>]+)+)`", text):
        if path.split(".")[0] in Document.model_fields:
            explain(path)  # refuses what is no field


def test_a_page_of_theory_says_what_is_left_out() -> None:
    silent = [
        page.name
        for page in (ROOT / "docs" / "theory").glob("*.md")
        if page.name != "README.md" and "leave" not in page.read_text().lower()
    ]
    assert silent == []

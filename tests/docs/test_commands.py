"""Everything that a page tells a reader to type exists, parses, and works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.cli.commands import find, present
from tools.docs.blocks import ROOT, Block, blocks
from tools.docs.commands import tree

GOLDENBRIDGE = str(Path(sys.executable).with_name("goldenbridge"))
MAKE_TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.M))

# These start or change a site, or ask questions; the tests of the site try them.
ONLY_PARSED = ("serve", "admin", "demo", "backup", "restore", "upgrade", "mail", "check-site")

# Others on the same page may use what these wrote.
WRITING = ("new", "game")

TYPED = list(blocks("sh", "console"))


def lines(block: Block) -> Iterator[list[str]]:
    """The words of each command of a block; `a && b` is two."""
    for line in block.commands:
        for part in line.split("&&"):
            yield shlex.split(part)


def parse(words: list[str]) -> None:
    """Read a command line as `goldenbridge` would, without doing it; raises where it would."""
    command: Any = tree(words[0])
    context = None
    rest = words[1:]
    while getattr(command, "commands", None) and rest and rest[0] in command.commands:
        command, rest = command.commands[rest[0]], rest[1:]
    for parameter in command.params:
        if getattr(parameter, "prompt", None):
            parameter.prompt, parameter.required = None, False
    context = command.make_context(words[0], list(rest))
    assert context is not None


@pytest.mark.parametrize("block", TYPED, ids=lambda block: block.name)
def test_what_a_page_tells_to_type_is_understood(block: Block) -> None:
    for program, *words in lines(block):
        if program == "make":
            targets = [word for word in words if "=" not in word]
            assert set(targets) <= MAKE_TARGETS
        elif Path(program).name == "goldenbridge":
            assert find(words[0]) is not None, f"there is no command {words[0]}"
            parse(words)
        elif program in ("sh", "bash"):
            assert (ROOT / words[0]).is_file()


def test_a_command_line_with_a_slip_is_noticed() -> None:
    parse(["check", "ukraine-2022", "--set", "sanctions=0.8"])
    with pytest.raises(Exception, match="--sett"):
        parse(["check", "ukraine-2022", "--sett", "sanctions=0.8"])
    with pytest.raises(Exception, match=r"(?i)scenario"):
        parse(["check"])


def tried() -> dict[str, list[list[str]]]:
    """By page, the commands to be run one after the other; each once, unless it writes a file."""
    by_page: dict[str, list[list[str]]] = {}
    seen = set()
    for block in TYPED:
        for program, *words in lines(block):
            if Path(program).name != "goldenbridge" or words[0] in ONLY_PARSED:
                continue
            if words[0] in WRITING or tuple(words) not in seen:
                by_page.setdefault(str(block.page.relative_to(ROOT)), []).append(words)
            seen.add(tuple(words))
    return by_page


@pytest.mark.parametrize("page", tried())
def test_what_a_page_tells_to_type_works(page: str, tmp_path: Path) -> None:
    # The pages speak of a file of the reader's own.
    subprocess.run([GOLDENBRIDGE, "new", "my"], cwd=tmp_path, check=True, capture_output=True)
    environment = {**os.environ, "NO_COLOR": "1"}
    for words in tried()[page]:
        run = subprocess.run(
            [GOLDENBRIDGE, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert run.returncode == 0, f"{' '.join(words)}\n{run.stdout}{run.stderr}"
        assert run.stdout.strip(), f"{' '.join(words)} printed nothing"


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    missing = [one.name for one in present() if f"goldenbridge {one.name}" not in readme]
    assert not missing

"""Pages that show what a command prints: the part below each `$ goldenbridge …` is filled in.

A block in the language `console` holds commands after `$ `, each followed by what it printed, to
standard output, in a pipe and without colour. Commands of one page run one after the other in one
empty folder, so that a later one can use what an earlier one wrote.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.docs.blocks import FENCE, ROOT, pages

COMMAND = str(Path(sys.executable).with_name("goldenbridge"))
# A time is never the same twice; the pages show that one is printed, not how long it was.
TIMES = re.compile(r"\b\d+(?:\.\d+)? (?:ms|s)\b")


def filled() -> Iterator[tuple[str, str]]:
    """Each page with such blocks, by path from the root, and its text with the output of now."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if "```console\n$ goldenbridge" in text:
            yield str(page.relative_to(ROOT)), _filled(text)


def _filled(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:

        def fill(found: re.Match[str]) -> str:
            if found.group(1) != "console":
                return found.group()
            commands = [line for line in found.group(2).splitlines() if line.startswith("$ ")]
            shown = "\n".join(f"{line}\n{output(line[2:], folder)}" for line in commands)
            return f"```console\n{shown.rstrip()}\n```"

        return FENCE.sub(fill, text)


def output(line: str, folder: str) -> str:
    """What a command prints to standard output, or to standard error if it refuses."""
    program, *words = shlex.split(line)
    if program != "goldenbridge":
        raise ValueError(f"Only goldenbridge may stand after $: {line}")
    run = subprocess.run(
        [COMMAND, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100"},
    )
    printed = run.stdout or run.stderr
    return TIMES.sub("… s", "\n".join(part.rstrip() for part in printed.splitlines()))

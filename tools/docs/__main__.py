"""`python -m tools.docs` writes the generated pages; with `--check` it only names stale ones."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from tools.docs import commands, fields, limits, picture, shapes, transcripts

ROOT = Path(__file__).parents[2]


def pages() -> Mapping[str, str]:
    """Every generated file by its path, with what it should hold now."""
    return {
        "docs/reference/commands.md": commands.page(),
        "docs/reference/fields.md": fields.page(),
        "docs/reference/scenario.schema.json": fields.schema(),
        "docs/reference/json.md": shapes.page(),
        "docs/reference/limits.md": limits.page(),
        "docs/picture.svg": picture.svg(),
        **dict(transcripts.filled()),
    }


def stale(written: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """The paths whose file does not hold what it should."""

    def holds(path: str) -> str:
        file = root / path
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def fresh(path: str, text: str) -> bool:
        return holds(path) == text or (path.endswith(".svg") and picture.alike(holds(path), text))

    return [path for path, text in written.items() if not fresh(path, text)]


def main(arguments: list[str]) -> int:
    """Write, or with `--check` compare; the exit code is 1 when something is stale."""
    written = pages()
    old = stale(written)
    if "--check" in arguments:
        for path in old:
            print(f"{path} is stale. `make docs` writes it again.")
        return 1 if old else 0
    for path in old:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(written[path], encoding="utf-8")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

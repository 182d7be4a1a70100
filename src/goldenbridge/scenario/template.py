"""A new scenario: the commented one that comes with Golden Bridge, under a name of one's own."""

from __future__ import annotations

from pathlib import Path

from goldenbridge.scenario.library import LIBRARY
from goldenbridge.scenario.problems import Problem, ScenarioError

TEMPLATE = LIBRARY / "new.yaml"


def new_text(title: str) -> str:
    """The text of a new scenario with this title."""
    return TEMPLATE.read_text(encoding="utf-8").replace("TITLE", title)


def write_new(name: str) -> tuple[Path, str]:
    """Write a new scenario; returns the file and its title. Never overwrites.

    Raises ScenarioError if the file exists or cannot be written.
    """
    file = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    title = _title(file.stem)
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(new_text(title))
    except FileExistsError:
        what = "The file exists already, and a scenario is never overwritten."
        raise ScenarioError([Problem("", what, "Choose another name.")], str(file)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = f"The file cannot be written: {reason.lower()}."
        raise ScenarioError(
            [Problem("", what, "Choose a folder that exists.")], str(file)
        ) from None
    return file, title


def _title(stem: str) -> str:
    """A title in words: my-conflict becomes My conflict; quotes and colons are left out."""
    words = "".join(c if c.isalnum() or c in " ().," else " " for c in stem).split()
    text = " ".join(words) or "A new conflict"
    return f"{text[0].upper()}{text[1:]}" if not text[0].isdigit() else f"Conflict {text}"

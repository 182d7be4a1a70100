"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldenbridge.scenario.problems import Problem, ScenarioError


@contextmanager
def writing(place: Path, option: str) -> Iterator[None]:
    """Tell people in one sentence why a file or folder cannot be written."""
    try:
        yield
    except OSError as error:
        what = f"{place} cannot be written: {(error.strerror or str(error)).lower()}."
        right = "Name a place that you may write to."
        raise ScenarioError([Problem(option, what, right)]) from None


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file through a neighbour that takes its place; folders are made.

    Raises OSError where the folder cannot be written; then nothing is left behind.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

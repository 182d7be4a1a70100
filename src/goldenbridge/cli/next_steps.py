"""What to do next: only commands that exist, with the words of the conflict at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goldenbridge.cli.commands import find

if TYPE_CHECKING:
    from goldenbridge.scenario.document import Document


def after_run(asked: str, document: Document) -> list[str]:
    """At most three commands that lead on from a run."""
    steps = list(_steps(asked, document))
    return [f"goldenbridge {step}" for step in steps[:3]]


def _steps(asked: str, document: Document) -> Iterator[str]:
    if find("bridges") is not None and len(document.parties) > 1:
        yield f"bridges {asked}"
    for lever, known in document.levers.items():
        other = 0.9 if float(known.value) <= 0.5 else 0.1
        yield f"run {asked} --set {lever}={other:g}"
        break
    if find("compare") is not None and len(document.levers) > 1:
        first, second = list(document.levers)[:2]
        yield f"compare {asked} --with {first}=0.9 --with {second}=0.9"
    yield "explain parties"

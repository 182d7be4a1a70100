"""A scenario as it was read: the validated document, where it came from, what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from goldenbridge.scenario.check_beside import beside_checks
from goldenbridge.scenario.check_terms import term_checks
from goldenbridge.scenario.check_time import time_checks
from goldenbridge.scenario.checks import checks
from goldenbridge.scenario.document import Document
from goldenbridge.scenario.naming import place_values
from goldenbridge.scenario.problems import MOST, Problem, ScenarioError
from goldenbridge.scenario.read import Text, dotted, read_file, read_text


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario that passed every check that needs no state.

    name      what people call it on the command line
    document  the blocks, validated and frozen
    file      where it was read, empty if from text
    changed   path → value, what differs from the file
    """

    name: str
    document: Document
    file: str = ""
    changed: Mapping[str, float] = field(default_factory=dict)
    text: Text = field(default_factory=Text, repr=False)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of everything a run can see: all blocks but `record`; 64 hex digits."""
        import hashlib  # not needed to check a scenario, which must be quick
        import json

        seen = self.document.model_dump(mode="json", exclude={"record"}, exclude_defaults=True)
        return hashlib.sha256(json.dumps(seen, separators=(",", ":")).encode()).hexdigest()

    def line(self, path: str) -> int:
        """The line of the file that says something of a dotted path; 0 without a file."""
        if not self.text.lines:
            return 0
        return self.text.line(tuple(int(p) if p.isdigit() else p for p in path.split(".")))

    def with_values(self, values: Mapping[str, float]) -> Scenario:
        """The same scenario with other numbers, as `--set PATH=NUMBER` does.

        A path is a number's full path or a lever's bare name. Every range and every check between
        blocks is applied again. Raises ScenarioError, with the near names after an unknown path.
        """
        tree, changed = place_values(self.document, self.text.tree, values)
        text = Text(tree, self.text.lines)
        try:
            document = validated(text, self.file)
        except ScenarioError as error:
            problems = _unplaced(error.problems, values, changed)
            file = self.file if any(problem.line for problem in problems) else ""
            raise ScenarioError(problems, file, more=error.more) from None
        return Scenario(self.name, document, self.file, {**self.changed, **changed}, text)


def _unplaced(problems: Iterable[Problem], *given: Iterable[str]) -> list[Problem]:
    """Problems with values that were set are no problems of a line in the file."""
    paths = [path for names in given for path in names]

    def is_set(problem: Problem) -> bool:
        return any(problem.path == path or problem.path.startswith(f"{path}.") for path in paths)

    return [replace(problem, line=0) if is_set(problem) else problem for problem in problems]


def validated(text: Text, file: str) -> Document:
    """The document of a text that was read. Raises ScenarioError with every problem at once."""
    problems = list(text.problems)
    document: Document | None = None
    more = False
    try:
        document = Document.model_validate(text.tree)
    except ValidationError as error:
        from goldenbridge.scenario.mend import problems_of  # only where something is wrong

        told = {problem.path for problem in problems}
        problems += [p for p in problems_of(error, text) if p.path not in told]
        behind = _behind(text, problems)
        more = behind is None
        problems += behind or []
    if document is not None:
        problems += _between_blocks(document, text)
    if problems or document is None:
        raise ScenarioError(problems, file, more=more)
    return document


def _behind(text: Text, problems: list[Problem]) -> list[Problem] | None:
    """Problems between blocks that would be left once these are mended; None: it cannot be told."""
    from goldenbridge.scenario.past import look_past, split, untouched

    document = look_past(text.tree, problems)
    if document is None:
        return None
    found = _between_blocks(document, text)
    return [problem for problem in found if untouched(split(problem.path), problems)]


def _between_blocks(document: Document, text: Text) -> list[Problem]:
    found: dict[tuple[str, str], Problem] = {}
    for source in (checks, term_checks, time_checks, beside_checks):
        for path, what, right in islice(source(document), MOST):
            problem = Problem(dotted(path), what, right, text.line(path))
            found.setdefault((problem.path, what), problem)
    return list(found.values())


def from_text(data: str | bytes, name: str = "scenario") -> Scenario:
    """A scenario from YAML text. Raises ScenarioError with every problem at once."""
    text = read_text(data, name)
    return Scenario(name, validated(text, name), "", text=text)


def from_file(file: Path) -> Scenario:
    """A scenario from a file, with the `record.yaml` beside it if there is one."""
    text = read_file(file)
    record = file.with_name("record.yaml")
    name = file.parent.name if file.name == "scenario.yaml" else file.stem
    if file.name != "scenario.yaml" or not record.is_file():
        return Scenario(name, validated(text, _shown(file)), str(file), text=text)
    if "record" in text.tree:
        what = "`record` stands here and in record.yaml beside this file."
        line = text.line(("record",))
        raise ScenarioError([Problem("record", what, "Keep one of them.", line)], _shown(file))
    whole = _with_record(text, read_file(record))
    try:
        return Scenario(name, validated(whole, _shown(file)), str(file), text=whole)
    except ScenarioError as error:
        own = [problem for problem in error.problems if problem.path.split(".")[0] != "record"]
        if own:
            raise ScenarioError(own, _shown(file), more=error.more) from None
        raise ScenarioError(error.problems, _shown(record), more=error.more) from None


def _with_record(text: Text, record: Text) -> Text:
    """The scenario's tree with the record under `record`; its lines are the record file's own."""
    tree: dict[str, Any] = {**text.tree, "record": record.tree}
    lines = {**text.lines, **{("record", *path): line for path, line in record.lines.items()}}
    return Text(tree, lines, [*text.problems, *_under_record(record.problems)])


def _under_record(problems: list[Problem]) -> list[Problem]:
    return [Problem(f"record.{p.path}", p.what, p.right, p.line) for p in problems]


def _shown(file: Path) -> str:
    """The path as short as it can be said from here."""
    try:
        return str(file.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(file)

"""YAML in, a plain tree and the line of every entry out; nothing dangerous gets through.

The events of libyaml's parser are read one by one, so a file is refused where the trouble starts:
no object is ever built from a tag, an alias is never followed, and depth and size are bounded.
The subset is small: mappings with text keys, lists, and scalars that are null, true, false, a
number or text. Dates stay text here; `no`, `on` and `1:30` are text and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from goldenbridge.scenario.problems import MOST, Problem, ScenarioError

LARGEST = 1_000_000
"""Bytes a scenario file may have."""
DEEPEST = 24
"""Levels of nesting; the language itself needs eleven."""
MOST_ENTRIES = 50_000
"""Entries of all mappings and lists together; a large scenario has about five thousand."""
LONGEST_NUMBER = 40
"""Characters of a number."""

Key = str | int
Path_ = tuple[Key, ...]

_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
_WHOLE = re.compile(r"[-+]?\d+")
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf|infinity)", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What would steer a terminal or turn the order of what is read: no text needs it."""
_WORDS = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "True": True,
    "false": False,
    "False": False,
}
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass
class Text:
    """A file that was read: its tree, the line of each path, and what was wrong on the way."""

    tree: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of the nearest entry at or above a path."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def dotted(path: Path_) -> str:
    """A path as people write it: parties.russia.leader.aim."""
    return ".".join(str(part) for part in path)


def read_file(file: Path) -> Text:
    """Read a scenario file. Raises ScenarioError if it is missing, too large or not YAML."""
    try:
        size = file.stat().st_size
        if size > LARGEST:
            what = f"The file has {size:,} bytes; a scenario may have {LARGEST:,}."
            raise ScenarioError([Problem("", what, "Move long texts to sources.md.", 1)], str(file))
        data = file.read_bytes()
    except OSError as error:
        what = f"The file cannot be read: {(error.strerror or 'unknown reason').lower()}."
        raise ScenarioError([Problem("", what)], str(file)) from None
    return read_text(data, str(file))


def read_text(data: bytes | str, name: str = "scenario") -> Text:
    """Read the text of a scenario. Raises ScenarioError where the text cannot be read on."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if len(data) > LARGEST:
        what = f"The text has {len(data):,} bytes; a scenario may have {LARGEST:,}."
        raise ScenarioError([Problem("", what, "Move long texts to sources.md.", 1)], name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "This line is not UTF-8 text."
        raise ScenarioError([Problem("", what, "Save the file as UTF-8.", line)], name) from None
    reader = _Reader(Text())
    try:
        reader.document(yaml.parse(text, Loader=_LOADER))
    except _StopError as stop:
        raise ScenarioError([*reader.text.problems, stop.problem], name, more=True) from None
    except yaml.YAMLError as error:
        problem = _syntax(error, text)
        raise ScenarioError([*reader.text.problems, problem], name, more=True) from None
    if not isinstance(reader.text.tree, dict):
        what = "A scenario is a mapping of blocks such as `parties` and `tracks`."
        right = "`goldenbridge new NAME` writes one to start from."
        raise ScenarioError([Problem("", what, right, 1)], name)
    return reader.text


class _StopError(Exception):
    """Reading cannot go on."""

    def __init__(self, line: int, what: str, right: str = "") -> None:
        self.problem = Problem("", what, right, line)


def _syntax(error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        said = (
            getattr(error, "problem", None) or getattr(error, "context", None) or "cannot be read"
        )
        return Problem("", f"This is not YAML: {said}.", _syntax_help(str(said)), mark.line + 1)
    position = getattr(error, "position", 0)
    what = "This line holds a character that YAML does not allow."
    return Problem("", what, "Remove the control character.", text.count("\n", 0, position) + 1)


def _syntax_help(said: str) -> str:
    if "mapping values" in said:
        return "Put text that contains a colon in quotes."
    if "tab" in said or "cannot start any token" in said:
        return "Indent with spaces, not tabs; put text that starts with @, % or ` in quotes."
    return "Check indentation, brackets and quotes on this line and the one before."


class _Reader:
    """Builds the tree from events; depth is counted, so recursion is bounded."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.events: Iterator[Any] = iter(())
        self.entries = 0

    def document(self, events: Iterator[Any]) -> None:
        self.events = events
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                first = self.take()
                self.text.lines[()] = first.start_mark.line + 1
                self.text.tree = self.node(first, ())
                self.take()  # the end of the document
                break
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                line = event.start_mark.line + 1  # type: ignore[union-attr]
                raise _StopError(line, "A second document starts here.", "Remove the line `---`.")

    def take(self) -> Any:
        return next(self.events)

    def note(self, path: Path_, line: int, what: str, right: str) -> None:
        """Remember a problem; after very many, reading stops."""
        self.text.problems.append(Problem(dotted(path), what, right, line))
        if len(self.text.problems) >= MOST:
            raise _StopError(line, "Reading stops here: there are too many problems.")

    def node(self, event: Any, path: Path_) -> Any:
        line = event.start_mark.line + 1
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            what = f"The file has more than {MOST_ENTRIES:,} entries."
            raise _StopError(line, what, "Leave out what no run needs.")
        if len(path) > DEEPEST:
            raise _StopError(
                line, f"This is nested more than {DEEPEST} levels deep.", "Flatten it."
            )
        if isinstance(event, yaml.AliasEvent):
            what = f"`*{event.anchor}` points to another place; a scenario spells everything out."
            raise _StopError(line, what, "Write the value here again.")
        if event.anchor is not None:
            what = (
                f"`&{event.anchor}` names a value for use elsewhere; a scenario has no such names."
            )
            raise _StopError(line, what, "Remove the anchor.")
        if event.tag is not None and event.tag != "!":
            what = f"The tag `{event.tag}` is not allowed; a scenario holds plain values only."
            raise _StopError(line, what, "Remove the tag.")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event, path)

    def mapping(self, path: Path_) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        while not isinstance(event := self.take(), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise _StopError(
                    line, "The name of an entry must be plain text.", "Put it in quotes."
                )
            self.node(event, path)  # refuses tags and anchors on names
            key: str = event.value
            here = (*path, key)
            if key in tree:
                what = f"`{key}` stands here a second time; first on line {self.text.lines[here]}."
                self.note(here, line, what, "Keep one of the two.")
            else:
                self.text.lines[here] = line
            value = self.node(self.take(), here)
            tree.setdefault(key, value)
        return tree

    def sequence(self, path: Path_) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.take(), yaml.SequenceEndEvent):
            here = (*path, len(items))
            self.text.lines.setdefault(here, event.start_mark.line + 1)
            items.append(self.node(event, here))
        return items

    def scalar(self, event: Any, path: Path_) -> Any:
        value: str = event.value
        if _UNSEEN.search(value):
            what = "This text holds a character that steers a screen and cannot be seen."
            self.note(path, event.start_mark.line + 1, what, "Remove the control character.")
            return _UNSEEN.sub("", value)
        if not event.implicit[0] or event.style not in (None, ""):
            return value
        if value in _WORDS:
            return _WORDS[value]
        if _NUMBER.fullmatch(value):
            return self.number(value, path, event.start_mark.line + 1)
        if _NOT_FINITE.fullmatch(value):
            return self.refuse_number(value, path, event.start_mark.line + 1)
        return value

    def number(self, value: str, path: Path_, line: int) -> float:
        if len(value) > LONGEST_NUMBER:
            return self.refuse_number(value[:12] + "…", path, line)
        if _WHOLE.fullmatch(value):
            return int(value)
        number = float(value)
        return number if abs(number) < 1e300 else self.refuse_number(value, path, line)

    def refuse_number(self, value: str, path: Path_, line: int) -> float:
        what = f"`{value}` is not a number that can be used."
        self.note(path, line, what, "Write a finite number.")
        return 0

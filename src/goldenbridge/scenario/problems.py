"""What is wrong with a scenario: all problems at once, with file, line, field and a way out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 100
"""Problems told of one file; more would help nobody."""


MORE = "More may show once this is mended: nothing behind it could be looked at."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    path   dotted path of the field, empty for the file as a whole
    what   what is wrong, a full sentence
    right  what would be right, a full sentence; may be empty
    line   line of the file, from 1; 0 where there is none
    """

    path: str
    what: str
    right: str = ""
    line: int = 0

    def as_json(self) -> dict[str, object]:
        """The shape `goldenbridge check --json` prints."""
        return {"line": self.line, "path": self.path, "what": self.what, "right": self.right}


class ScenarioError(ValueError):
    """A scenario that cannot be used; `problems` has every reason, in order of lines.

    more  reading or checking stopped at them, so more may show once they are mended
    """

    def __init__(self, problems: Iterable[Problem], file: str = "", *, more: bool = False) -> None:
        self.file, self.more = file, more
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))[:MOST]
        told = tell(self.problems, file)
        super().__init__(f"{told}\n\n{MORE}" if more else told)


def tell(problems: Iterable[Problem], file: str) -> str:
    """The problems as text for people: a head line, what is wrong, what would be right."""
    return "\n".join(_told(problem, file) for problem in problems)


def _told(problem: Problem, file: str) -> str:
    import textwrap  # only where there is a problem

    where = f"{file}:{problem.line}" if problem.line and file else file
    head = "  ".join(part for part in (where, problem.path) if part)
    lines = [head] if head else []
    for sentence in (problem.what, problem.right):
        if sentence:
            lines += textwrap.wrap(
                sentence,
                width=98,
                initial_indent="  ",
                subsequent_indent="  ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    return "\n".join(lines)


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names most like a mistyped one, best first."""
    known = list(dict.fromkeys(known))
    exact = [other for other in known if other.lower() == name.lower()]
    close = difflib.get_close_matches(name, known, n=most, cutoff=0.6)
    return list(dict.fromkeys(exact + close))[:most]


def choices(name: str, known: Iterable[str], most: int = 12) -> str:
    """A sentence that helps after an unknown name: the near names, else all of them."""
    known = list(dict.fromkeys(known))
    if not known:
        return "There are none."
    if close := near(name, known):
        return f"Did you mean {listed(close, 'or')}?"
    if len(known) > most:
        first = ", ".join(f"`{one}`" for one in known[:most])
        return f"There are {first} and {len(known) - most} more."
    return f"There {'are' if len(known) > 1 else 'is'} {listed(known, 'and')}."


def listed(names: Iterable[str], word: str = "and") -> str:
    """`a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {word} {quoted[-1]}"

"""The words of a package as plain Markdown; each line names the term it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.bridges.words import AimState, Line, Side, Term, Words
from goldenbridge.report.wording import listed, the

STATES = {"met": "Met", "in_words": "Met in words", "not_met": "Not met"}


def markdown(words: Words, scenario: str, package: str) -> str:
    """The whole text. `scenario` and `package` in words."""
    return "\n".join(_whole(words, scenario, package)) + "\n"


def _whole(words: Words, scenario: str, package: str) -> Iterator[str]:
    yield f"# {package}"
    yield ""
    yield f"{scenario}. Draft words; every line names the term it rests on."
    yield ""
    yield "## Draft communiqué"
    yield ""
    for number, line in enumerate(words.communique, start=1):
        yield f"{number}. {line.text} {_rests(line.rests_on)}"
    if not words.communique:
        yield "The package holds nothing that can be put into a joint text."
    if open_ := [term for term in words.silent if not term.secret]:
        yield ""
        yield f"It says nothing on: {'; '.join(_named(term) for term in open_)}."
    if secret := [term for term in words.terms if term.secret]:
        yield ""
        yield f"Kept secret, so in no public text: {'; '.join(_named(term) for term in secret)}."
    for side in words.sides:
        yield from _side(side)
    yield ""
    yield (
        "Analysis, not advice. Whether these words are used is for the people concerned; the "
        "texts were written by the scenario's author."
    )


def _side(side: Side) -> Iterator[str]:
    yield ""
    yield f"## What {the(side.name)} could say at home"
    if side.statement:
        yield ""
        yield f"> {' '.join(line.text for line in side.statement)}"
        yield ""
        yield from map(_line, side.statement)
    else:
        yield ""
        yield "The scenario holds no words for this side on these terms."
    if side.more:
        yield ""
        yield "More that could be said:"
        yield ""
        yield from map(_line, side.more)
    if side.aims:
        yield ""
        yield "Declared aims:"
        yield ""
        for state in STATES:
            yield from (_aim(aim) for aim in side.aims if aim.state == state)


def _line(line: Line) -> str:
    wording = " Holds in wording: it looks better than it is." if line.wording else ""
    return f"- {line.text} {_rests(line.rests_on)}{wording}"


def _aim(aim: AimState) -> str:
    return f"- {STATES[aim.state]}: {aim.text}. {_rests(aim.rests_on)}{_unseen(aim)}"


def _unseen(aim: AimState) -> str:
    if not aim.unseen:
        return ""
    if aim.state == "met":
        return " It rests on a secret term, so it cannot be said."
    return " It can be said as long as the secret holds."


def _rests(terms: tuple[Term, ...]) -> str:
    return f"*({listed([_named(term) for term in terms])})*"


def _named(term: Term) -> str:
    return f"{term.issue_name}: {term.name}"

"""`goldenbridge words`: what each side can say at home, and a draft communiqué."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli import settling
from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings
from goldenbridge.scenario.choose import PACKAGE_HELP, TERM_HELP

if TYPE_CHECKING:
    from goldenbridge.bridges.words import Line, Side, Term, Words

SHAPE = Shape(
    "words",
    1,
    {
        "scenario": "The scenario, as asked for.",
        "hash": "Hash of everything that went in.",
        "package": "The package, as asked for; `title` in words.",
        "title": "The package in words.",
        "terms": "By issue: the level.",
        "communique": "Lines of the joint text: text, rests_on (issue and level).",
        "silent": "Issues on which the joint text says nothing.",
        "sides": "By side: name, statement and more (text, rests_on, wording), aims (text, state, "
        "rests_on, unseen, source). state: met, in_words, not_met.",
        "markdown": "The same as one text.",
    },
)


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    package: Annotated[str, typer.Argument(help=PACKAGE_HELP)] = "",
    terms: Annotated[list[str] | None, typer.Option("--term", help=TERM_HELP)] = None,
    values: Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)] = None,
    out: Annotated[Path | None, typer.Option(help="Write the text to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What each side can say at home, and a draft communiqué.

    Plain Markdown from the scenario's texts. Every line names the term it rests on, and nothing is
    said that the package does not hold.

    Example: goldenbridge words ukraine-2022 ESSAY --term guarantee=g2
    """
    from goldenbridge.bridges.words import words
    from goldenbridge.report.words import markdown
    from goldenbridge.scenario.choose import package_title, term_changes
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    chosen = settling.terms(read.document, package, terms)
    asked = settling.in_full(read.document, package)
    title = package_title(read.document, asked, term_changes(read.document, terms or ()))
    told = words(read.document, chosen)
    text = markdown(told, read.document.title, title)
    if out is not None:
        from goldenbridge.cli.write import write_whole, writing

        with writing(out, "--out"):
            write_whole(out, text)
    if as_json:
        head = {"scenario": scenario, "hash": read.hash, "package": package, "title": title}
        print(SHAPE.text(**head, terms=chosen, markdown=text, **as_values(told)))
    elif out is None:
        print(text, end="")


def as_values(told: Words) -> dict[str, Any]:
    """The words for JSON."""
    return {
        "communique": [_line(line) for line in told.communique],
        "silent": [term.issue for term in told.silent],
        "sides": {side.key: _side(side) for side in told.sides},
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "statement": [{**_line(line), "wording": line.wording} for line in side.statement],
        "more": [{**_line(line), "wording": line.wording} for line in side.more],
        "aims": [
            {
                "text": aim.text,
                "state": aim.state,
                "rests_on": [_term(term) for term in aim.rests_on],
                "unseen": aim.unseen,
                "source": aim.source,
            }
            for aim in side.aims
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"text": line.text, "rests_on": [_term(term) for term in line.rests_on]}


def _term(term: Term) -> dict[str, str]:
    return {"issue": term.issue, "level": term.level}

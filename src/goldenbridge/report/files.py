"""A run as files: tables, charts and JSON in one folder, written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from goldenbridge.report import outcomes as named
from goldenbridge.report.figure import png, svg
from goldenbridge.report.summary import Summary
from goldenbridge.report.terms import terms

FILES = {
    "result.json": "Everything, as `--json` prints it.",
    "outcomes.csv": "By period: the chance of each outcome, and of settled what will break.",
    "parties.csv": "By period and party: leader in office, removed; war ended by that, goes on.",
    "amounts.csv": "By period: deaths, other harm and risks, added up; `after`: in new wars.",
    "deals.csv": "Packages by the chance that the war ends with them: terms, chance, peace breaks.",
    "packages.csv": "Named packages at the start: margin of every side, whom it lacks.",
    "outcomes.svg": "How it may end, on light ground.",
    "outcomes.png": "The same as a picture.",
    "outcomes-dark.svg": "How it may end, on dark ground.",
    "outcomes-dark.png": "The same as a picture.",
}
"""What a folder holds."""


def write_result(folder: Path, summary: Summary, json_text: str) -> None:
    """Write all files of `FILES` into a folder, which is made where it is missing.

    Every file is made first, in a neighbouring folder; then all take their place at once. In a
    folder that holds files of other names those stay, and ours are replaced one after the other.
    Raises OSError where the folder cannot be written; then it is as it was.
    """
    told = {"result.json": json_text + "\n"}
    contents: dict[str, str | bytes] = {**told, **tables(summary), **charts(summary)}
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            (made / name).write_bytes(data)
        made.chmod(0o755)
        _take_place(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _take_place(made: Path, folder: Path) -> None:
    """Put a finished folder in the place of another."""
    if not folder.exists():
        made.rename(folder)
    elif {file.name for file in folder.iterdir()} <= set(FILES):
        old = made.with_name(f"{made.name}.old")
        folder.rename(old)
        try:
            made.rename(folder)
        except BaseException:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
    else:
        for file in sorted(made.iterdir()):
            os.replace(file, folder / file.name)


def charts(summary: Summary) -> Mapping[str, str | bytes]:
    """The chart of all outcomes, on light and dark ground."""
    compiled, outlook = summary.compiled, summary.outlook
    return {
        "outcomes.svg": svg(compiled, outlook),
        "outcomes.png": png(compiled, outlook),
        "outcomes-dark.svg": svg(compiled, outlook, "dark"),
        "outcomes-dark.png": png(compiled, outlook, "dark"),
    }


def tables(summary: Summary) -> Mapping[str, str]:
    """The tables as CSV; chances between 0 and 1, margins in shares of the stake."""
    return {
        "outcomes.csv": _outcomes(summary),
        "parties.csv": _parties(summary),
        "amounts.csv": _amounts(summary),
        "deals.csv": _deals(summary),
        "packages.csv": _packages(summary),
    }


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _outcomes(summary: Summary) -> str:
    outlook = summary.outlook
    shown = named.in_order(list(outlook.outcomes))
    rows = (
        [t, *(float(outlook.outcomes[name][t]) for name in shown), float(outlook.will_break[t])]
        for t in range(outlook.weeks + 1)
    )
    return _csv([summary.period, *shown, "will_break"], rows)


def _parties(summary: Summary) -> str:
    outlook = summary.outlook
    rows = (
        [
            t,
            party,
            float(outlook.in_office[party][t]),
            float(outlook.removed[party][t]),
            float(outlook.removed_ends[party][t]),
            float(outlook.removed_on[party][t]),
        ]
        for party in outlook.in_office
        for t in range(outlook.weeks + 1)
    )
    return _csv(
        [summary.period, "party", "in_office", "removed", "removed_ends", "removed_on"], rows
    )


def _amounts(summary: Summary) -> str:
    outlook = summary.outlook
    names = list(outlook.amounts)
    head = [summary.period, *names, *(f"{name}.after" for name in names)]
    curves = [outlook.amounts[name] for name in names] + [outlook.after[name] for name in names]
    rows = ([t, *(float(curve[t]) for curve in curves)] for t in range(outlook.weeks + 1))
    return _csv(head, rows)


def _deals(summary: Summary) -> str:
    issues = list(summary.document.issues)
    rows = []
    for deal in summary.outlook.deals:
        words = {term.issue: term.name for term in terms(summary.compiled, deal.package)}
        breaks = deal.will_break / deal.chance
        rows.append([deal.chance, breaks, *(words[issue] for issue in issues)])
    return _csv(["chance", "breaks", *issues], rows)


def _packages(summary: Summary) -> str:
    parties = list(summary.stands[0].margin) if summary.stands else []
    head = ["name", *(f"margin.{party}" for party in parties), "lacks", "unratified"]
    rows = (
        [
            summary.title_of(stand.package),
            *(stand.margin[party] for party in parties),
            " ".join(stand.lacks),
            " ".join(stand.unratified),
        ]
        for stand in summary.stands
    )
    return _csv(head, rows)

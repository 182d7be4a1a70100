"""From the base world to ukraine-2022 one block at a time, and what each single assumption moves.

`python -m benchmarks.ukraine_steps` prints both tables of docs/theory/ukraine-2022.md;
with `--write` it puts them into the page. Every row is one exact solution: no random numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

import goldenbridge as gb
from benchmarks.ukraine_rows import changes, policies, readings, steps
from goldenbridge.api import Conflict
from goldenbridge.forecast.outlook import Outlook

PAGE = Path(__file__).parent.parent / "docs" / "theory" / "ukraine-2022.md"
HEAD = (
    "settled by 52 weeks",
    "by 104 weeks",
    "even chance that it is over, week",
    "victory",
    "defeat",
    "Russian leader removed",
    "still at war",
)


POLICY_HEAD = (
    "settled by 104 weeks",
    "victory",
    "defeat",
    "deaths by 52 weeks",
    "by 104 weeks",
    "clash of NATO and Russia",
    "nuclear or chemical weapon",
)
SIGNING = (0, 26, 52)
WORTH = ("Russia: substance / appearance", "Ukraine: substance / appearance")


def policy_figures(outlook: Outlook) -> tuple[str, ...]:
    """What a policy is to bring, and what it risks."""
    amounts = outlook.amounts
    share = ("settled", "attacker_wins", "attacker_loses")
    return (
        *(_share(outlook.within(name, outlook.weeks)) for name in share),
        f"{amounts['deaths'][52]:,.0f}",
        f"{amounts['deaths'][-1]:,.0f}",
        _share(float(amounts["risk.wider_war"][-1])),
        _share(float(amounts["risk.forbidden_weapon"][-1])),
    )


def named() -> str:
    """The named packages: who would sign them, by week, and what is missing on average."""
    forecast = gb.load("ukraine-2022").forecast()
    compiled = forecast.solved.compiled
    names = compiled.scenario.document.packages
    numbers = np.array([compiled.named[key] for key in names])
    weeks = [forecast.signing(week, packages=numbers) for week in SIGNING]
    heads = [f"{party} week {week}" for week in SIGNING for party in ("Russia", "Ukraine")]
    lines = [_line("package", *heads), "|---" * (len(heads) + 1) + "|"]
    for k, package in enumerate(names.values()):
        cells = [f"{x.accepts[i, k]:.2f} ({x.margin[i, k]:+.2f})" for x in weeks for i in (0, 1)]
        lines.append(_line(package.name, *cells))
    return "\n".join(lines)


def signed(most: int = 6) -> str:
    """The packages most often signed, in words."""
    forecast = gb.load("ukraine-2022").forecast()
    compiled = forecast.solved.compiled
    issues = compiled.scenario.document.issues
    lines = [_line("chance", "terms", *WORTH), "|---" * (len(WORTH) + 2) + "|"]
    for deal in forecast.outlook.deals[:most]:
        terms = compiled.terms(deal.package)
        words = [issues[i].levels[x].short or issues[i].levels[x].name for i, x in terms.items()]
        values = compiled.settled.values
        worth = (
            f"{values.actual[i, deal.package]:.2f} / {values.apparent[i, deal.package]:.2f}"
            for i in (0, 1)
        )
        lines.append(_line(_share(deal.chance), "; ".join(words), *worth))
    return "\n".join(lines)


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _share(share: float) -> str:
    return f"{share:.3f}"[1:] if share < 0.9995 else "1"


def figures(outlook: Outlook) -> tuple[str, ...]:
    """The columns of both tables."""
    last = outlook.weeks
    week = outlook.even_chance()
    shares = (
        outlook.within("settled", 52),
        outlook.within("settled", last),
        outlook.within("attacker_wins", last),
        outlook.within("attacker_loses", last),
        float(outlook.removed["russia"][-1]),
        outlook.within("at_war", last) + outlook.within("removed_on", last),
    )
    cells = [_share(share) for share in shares]
    return (*cells[:2], "later" if week is None else str(week), *cells[2:])


def table(
    rows: Iterable[tuple[str, Conflict]],
    first: str,
    head: tuple[str, ...] = HEAD,
    cells: Callable[[Outlook], tuple[str, ...]] = figures,
) -> str:
    """A Markdown table with a row for each conflict."""
    lines = [_line(first, *head), "|---" * (len(head) + 1) + "|"]
    for text, one in rows:
        lines.append(_line(text, *cells(one.forecast().outlook)))
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)


def written(page: str, name: str, text: str) -> str:
    """The page with a table between its two marks."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, rest = page.split(start)
    return before + start + text + "\n" + end + rest.split(end)[1]


def main() -> None:
    """Print every table, or write them into the page."""
    found = {
        "steps": table(steps(), "step"),
        "readings": table(readings(), "reading"),
        "changes": table(changes(), "changed"),
        "policies": table(policies(), "policy", POLICY_HEAD, policy_figures),
        "named": named(),
        "signed": signed(),
    }
    if "--write" not in sys.argv:
        print("\n\n".join(found.values()))
        return
    page = PAGE.read_text()
    for name, text in found.items():
        page = written(page, name, text)
    PAGE.write_text(page)


if __name__ == "__main__":
    main()

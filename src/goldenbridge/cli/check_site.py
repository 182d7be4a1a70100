"""`goldenbridge check-site`: check a deployment of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goldenbridge.cli.serve import DATA


def command(
    data: Annotated[Path | None, DATA] = None,
    test_mail: Annotated[
        str, typer.Option("--test-mail", metavar="ADDRESS", help="Also send a test mail there.")
    ] = "",
) -> None:
    """Check a deployment of the site and say in plain words what to do.

    Looks at settings, database, worker, mail, backups, files and disk. Exit code 1 if something
    must be mended.

    Example: goldenbridge check-site --data ~/peace --test-mail you@example.org
    """
    from goldenbridge_site.running import check_site, start

    directory = start.existing(data)
    findings = check_site.look(directory)
    if test_mail:
        findings.append(check_site.test_mail(test_mail))
    for finding in findings:
        print(f"{finding.mark:<5} {finding.text}")
        if finding.advice:
            print(f"      {finding.advice}")
    if any(finding.bad for finding in findings):
        raise typer.Exit(1)

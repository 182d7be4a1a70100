"""Looking at a deployment and saying in plain words what to do."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

from goldenbridge_site.running import backup, locks, public, upgrade

GIGABYTE = 1_000_000_000


@dataclass(frozen=True)
class Finding:
    """One line: `mark` is "ok", "look" (works, but look at it) or "mend"."""

    mark: str
    text: str
    advice: str = ""

    @property
    def bad(self) -> bool:
        """Whether it must be mended."""
        return self.mark == "mend"


def look(directory: Path) -> list[Finding]:
    """Look at everything."""
    looks: tuple[Callable[[Path], list[Finding]], ...] = (
        _mode,
        _django,
        _database,
        _worker,
        _mail,
        _backups,
        _files,
        _disk,
    )
    return [finding for one in looks for finding in one(directory)]


def _mode(directory: Path) -> list[Finding]:
    from django.conf import settings

    if not settings.PUBLIC:
        return [
            Finding(
                "ok",
                "The site is local: only this machine reaches it.",
                "Set GOLDENBRIDGE_URL to its https address to make it public.",
            )
        ]
    found = [Finding("mend", lack) for lack in public.missing()]
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        found.append(
            Finding(
                "mend",
                "A public site needs a proxy in front that speaks https.",
                "Set GOLDENBRIDGE_PROXIES to 1; the guide to running a site has an example.",
            )
        )
    return found or [Finding("ok", f"The site is public at {settings.SITE_URL}.")]


def _django(directory: Path) -> list[Finding]:
    from django.conf import settings
    from django.core import checks

    said = checks.run_checks(include_deployment_checks=settings.PUBLIC)
    found = [
        Finding("mend" if one.level >= checks.ERROR else "look", one.msg, one.hint or "")
        for one in said
        if one.level >= checks.WARNING
    ]
    return found or [Finding("ok", "Django's own checks find nothing.")]


def _database(directory: Path) -> list[Finding]:
    if newer := upgrade.ahead():
        return [Finding("mend", f"The data is newer than this version ({newer[0]}).")]
    if todo := upgrade.pending():
        return [
            Finding(
                "mend",
                f"The data is {len(todo)} steps behind this version.",
                f"Stop the site and run: goldenbridge upgrade --data {directory}",
            )
        ]
    return [Finding("ok", "Database reached, data up to date.")]


def _worker(directory: Path) -> list[Finding]:
    from goldenbridge_site.background import state

    worker = state.worker()
    if not locks.held(directory / locks.SERVE):
        return [Finding("look", "The site does not run here, so no mail is sent.")]
    if worker.alive:
        return [Finding("ok", "The worker lives.")]
    seen = f"since {worker.seen:%d %B %H:%M} UTC" if worker.seen else "yet"
    return [
        Finding(
            "mend",
            f"The worker was not seen {seen}; mail waits.",
            "Look into the log, and start the site again.",
        )
    ]


def _mail(directory: Path) -> list[Finding]:
    from django.conf import settings

    from goldenbridge_site.mail import state

    mail = state.now()
    found = []
    if mail.to_files:
        found.append(
            Finding(
                "look" if not settings.PUBLIC else "mend",
                f"Mail goes to files in {mail.folder}.",
                "Set GOLDENBRIDGE_SMTP_URL, such as smtp://user:password@mail.example.org:587",
            )
        )
    else:
        found += _sender()
    if mail.failed:
        found.append(
            Finding(
                "mend",
                f"{mail.failed} mails could not be sent. The last word was: {mail.last_error}",
                "Mend the cause, then press “Try again” at /operator/.",
            )
        )
    late = datetime.now(UTC) - timedelta(minutes=30)
    if mail.since is not None and mail.since < late:
        found.append(Finding("look", f"{mail.waiting} mails wait. {mail.last_error}".strip()))
    return found


def _sender() -> list[Finding]:
    from django.conf import settings

    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    domain = sender.rpartition("@")[2]
    return [
        Finding(
            "ok",
            f"Mail comes from {sender}.",
            f"So that it is not taken for spam, the DNS of {domain} needs: a TXT record at "
            f"{domain} such as “v=spf1 include:YOUR-MAIL-PROVIDER -all” (SPF), the DKIM key your "
            f"provider gives you, and a TXT record at _dmarc.{domain} such as “v=DMARC1; p=none”. "
            "Then send a test mail: goldenbridge check-site --test-mail you@example.org",
        )
    ]


def _backups(directory: Path) -> list[Finding]:
    made = backup.listed(directory)
    if not made:
        return [
            Finding(
                "look",
                "There is no backup yet.",
                f"The running site makes one every night; now: goldenbridge backup --data "
                f"{directory}",
            )
        ]
    path, when, _tag = made[-1]
    age = datetime.now(UTC) - when
    if age > timedelta(days=2):
        return [Finding("look", f"The newest backup is {age.days} days old: {path}")]
    return [
        Finding(
            "ok",
            f"The newest backup is {path.name}.",
            "Copy it to another machine from time to time.",
        )
    ]


def _files(directory: Path) -> list[Finding]:
    found = []
    for path in (directory, directory / backup.KEY, directory / "site.sqlite3"):
        if path.exists() and path.stat().st_mode & 0o077:
            found.append(
                Finding(
                    "mend",
                    f"Other users of this machine can read {path}.",
                    f"chmod go= {path}",
                )
            )
    return found or [Finding("ok", "The files are readable for the site's user only.")]


def _disk(directory: Path) -> list[Finding]:
    free = shutil.disk_usage(directory).free
    text = f"{free / GIGABYTE:.1f} GB are free on the disk."
    if free < GIGABYTE / 2:
        return [Finding("mend", text, "Make room: a full disk stops posting and backups.")]
    return [Finding("ok" if free > 2 * GIGABYTE else "look", text)]


def test_mail(address: str) -> Finding:
    """Send one mail at once."""
    from goldenbridge_site.mail.attempt import attempt

    wrong = attempt(address)
    if wrong:
        return Finding("mend", f"The test mail was not sent. {wrong}")
    return Finding("ok", f"The test mail to {address} was handed over.", "See whether it arrives.")

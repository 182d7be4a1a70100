"""Backups: one file with the database and the site's key, readable for the site's user only."""

import json
import logging
import os
import re
import tarfile
import tempfile
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from goldenbridge_site.running import dumps
from goldenbridge_site.running.refusal import SiteError

log = logging.getLogger("goldenbridge_site.running")
FORMAT = 1
KEY = "secret.key"
NIGHTLY = "nightly"
NIGHTS, WEEKS, OTHERS = 7, 4, 3
"""How many nightly backups stay: the newest 7, and the newest of each of 4 more weeks; and how
many of those made before an upgrade or a restore. What was made by hand is never removed."""
_NAME = re.compile(r"goldenbridge-(\d{8})-(\d{6})(?:-([a-z-]+))?\.tar\.gz")


def folder(directory: Path) -> Path:
    """Where backups lie."""
    return directory / "backups"


def make(directory: Path, tag: str = "", to: Path | None = None) -> Path:
    """Back the site up, also while it runs. Returns the file. Raises SiteError."""
    now = datetime.now(UTC)
    into = folder(directory) if to is None else to.parent
    path = _free(into, now, tag) if to is None else to
    try:
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            raise SiteError(f"{path} is there already and is not overwritten.")
        with tempfile.TemporaryDirectory(dir=into, prefix=".making-") as made:
            _write(directory, Path(made), path, now)
    except OSError as error:
        raise SiteError(f"The backup cannot be written to {into}: {error.strerror}.") from error
    log.info("backup made", extra={"subject": path.name})
    return path


def _free(into: Path, now: datetime, tag: str) -> Path:
    """A name that no backup has yet: of two in one second, the later bears the next second."""
    ending = f"-{tag}.tar.gz" if tag else ".tar.gz"
    path = into / f"goldenbridge-{now:%Y%m%d-%H%M%S}{ending}"
    return _free(into, now + timedelta(seconds=1), tag) if path.exists() else path


def _write(directory: Path, work: Path, path: Path, now: datetime) -> None:
    kind = dumps.kind()
    database = work / dumps.FILES[kind]
    dumps.dump(database)
    members = [database]
    if (directory / KEY).exists():
        members.append(directory / KEY)
    (work / "manifest.json").write_text(json.dumps(manifest(kind, now), indent=1))
    unfinished = work / "backup.tar.gz"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
        for member in (work / "manifest.json", *members):
            archive.add(member, arcname=member.name, filter=_nobody)
    with unfinished.open("rb") as written:
        os.fsync(written.fileno())
    unfinished.replace(path)


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def manifest(kind: str, now: datetime) -> dict[str, Any]:
    """What a backup says about itself."""
    from django.db.migrations.recorder import MigrationRecorder

    migrations = MigrationRecorder.Migration.objects.values_list("app", "name")
    return {
        "format": FORMAT,
        "made": now.isoformat(timespec="seconds"),
        "version": version("goldenbridge"),
        "database": kind,
        "migrations": sorted(f"{app}.{name}" for app, name in migrations),
        "counts": counted(),
    }


def counted() -> dict[str, int]:
    """How many members, posts and replies there are."""
    from django.db import DatabaseError

    from goldenbridge_site.accounts.models import User
    from goldenbridge_site.posts.models import Post
    from goldenbridge_site.replies.models import Reply

    found = {}
    for name, model in (("members", User), ("posts", Post), ("replies", Reply)):
        try:
            found[name] = model._base_manager.count()
        except DatabaseError:  # before an upgrade the table may not be there yet
            continue
    return found


def nightly(**kwargs: Any) -> None:
    """Tonight's backup, once, and the removal of old ones. Run by the worker."""
    from django.conf import settings

    directory = Path(settings.SITE_DIR)
    newest = max((when for _path, when, tag in listed(directory) if tag == NIGHTLY), default=None)
    if newest is None or datetime.now(UTC) - newest > timedelta(hours=20):
        make(directory, NIGHTLY)
    rotate(directory)


def listed(directory: Path) -> list[tuple[Path, datetime, str]]:
    """Every backup in the folder with its time and tag, oldest first."""
    found = []
    for path in folder(directory).glob("goldenbridge-*.tar.gz"):
        match = _NAME.fullmatch(path.name)
        if match:
            when = datetime.strptime("".join(match.groups()[:2]), "%Y%m%d%H%M%S")
            found.append((path, when.replace(tzinfo=UTC), match.group(3) or ""))
    return sorted(found, key=lambda one: one[1])


def rotate(directory: Path) -> list[Path]:
    """Remove what need not be kept. Returns what was removed."""
    groups: dict[str, list[tuple[Path, datetime]]] = {}
    for path, when, tag in listed(directory):
        if tag:
            groups.setdefault(tag, []).append((path, when))
    gone = []
    for tag, rows in groups.items():
        kept = _kept(rows) if tag == NIGHTLY else {path for path, _when in rows[-OTHERS:]}
        for path, _when in rows:
            if path not in kept:
                path.unlink(missing_ok=True)
                gone.append(path)
    return gone


def _kept(rows: list[tuple[Path, datetime]]) -> set[Path]:
    newest_first = rows[::-1]
    kept = {path for path, _when in newest_first[:NIGHTS]}
    weeks: dict[tuple[int, int], Path] = {}
    for path, when in newest_first[NIGHTS:]:
        weeks.setdefault(when.isocalendar()[:2], path)
    return kept | set(list(weeks.values())[:WEEKS])

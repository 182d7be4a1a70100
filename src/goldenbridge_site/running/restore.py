"""Restoring a backup."""

import json
import os
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldenbridge_site.running import backup, dumps
from goldenbridge_site.running.refusal import SiteError


@dataclass(frozen=True)
class Restored:
    """What came back. `waiting` counts the mails that were not sent yet when it was made."""

    made: str
    counts: dict[str, int]
    waiting: int
    former: Path | None


def read_manifest(path: Path) -> dict[str, Any]:
    """What the backup says about itself. Raises SiteError if the file is no backup."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            said = archive.extractfile("manifest.json")
            assert said is not None
            found: dict[str, Any] = json.load(said)
    except FileNotFoundError as error:
        raise SiteError(f"There is no file {path}.") from error
    except (OSError, EOFError, tarfile.TarError, KeyError, ValueError, AssertionError) as error:
        raise SiteError(f"{path} is no backup of a site, or it is damaged.") from error
    if found.get("format") != backup.FORMAT:
        raise SiteError(f"{path} was made by a newer version. Install that version to restore it.")
    return found


def restore(
    directory: Path, path: Path, *, replace: bool = False, drop_mail: bool = False
) -> Restored:
    """Put the site of a backup into `directory`. Raises SiteError, nothing then being changed.

    A site that is there is kept as a backup of its own, and `replace` must be true. Mail that
    waited when the backup was made is sent by the restored site unless `drop_mail`.
    """
    said = read_manifest(path)
    _fits(said)
    former = None
    if _is_filled():
        if not replace:
            raise SiteError(
                f"There is a site in {directory} already. Add --replace to put the backup in its "
                "place; what is there is kept as a backup first."
            )
        former = backup.make(directory, "before-restore")
    database_from(path)
    _key_from(path, directory)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    return Restored(str(said["made"]), backup.counted(), _mail(drop_mail), former)


def _fits(said: dict[str, Any]) -> None:
    from django.db.migrations.loader import MigrationLoader

    if said["database"] != dumps.kind():
        other = "without" if said["database"] == dumps.SQLITE else "with"
        raise SiteError(
            f"The backup is of a site on {said['database']}, this one is on {dumps.kind()}. "
            f"Restore it {other} GOLDENBRIDGE_DATABASE_URL."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {}}
    apps = {name.partition(".")[0] for name in known}
    newer = [m for m in said["migrations"] if m not in known and m.partition(".")[0] in apps]
    if newer:
        raise SiteError(
            f"The backup was made by version {said['version']}, which is newer than this one. "
            "Install that version to restore it."
        )


def _is_filled() -> bool:
    from django.db import connection

    return "django_migrations" in connection.introspection.table_names()


def database_from(path: Path) -> None:
    """Replace the database by that of a backup."""
    said = read_manifest(path)
    name = dumps.FILES[str(said["database"])]
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".restoring-") as work:
        unpacked = Path(work) / name
        _unpack(path, name, unpacked)
        dumps.load(unpacked)


def _unpack(path: Path, name: str, to: Path) -> None:
    """Copy one named file out of the backup: no other name in it is ever looked at."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            source = archive.extractfile(name)
            if source is None:
                raise KeyError(name)
            handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                while block := source.read(1 << 20):
                    file.write(block)
    except (KeyError, EOFError, tarfile.TarError, OSError) as error:
        raise SiteError(f"{path} is damaged: {name} cannot be read from it.") from error


def _key_from(path: Path, directory: Path) -> None:
    """Put the site's key back: without it second factors and links in old mails do not work."""
    try:
        _unpack(path, backup.KEY, directory / ".restored.key")
    except SiteError:
        return  # the operator gives the key through the environment
    (directory / ".restored.key").replace(directory / backup.KEY)


def _mail(drop: bool) -> int:
    from django.utils import timezone
    from django_q.models import OrmQ

    from goldenbridge_site.mail.models import OutboxMail

    OrmQ.objects.all().delete()  # tasks name rows; what they were for is found again by itself
    waiting = OutboxMail.objects.filter(
        state__in=[OutboxMail.State.WAITING, OutboxMail.State.SENDING]
    )
    number = waiting.count()
    if drop:
        waiting.update(
            state=OutboxMail.State.DROPPED,
            finished=timezone.now(),
            last_error="left out when a backup was restored",
            text="",
        )
    return number

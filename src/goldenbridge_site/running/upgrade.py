"""Bringing the database up to date, with a backup before and back to it on failure."""

from collections.abc import Callable
from pathlib import Path

from goldenbridge_site.running import backup, restore
from goldenbridge_site.running.refusal import SiteError


def pending() -> list[str]:
    """Names of the migrations that are not applied yet, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _back in plan]


def is_new() -> bool:
    """Whether the database is empty: nothing to lose."""
    from django.db import connection

    return "django_migrations" not in connection.introspection.table_names()


def ahead() -> list[str]:
    """Migrations in the database that this version does not know: it is older than the data."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations or {})
    apps = {app for app, _name in known}
    applied = set(loader.applied_migrations or {})
    return sorted(f"{app}.{name}" for app, name in applied - known if app in apps)


def apply(directory: Path, migrate: Callable[[], None] | None = None) -> tuple[int, Path | None]:
    """Apply what is pending. Returns how many, and the backup made before (None if none was due).

    On any failure the database is restored from that backup. Raises SiteError then, and when the
    data is newer than this version.
    """
    newer = ahead()
    if newer:
        raise SiteError(
            f"The data was written by a newer version ({newer[0]}). Install that version again, "
            "or restore a backup made before: goldenbridge restore FILE"
        )
    todo = pending()
    if not todo:
        return 0, None
    if is_new():
        (migrate or _migrate)()
        return len(todo), None
    kept = backup.make(directory, "before-upgrade")
    try:
        (migrate or _migrate)()
    except BaseException as error:
        restore.database_from(kept)
        raise SiteError(
            f"The upgrade failed and was rolled back; the data is as before. {_words(error)}\n"
            f"The backup made before is {kept}. Install the former version to go on."
        ) from error
    return len(todo), kept


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]

"""The worker process: `python -m goldenbridge_site.running.worker [--leash]`.

It is to be started in a process group of its own. SIGTERM to this process alone ends it in order;
the library's other processes must not get it (they would hang).
"""

import os
import sys
from pathlib import Path

from goldenbridge_site.running import leash, locks

TAKEN = 75
"""Exit code when another worker has the data directory."""


def main(arguments: list[str]) -> int:
    """Take the lock, put right what a dead worker left, and run until told to stop."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenbridge_site.config.settings")
    django.setup()
    from django.conf import settings

    lock = locks.take(Path(settings.SITE_DIR) / locks.WORKER, wait=2.0)
    if lock is None:
        print("Another worker uses this data directory.", file=sys.stderr)
        return TAKEN
    _put_right()
    _run("--leash" in arguments)
    return 0


def _put_right() -> None:
    """Free what a dead worker had taken: with the lock in hand nobody else works."""
    from django.db import connections
    from django.utils import timezone
    from django_q.models import OrmQ

    from goldenbridge_site.background import queue, state
    from goldenbridge_site.mail import sending

    now = timezone.now()
    OrmQ.objects.filter(lock__gt=now).update(lock=now)
    sending.release_all()
    queue.plan()
    queue.later("goldenbridge_site.background.tasks.minute")
    state.started()
    connections.close_all()  # before the library forks


def _run(on_leash: bool) -> None:
    from django_q.cluster import Cluster

    cluster = Cluster()
    cluster.start()
    if on_leash:
        leash.hold()
    if cluster.sentinel is not None:
        cluster.sentinel.join()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

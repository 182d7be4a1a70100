"""Watching the site's two processes: the web server and the worker.

A dead worker's group is killed before a new worker starts, because its children would go on
taking tasks. A worker that shows no life for minutes is treated as dead. When the web server ends
by itself, everything ends.
"""

import logging
import signal
import sys
from pathlib import Path
from time import monotonic, sleep
from types import FrameType

from goldenbridge_site.running import locks
from goldenbridge_site.running.children import Child, kill_group

log = logging.getLogger("goldenbridge_site.running")
LONGEST_PAUSE = 30.0
STEADY = 60.0
"""Seconds after which a worker counts as started well."""
LOOK = 30.0
"""Seconds between looks at the worker's sign of life."""


class Supervisor:
    """Starts, watches and stops the web server and the worker of one data directory."""

    def __init__(self, directory: Path, host: str, port: int) -> None:
        self.directory = directory
        self.web = Child("web server", "goldenbridge_site.running.web", host, str(port))
        self.worker = Child("worker", "goldenbridge_site.running.worker")
        self.stopping = False
        self.pause = 1.0
        self.looked = monotonic()

    def run(self) -> int:
        """Run until SIGTERM or Ctrl-C. Returns the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        try:
            self.clear_orphans()
            self.worker.start()
            self.web.start()
            return self._watch()
        finally:
            self.stop()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def clear_orphans(self) -> None:
        """End what a killed `serve` may have left: its worker's group still holds the lock."""
        lock = self.directory / locks.WORKER
        leader = locks.holder(lock)
        if leader is None:
            return
        log.warning("killing the worker of a site that was killed")
        kill_group(leader)
        for _n in range(100):
            if not locks.held(lock):
                return
            sleep(0.05)

    def _watch(self) -> int:
        while not self.stopping:
            if not self.web.alive:
                print("The web server has ended; the site stops.", file=sys.stderr)
                return 1
            if not self.worker.alive:
                self._replace_worker("the worker has died")
            elif self._hangs():
                self._replace_worker("the worker shows no life")
            sleep(0.2)
        return 0

    def _replace_worker(self, why: str) -> None:
        steady = monotonic() - self.worker.since > STEADY
        self.pause = 1.0 if steady else min(self.pause * 2, LONGEST_PAUSE)
        log.error("worker started again", extra={"reason": why})
        self.worker.kill()
        ends = monotonic() + self.pause
        while monotonic() < ends and not self.stopping:
            sleep(0.1)
        if not self.stopping:
            self.worker.start()

    def _hangs(self) -> bool:
        """Whether the worker, up for long enough, has not been seen for minutes."""
        from django.db import DatabaseError, connections

        from goldenbridge_site.background import state

        now = monotonic()
        if now - self.looked < LOOK or now - self.worker.since < state.LATE.total_seconds():
            return False
        self.looked = now
        try:
            return not state.worker().alive
        except DatabaseError:
            log.exception("the worker's sign of life cannot be read")
            return False
        finally:
            connections.close_all()

    def stop(self) -> None:
        """End both: first no new requests, then the worker, which may finish its task."""
        self.web.stop()
        self.worker.stop()

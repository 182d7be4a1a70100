"""A process that ends itself when the one that started it has gone, even by SIGKILL.

The starter keeps the writing end of a pipe that is this process's standard input; when the
starter dies, the pipe ends.
"""

import os
import signal
import threading
from time import sleep

GRACE = 10.0
"""Seconds between asking this process to end and killing its group."""


def hold() -> None:
    """Watch the pipe in a thread. To be called after the last fork of this process."""
    threading.Thread(target=_watch, name="leash", daemon=True).start()


def _watch() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(GRACE)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)

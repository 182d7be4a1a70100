"""Locks on the data directory: one `serve` and one worker at a time.

A lock is held by open files, so it ends with the last process that has it, however that dies.
The worker's children keep the worker's lock: while an orphan of a killed worker lives, no second
worker can start.
"""

import fcntl
import os
from pathlib import Path
from time import monotonic, sleep

SERVE, WORKER = "serve.lock", "worker.lock"


def take(path: Path, wait: float = 0.0) -> int | None:
    """Take the lock file `path` and write this process's id into it.

    Returns the file descriptor to keep, or None if somebody else has it after `wait` seconds.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    ends = monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if monotonic() >= ends:
                os.close(handle)
                return None
            sleep(0.05)
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    return handle


def held(path: Path) -> bool:
    """Whether some process has the lock."""
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def holder(path: Path) -> int | None:
    """The process id written by who has the lock, or None if nobody has it."""
    if not held(path):
        return None
    text = path.read_text(encoding="ascii").strip()
    return int(text) if text.isdecimal() else None

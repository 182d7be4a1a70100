"""A child process in a group of its own: started, asked to stop, killed with all it started."""

import os
import signal
import subprocess
import sys
from time import monotonic

GRACE = 10.0
"""Seconds between SIGTERM to the child alone and SIGKILL to its whole group."""


class Child:
    """One of the site's processes. `name` is for people."""

    def __init__(self, name: str, module: str, *arguments: str) -> None:
        self.name = name
        self.command = [sys.executable, "-m", module, *arguments, "--leash"]
        self.process: subprocess.Popen[bytes] | None = None
        self.since = 0.0

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C in the terminal does not reach it."""
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, start_new_session=True)
        self.since = monotonic()

    @property
    def alive(self) -> bool:
        """Whether the started process itself still runs; its children may outlive it."""
        return self.process is not None and self.process.poll() is None

    def stop(self, grace: float = GRACE) -> None:
        """SIGTERM to the process alone; after `grace` seconds, and in any case, kill the group."""
        if self.process is None:
            return
        if self.alive:
            self.process.terminate()
            try:
                self.process.wait(grace)
            except subprocess.TimeoutExpired:
                print(f"The {self.name} does not stop and is killed.", file=sys.stderr)
        self.kill()

    def kill(self) -> None:
        """SIGKILL to the whole group, also when its first process is dead already."""
        if self.process is None:
            return
        kill_group(self.process.pid)
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


def kill_group(leader: int) -> None:
    """SIGKILL to the process group `leader`; one that has ended is no matter."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return

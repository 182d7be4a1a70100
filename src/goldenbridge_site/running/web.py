"""The web process: `python -m goldenbridge_site.running.web HOST PORT [--leash]`, by Gunicorn."""

import gc
import os
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from goldenbridge_site.running import leash

PROCESSES, THREADS = 2, 8


class Site(BaseApplication):
    """The site as Gunicorn wants it."""

    def __init__(self, host: str, port: int, on_leash: bool) -> None:
        self.address = f"{host}:{port}"
        self.on_leash = on_leash
        super().__init__()

    def load_config(self) -> None:
        """The server's settings; everything else keeps Gunicorn's default."""
        chosen: dict[str, Any] = {
            "bind": self.address,
            "workers": PROCESSES,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 8,
            "preload_app": True,
            "control_socket_disable": True,
            "loglevel": "warning",
            "umask": 0o077,
            "proc_name": "goldenbridge web",
            "when_ready": self._ready,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def _ready(self, arbiter: Any) -> None:
        if self.on_leash:
            leash.hold()

    def load(self) -> Any:
        """The WSGI application, with every address loaded before the first request comes."""
        from django.urls import get_resolver

        from goldenbridge_site.config.wsgi import application

        get_resolver().reverse_dict  # noqa: B018
        spare_collections()
        return application


def spare_collections() -> None:
    """Look for garbage less often, and not among what was loaded at the start.

    Requests make next to no cycles, but a page of a thousand replies makes enough objects to have
    everything walked through several times: a third of its slowest tenth went there.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenbridge_site.config.settings")
    Site(sys.argv[1], int(sys.argv[2]), "--leash" in sys.argv).run()

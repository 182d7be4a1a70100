"""How much room the site takes."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Room:
    """Bytes: free on the disk, its size, and taken by each part of the data directory."""

    free: int
    size: int
    parts: list[tuple[str, int]]

    @property
    def scarce(self) -> bool:
        """Less than a twentieth of the disk, or less than half a gigabyte, is free."""
        return self.free < max(self.size // 20, 500_000_000)


def room() -> Room:
    """Measure the data directory, part by part, largest first."""
    directory = Path(settings.SITE_DIR)
    usage = shutil.disk_usage(directory)
    parts = [(entry.name, _taken(entry)) for entry in directory.iterdir()]
    return Room(usage.free, usage.total, sorted(parts, key=lambda part: -part[1]))


def _taken(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() and not path.is_symlink() else [path]
    taken = 0
    for file in files:
        try:
            if file.is_file() and not file.is_symlink():
                taken += file.stat().st_size
        except OSError:
            continue  # it went away meanwhile
    return taken

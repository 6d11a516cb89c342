"""The room that it all takes: bytes in memory of a process with its children, and on disk."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from eval.bench.figures import Figure
from rag.library import Library
from rag.settings import Settings

__all__ = ["GIGABYTE", "resident", "room", "size"]

GIGABYTE = 1e9


def room(settings: Settings) -> Iterator[Figure]:
    """What the program needs on disk beside its articles."""
    with Library.open(settings) as library:
        library.sync(["seeds"])
    environment = Path(sys.prefix)
    places = [settings.cache_dir, settings.data_dir, *([environment] if (environment / "pyvenv.cfg").exists() else [])]
    yield Figure("disk of environment, models and index", sum(map(size, places)) / GIGABYTE, "GB", 4)


def resident(pid: int) -> int:
    """Bytes that a process and its descendants hold in memory (Linux: /proc)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
    children = [child for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    return (int(found.group(1)) * 1024 if found else 0) + sum(resident(int(child)) for child in children)


def size(place: Path) -> int:
    """Bytes on disk, hard links once."""
    seen = {(s.st_dev, s.st_ino): s.st_blocks * 512 for path in place.rglob("*") if (s := path.lstat())}
    return sum(seen.values())

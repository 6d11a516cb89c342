"""How much memory a new process may take: of the machine, and of the container that we may be in."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["available_memory"]

MEMINFO = Path("/proc/meminfo")
CGROUP = Path("/sys/fs/cgroup")


def available_memory(meminfo: Path = MEMINFO, cgroup: Path = CGROUP) -> int | None:
    """Bytes that can be had without swapping; `None` where the system does not say.

    Args:
        meminfo: Linux's account of the machine.
        cgroup: Linux's account of the container (version 2).
    """
    known = [free for free in (_of_machine(meminfo), _of_container(cgroup)) if free is not None]
    return min(known, default=None)


def _of_machine(meminfo: Path) -> int | None:
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return _free_pages()


def _free_pages() -> int | None:
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf, macOS not this name
        return None


def _of_container(cgroup: Path) -> int | None:
    try:
        limit = int((cgroup / "memory.max").read_text(encoding="ascii"))
        used = int((cgroup / "memory.current").read_text(encoding="ascii"))
        cache = (cgroup / "memory.stat").read_text(encoding="ascii").split()
    except (OSError, ValueError):  # no container, or one without a limit (`max`)
        return None
    reclaimable = int(cache[cache.index("inactive_file") + 1]) if "inactive_file" in cache else 0
    return max(limit - used + reclaimable, 0)

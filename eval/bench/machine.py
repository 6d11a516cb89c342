"""The machine that figures were measured on, and what hangs on its processor."""

from __future__ import annotations

import os
import platform
import re
from datetime import date
from pathlib import Path

from rag.models.backends import machine

__all__ = ["described", "has_wide_units", "wide_units"]

CPUINFO = Path("/proc/cpuinfo")
WIDE = {"avx512f": "AVX-512", "avx512_vnni": "VNNI", "avx_vnni": "VNNI"}
"""What Linux calls the units that multiply many numbers at once, and what others call them."""


def described(day: date) -> str:
    """Processor, cores, memory, system and day, on one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    units = f" ({', '.join(wide_units())})" if wide_units() else ""
    processor, _, cores = machine().rpartition(", ")
    return f"{processor}{units}, {cores}, {memory:.0f} GiB of memory, {platform.system()}; {day.isoformat()}"


def has_wide_units(cpuinfo: Path = CPUINFO) -> bool:
    """Whether the processor has AVX-512 or VNNI; false where the system does not say."""
    return bool(wide_units(cpuinfo))


def wide_units(cpuinfo: Path = CPUINFO) -> list[str]:
    """Which of the two the processor has."""
    try:
        flags = re.search(r"^flags\s*:(.*)$", cpuinfo.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return []
    known = set(flags.group(1).split()) if flags else set()
    return sorted({name for flag, name in WIDE.items() if flag in known})

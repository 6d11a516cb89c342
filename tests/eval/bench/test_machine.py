"""What is said of the machine, and what hangs on its processor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.bench.machine import described, has_wide_units, wide_units


@pytest.mark.parametrize(
    ("flags", "units"),
    [
        ("fpu sse2 avx2", []),
        ("fpu avx2 avx512f avx512vl avx512_vnni", ["AVX-512", "VNNI"]),
        ("fpu avx2 avx_vnni", ["VNNI"]),
        ("fpu avx512fancy", []),
    ],
)
def test_wide_units_are_read_from_the_flags_of_the_processor(tmp_path: Path, flags: str, units: list[str]) -> None:
    """Whole names, of the first processor."""
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor : 0\nmodel name\t: Some\nflags\t\t: {flags}\nbugs : none\n", encoding="utf-8")
    assert wide_units(cpuinfo) == units
    assert has_wide_units(cpuinfo) is bool(units)


def test_a_system_that_does_not_say_has_none(tmp_path: Path) -> None:
    """The milder limit holds there."""
    assert not has_wide_units(tmp_path / "missing")


def test_the_machine_is_told_with_the_day() -> None:
    """One line that names no path."""
    told = described(date(2026, 3, 5))
    assert told.endswith("; 2026-03-05")
    assert "cores" in told
    assert "/" not in told.replace("(R)", "")

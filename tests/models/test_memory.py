"""Available memory: of the machine, of the container, whichever is less."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.models import memory
from rag.models.memory import available_memory

GIB = 1 << 30


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """An account of a machine with 8 GiB available."""
    path = tmp_path / "meminfo"
    path.write_text(f"MemTotal: {16 * GIB // 1024} kB\nMemFree: 1 kB\nMemAvailable: {8 * GIB // 1024} kB\n")
    return path


def container(folder: Path, limit: str) -> Path:
    """An account of a container that uses 2 GiB, of which 1 GiB is a file cache that can go."""
    (folder / "memory.max").write_text(f"{limit}\n")
    (folder / "memory.current").write_text(f"{2 * GIB}\n")
    (folder / "memory.stat").write_text(f"anon {GIB}\nfile {GIB}\ninactive_file {GIB}\n")
    return folder


def test_what_the_machine_can_give(machine: Path, tmp_path: Path) -> None:
    """Without a container, it is the machine's available memory, not its free memory."""
    assert available_memory(machine, tmp_path / "none") == 8 * GIB


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(str(4 * GIB), 3 * GIB, id="a limit"),
        pytest.param(str(GIB // 2), 0, id="a limit that is exceeded"),
        pytest.param(str(64 * GIB), 8 * GIB, id="more than the machine has"),
        pytest.param("max", 8 * GIB, id="no limit"),
    ],
)
def test_a_container_gives_no_more_than_its_limit(machine: Path, tmp_path: Path, limit: str, expected: int) -> None:
    """The limit less what is used, where the file cache does not count as used."""
    assert available_memory(machine, container(tmp_path, limit)) == expected


def test_a_system_that_does_not_say_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither account exists nor the system counts free pages, nothing is known."""
    monkeypatch.setattr(memory, "_free_pages", lambda: None)
    assert available_memory(tmp_path / "none", tmp_path / "none") is None


def test_a_system_without_an_account_counts_its_free_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portable number is used where Linux's account is missing."""
    monkeypatch.setattr(memory, "_free_pages", lambda: GIB)
    assert available_memory(tmp_path / "none", tmp_path / "none") == GIB

"""The memory of threads: how many arenas a process comes to have."""

from __future__ import annotations

import platform
import re
import subprocess
import sys

import pytest

from ui.serving.arenas import ARENAS

SCRIPT = """
import ctypes, threading
from ui.serving.arenas import share_arenas
share_arenas()
libc, held, all_begun = ctypes.CDLL(None), [], threading.Barrier(30)
libc.malloc.restype = ctypes.c_void_p
def hold():
    all_begun.wait()
    held.append(libc.malloc(100_000))
    all_begun.wait()
threads = [threading.Thread(target=hold) for _ in range(30)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.malloc_stats()
"""


def arenas(**environ: str) -> int:
    """How many there are once thirty threads have each taken memory."""
    command = [sys.executable, "-c", SCRIPT]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=environ)
    return len(re.findall(r"^Arena \d+:$", ended.stderr, re.MULTILINE))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas")
def test_threads_share_few_arenas_unless_the_machine_says_how_many() -> None:
    """Each keeps what its threads have let go of."""
    assert arenas() == ARENAS
    assert arenas(MALLOC_ARENA_MAX="5") == 5

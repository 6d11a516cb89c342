"""Memory that is handed out as zeros, where the system's allocator can be asked to.

The files of Chroma's graph begin as memory that it was given and has not filled, and so as whatever this process had
there before: vectors of erased articles were seen to stand in them.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["can_clear", "cleared_memory"]

M_PERTURB = -6  # of glibc's <malloc.h>: what is allocated is filled with the complement of a byte, 0 turns it off
ZEROS = 0xFF

_mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
_lock = threading.Lock()
_inside = 0


def can_clear() -> bool:
    """Whether this system's allocator can clear memory; that of glibc can."""
    return _mallopt is not None


@contextmanager
def cleared_memory() -> Iterator[None]:
    """Have all memory that this process allocates filled with zeros, in whatever thread, while any such block lasts."""
    _count(+1)
    try:
        yield
    finally:
        _count(-1)


def _count(change: int) -> None:
    global _inside
    with _lock:
        _inside += change
        if _mallopt is not None:
            _mallopt(M_PERTURB, ZEROS if _inside else 0)

"""Memory that threads allocate, shared among them.

glibc gives threads arenas of their own, up to eight a core, and each keeps what its threads have let go of
(https://sourceware.org/glibc/manual/latest/html_node/Malloc-Tunable-Parameters.html, `M_ARENA_MAX`). A server whose
every question has threads fills them all little by little.
"""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress

__all__ = ["ARENAS", "share_arenas"]

ARENAS = 2
"""One a core of the machine that this is made for."""
_M_ARENA_MAX = -8
"""Its number in `malloc.h`."""


def share_arenas() -> None:
    """Have threads that begin from here on share few arenas, where there is glibc and it was not told how many."""
    if "MALLOC_ARENA_MAX" not in os.environ:
        with suppress(OSError, AttributeError, TypeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)

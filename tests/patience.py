"""How long a test waits for what must come: it bounds a hang, so that no machine meets it, whatever else it does."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["PATIENCE", "comes_true"]

PATIENCE = 60
"""Seconds; twelve times what the slowest of these waits takes on two idle cores."""


def comes_true(holds: Callable[[], object]) -> bool:
    """Whether something comes to hold that happens beside, in a thread or another process."""
    until = time.monotonic() + PATIENCE
    while not (held := bool(holds())) and time.monotonic() < until:
        time.sleep(0.01)
    return held

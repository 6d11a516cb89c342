"""A terminal on standard error."""

from __future__ import annotations

import os
import pty
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

__all__ = ["on_screen"]


@contextmanager
def on_screen() -> Iterator[Callable[[], str]]:
    """Within the block standard error is a terminal; yields what gives all that was written there."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    with pytest.MonkeyPatch.context() as patched, os.fdopen(theirs, "w", 1, "utf-8") as stderr:
        patched.setenv("TERM", "xterm")
        patched.setattr("sys.stderr", stderr)
        yield lambda: os.read(ours, 65_536).decode("utf-8")
    os.close(ours)

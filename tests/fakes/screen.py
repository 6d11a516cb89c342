"""A terminal on standard error."""

from __future__ import annotations

import os
import pty
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

__all__ = ["on_screen"]

MARK = "\x1e"
"""Written by nobody else (a record's end in ASCII)."""


@contextmanager
def on_screen() -> Iterator[Callable[[], str]]:
    """Within the block standard error is a terminal; yields what gives all that was written there."""
    ours, theirs = pty.openpty()
    with pytest.MonkeyPatch.context() as patched, os.fdopen(theirs, "w", 1, "utf-8") as stderr:
        patched.setenv("TERM", "xterm")
        patched.setattr("sys.stderr", stderr)

        def shown() -> str:
            """All that comes before a mark: a terminal hands on what was written in parts, and when it comes to it."""
            stderr.write(MARK)
            stderr.flush()
            read = b""
            while not read.endswith(MARK.encode()):
                read += os.read(ours, 65_536)
            return read.decode("utf-8").removesuffix(MARK)

        yield shown
    os.close(ours)

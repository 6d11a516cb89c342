"""The program as its users start it: commands and the page, each a process of its own over one archive."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from rag.configured import ENV_PREFIX
from rag.errors import HemerotecaError
from rag.settings import Settings

__all__ = ["ADDRESS", "READY", "Page", "Program"]

ADDRESS = r"http://127\.0\.0\.1:\d+"
READY = "Lista"
"""What the page says, in Spanish, when it can answer."""

COMMAND = (sys.executable, "-m", "ui.cli")
PATIENCE = 600.0
"""Seconds after which something has gone wrong."""


class Program:
    """Starts commands over the archive of some settings, in Spanish.

    Args:
        settings: Name the data folder and that of the models; the rest is as the environment says.
        others: Settings that differ from it, by name.
        command: What to start.
    """

    def __init__(self, settings: Settings, *, command: Sequence[str] = COMMAND, **others: str) -> None:
        told = {"data_dir": settings.data_dir, "cache_dir": settings.cache_dir, "port": 0, "language": "es"} | others
        self._environ = os.environ | {f"{ENV_PREFIX}{name.upper()}": str(value) for name, value in told.items()}
        self._command = tuple(command)

    def seconds(self, *arguments: str) -> float:
        """How long a command takes from its start to its end.

        Raises:
            HemerotecaError: It failed; that the archive does not say is no failure.
        """
        started = time.perf_counter()
        done = subprocess.run(  # noqa: S603 - our own command
            [*self._command, *arguments],
            env=self._environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        took = time.perf_counter() - started
        if done.returncode not in (0, 3):
            raise HemerotecaError(f"`{' '.join(arguments)}` ended with {done.returncode}: {done.stderr.strip()}")
        return took

    def page(self) -> AbstractContextManager[Page]:
        """A running page; it ends with the block."""
        return self._running("chat", "--no-browser")

    def service(self) -> AbstractContextManager[Page]:
        """The running service for programs; it ends with the block."""
        return self._running("serve")

    @contextmanager
    def _running(self, *arguments: str) -> Iterator[Page]:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*self._command, *arguments],
            env=self._environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        page = Page(process)
        try:
            yield page
        finally:
            process.terminate()
            process.wait(timeout=60)
            page.close()


class Page:
    """What a page or a service that was just started says, and when: in seconds after its start."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._started = time.perf_counter()
        self._process = process
        self._lines: queue.Queue[tuple[float, str]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def now(self) -> float:
        """Seconds since it was started."""
        return time.perf_counter() - self._started

    def says(self, pattern: str) -> tuple[float, str]:
        """Wait for the next line that holds something; returns when it came, and what it holds.

        Raises:
            HemerotecaError: The page has ended, or nothing has come for ten minutes.
        """
        while True:
            try:
                came, line = self._lines.get(timeout=PATIENCE)
            except queue.Empty:
                raise HemerotecaError(f"the page has not said {pattern!r} in {PATIENCE:.0f} s.") from None
            if found := re.search(pattern, line):
                return came, found.group()
            if not line:
                raise HemerotecaError(f"the page ended before it said {pattern!r}.")

    def close(self) -> None:
        """Let go of what it said, once it has ended."""
        self._reader.join()
        if self._process.stdout:
            self._process.stdout.close()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put((self.now(), line))
        self._lines.put((self.now(), ""))

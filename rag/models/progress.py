"""How far a download is: a callback, one that says nothing, and one that draws on a terminal.

It does not know what is downloaded or from where.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeAlias

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

__all__ = ["ProgressCallback", "report_progress", "silent"]

ProgressCallback: TypeAlias = Callable[[str, int, int], None]
"""Called with what is fetched, the bytes that are there, and the bytes there will be."""

STEP = 10  # percent between two lines where there is no terminal to draw on


def silent(label: str, done: int, total: int) -> None:
    """Report nothing."""


@contextmanager
def report_progress(stream: TextIO | None = None) -> Iterator[ProgressCallback]:
    """Yield a callback that draws a bar on a terminal, or writes a line every tenth of the way elsewhere.

    Args:
        stream: Where to write; standard error when not given, so that standard output stays clean.
    """
    target = sys.stderr if stream is None else stream
    if not target.isatty():
        yield _lines(target)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=target), transient=True) as bars:
        yield _bars(bars)


def _bars(bars: Progress) -> ProgressCallback:
    tasks: dict[str, TaskID] = {}

    def report(label: str, done: int, total: int) -> None:
        if label not in tasks:
            tasks[label] = bars.add_task(label)
        bars.update(tasks[label], completed=done, total=total)

    return report


def _lines(target: TextIO) -> ProgressCallback:
    said: dict[str, int] = {}

    def report(label: str, done: int, total: int) -> None:
        step = done * 100 // max(total, 1) // STEP
        if step > said.get(label, -1):
            said[label] = step
            print(f"{label}: {done >> 20} of {total >> 20} MiB", file=target, flush=True)

    return report
